"""What lies with developers: a line and a button each, what is wanted first."""

import json
from typing import Any

from bot.domain.intake.handover_line import is_over
from bot.domain.intake.handover_list import Handed, HandedPage
from messages.catalog import Mrkdwn, Words
from messages.intake.handover_card import READ
from messages.kit import Block, actions, button, context, fit, modal, section
from messages.reviews.score_lines import short
from messages.whose_move import whose_turn

CALLBACK = "intake.handover_list"
SHOW = "intake.handover_list.show"
"""Begins the action of each button that shows a page; which one follows a full stop. Its value: the page."""
TITLE_SHOWN, BRANCH_SHOWN = 90, 40


def handed_modal(words: Words, page: HandedPage) -> dict[str, Any]:
    """One page of it."""
    return modal(
        title=words.label("With developers"),
        callback_id=CALLBACK,
        close=words.label("Close"),
        private_metadata=json.dumps({"page": page.span.page}),
        blocks=[
            section(words.say("intake/handover_list/total", of_all=page.of_all, count=page.span.total)),
            *handed_lines(words, page),
            *_pages(words, page),
        ],
    )


def handed_title(words: Words, _page: HandedPage | None) -> str:
    """Over the section of Home."""
    return words.label("Handed to you")


def handed_glance(words: Words, page: HandedPage) -> Mrkdwn:
    """How many, and what is wanted first."""
    first = page.lines[0]
    return words.say(
        "intake/handover_list/glance",
        count=page.span.total,
        number=first.request_id,
        title=short(first.title, TITLE_SHOWN) or words.label("Private"),
    )


def handed_section(words: Words, page: HandedPage) -> list[Block]:
    """On Home: a line and a button each."""
    return list(handed_lines(words, page))


def handed_lines(words: Words, page: HandedPage) -> list[Block]:
    """Each with whose move it is."""
    return [
        section(
            _line(words, each, page),
            accessory=button(words.label("Open"), READ, value=str(each.id)) if each.title else None,
        )
        for each in page.lines
    ]


def wanted_by(words: Words, handed: Handed) -> str:
    """ "due Fri 4 Dec", "was due Fri 4 Dec", "no date"."""
    if handed.due_on is None:
        return words.label("no date")
    on = words.day(handed.due_on)
    is_late = is_over(handed.due_on, now=words.now, zone=handed.assignee.zone)
    return words.label("was due %(day)s", day=on) if is_late else words.label("due %(day)s", day=on)


def _line(words: Words, handed: Handed, page: HandedPage) -> Mrkdwn:
    said = words.say(
        "intake/handover_list/line",
        due=wanted_by(words, handed),
        stage=words.say("intake/handover_card/stage", stage=handed.stage.key),
        who=fit(handed.assignee.name, BRANCH_SHOWN) if page.of_all else "",
        number=handed.request_id,
        branch=fit(handed.branch, BRANCH_SHOWN),
        title=short(handed.title, TITLE_SHOWN) if handed.title else words.label("Private"),
    )
    return Mrkdwn("\n".join([said, *whose_turn(words, handed.turn(page.reader))]))


def _pages(words: Words, page: HandedPage) -> list[Block]:
    span = page.span
    if span.page == 1 and not span.has_later:
        return []
    first, last, total = (words.number(each) for each in (span.first, span.last, span.total))
    earlier = button(words.label("Previous page"), f"{SHOW}.earlier", value=str(span.page - 1))
    later = button(words.label("Next page"), f"{SHOW}.later", value=str(span.page + 1))
    return [
        context(words.say("intake/queue_modal/page", first=first, last=last, total=total)),
        actions(earlier if span.page > 1 else None, later if span.has_later else None),
    ]
