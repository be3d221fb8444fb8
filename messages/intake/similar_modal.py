"""Before a request is sent: what is known already, with one button each."""

import json
from typing import Any

from bot.domain.intake.facts import Alike, Findings
from bot.domain.intake.known_answers import KnownAnswer
from messages.catalog import Words
from messages.kit import Block, actions, button, divider, fit, modal, section
from messages.quoted import quoted

CALLBACK = "intake.similar"
SOLVED = "intake.similar.solved"
"""The value is the answer's number."""
FOLLOW = "intake.similar.follow"
"""The value is the request's number."""

TITLE_LENGTH, ROOM = 120, 700


def similar_modal(words: Words, found: Findings, *, submission: str) -> dict[str, Any]:
    """In place of the form: up to three answers, up to three open requests, and the way on."""
    blocks: list[Block] = [section(words.say("intake/similar_modal/intro"))]
    if found.answers:
        count = len(found.answers)
        blocks += [divider(), section(words.say("intake/similar_modal/answers", count=count))]
        for answer in found.answers:
            blocks += _answer(words, answer)
    if found.requests:
        blocks += [divider(), section(words.say("intake/similar_modal/requests"))]
        for each in found.requests:
            blocks += _request(words, each)
    return modal(
        title=words.label("Known already?"),
        submit=words.label("Mine is different: send"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"submission": submission}),
        blocks=blocks,
    )


def solved_modal(words: Words, *, submission: str) -> dict[str, Any]:
    """Nothing was sent; with one button it is, all the same."""
    return modal(
        title=words.label("Solved"),
        submit=words.label("Send it all the same"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"submission": submission}),
        blocks=[section(words.say("intake/similar_modal/solved"))],
    )


def followed_modal(words: Words, *, number: int, desk_reads: bool) -> dict[str, Any]:
    """They follow it now. `desk_reads`: whether their own words were passed on."""
    return modal(
        title=words.label("Request #%(number)d", number=number),
        callback_id=f"{CALLBACK}.followed",
        close=words.label("Close"),
        blocks=[section(words.say("intake/similar_modal/followed", number=number, desk_reads=desk_reads))],
    )


def _answer(words: Words, answer: KnownAnswer) -> list[Block]:
    said, _ = quoted(answer.text, limit=ROOM)
    title = fit(answer.title, TITLE_LENGTH)
    return [
        section(words.say("intake/triage_card/title", title=title)),
        *said,
        actions(button(words.label("That solves it"), SOLVED, value=str(answer.id))),
    ]


def _request(words: Words, each: Alike) -> list[Block]:
    line = words.say(
        "intake/similar_modal/request",
        number=each.number,
        branch=each.branch,
        title=fit(each.title, TITLE_LENGTH),
        owner=each.owner,
        filed_at=each.filed_at,
        is_own=each.is_own,
    )
    if each.is_own:
        return [section(line)]
    follow = button(words.label("Same thing, follow it"), FOLLOW, value=str(each.number))
    return [section(line), actions(follow)]
