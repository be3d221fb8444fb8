"""A week in full: everybody's check-in as it was given; and one person's."""

from typing import Any

from bot.domain.weeks.check_in import CheckInFacts
from bot.domain.weeks.digest import DigestFacts, Told
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, context, fit_mrkdwn, modal, section
from messages.reviews.score_lines import short
from messages.weeks.check_in_lines import NAME_LIMIT, reason_word, remarked, whole
from messages.weeks.digest_card import said_line

CLOSED = "weeks.digest.read"
SHOWN, NAMES_SHOWN = 40, 30
TOGETHER_LIMIT = 60000
"""A view takes 250 kB; a Chinese character in it takes three bytes, and six where it is escaped."""


def digest_modal(words: Words, facts: DigestFacts) -> dict[str, Any]:
    """Who needs the manager first; then everybody who answered; then who did not."""
    blocks, room = [], TOGETHER_LIMIT
    answered = [*facts.told, *facts.given]
    for told in answered[:SHOWN]:
        block = _told(words, told)
        room -= len(block["text"]["text"])
        if room < 0:
            break
        blocks.append(block)
    more = len(answered) - len(blocks)
    return modal(
        title=words.label("The week"),
        blocks=[
            context(words.say("weeks/digest_modal/intro", week=facts.week.monday, total=facts.total)),
            *blocks,
            *_rest(words, facts, more=more),
        ],
        callback_id=CLOSED,
        close=words.label("Close"),
    )


def one_modal(words: Words, facts: CheckInFacts) -> dict[str, Any]:
    """One check-in in full."""
    reason = facts.check_in.skipped_for
    said = (
        whole(words, facts.answers, facts.helpers)
        if facts.answers is not None
        else words.say(
            "weeks/digest_modal/nothing",
            reason=reason_word(words, reason) if reason else "",
            is_over=facts.check_in.stage.closed,
        )
    )
    intro = words.say(
        "weeks/digest_modal/one", week=facts.check_in.week.monday, name=short(facts.employee.name)
    )
    return modal(
        title=words.label("The week"),
        blocks=[context(intro), section(said)],
        callback_id=CLOSED,
        close=words.label("Close"),
    )


def _told(words: Words, told: Told) -> Block:
    assert told.answers is not None
    lines = [Mrkdwn(f"*{short(told.name)}*"), whole(words, told.answers, told.helpers)]
    if said := said_line(words, told):
        lines.append(said)
    return section(fit_mrkdwn("\n".join(lines)))


def _rest(words: Words, facts: DigestFacts, *, more: int) -> list[Block]:
    """Each list a block of its own: a long one does not push the next one away."""
    skipped = [remarked(words, name, reason_word(words, reason)) for name, reason in facts.skipped]
    lists: dict[str, Any] = {
        "more": more,
        "skipped": _named(words, skipped),
        "waiting": _named(words, [short(each, NAME_LIMIT) for each in facts.waiting]),
        "silent": _named(words, [short(each, NAME_LIMIT) for each in facts.silent]),
    }
    nothing = dict.fromkeys(lists)
    return [
        section(words.say("weeks/digest_modal/rest", **{**nothing, name: said}))
        for name, said in lists.items()
        if said
    ]


def _named(words: Words, names: list[Mrkdwn]) -> list[Mrkdwn]:
    """The first ones, and how many more."""
    more = len(names) - NAMES_SHOWN
    said = [Mrkdwn(words.count("%(number)s more", "%(number)s more", more))] if more > 0 else []
    return [*names[:NAMES_SHOWN], *said]
