"""The desk's queue: a line and a button for each request, what is due next first."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.intake.queue import QueueLine, QueuePage, Which
from bot.domain.intake.way import Party
from messages.catalog import Mrkdwn, Words
from messages.intake.desk_buttons import open_button
from messages.intake.labels import kind_label
from messages.kit import Block, Element, actions, button, context, fit, modal, section
from messages.reviews.score_lines import short

CALLBACK = "intake.queue"
SHOW = "intake.queue.show"
"""Begins the action of each button that shows a page; which one follows a full stop. Its value: what is
looked at, a colon, the page.
"""
TITLE_SHOWN, BRANCH_SHOWN, WAITS_SHOWN = 90, 40, 60
MINUTES = 60


def queue_modal(words: Words, page: QueuePage) -> dict[str, Any]:
    """One page of it, with how many there are of each kind."""
    return modal(
        title=words.label("The desk's queue"),
        callback_id=CALLBACK,
        close=words.label("Close"),
        private_metadata=json.dumps({"which": page.which.value, "page": page.span.page}),
        blocks=[
            actions(*(_choice(words, page, each) for each in Which)),
            *(
                []
                if page.lines
                else [section(words.say("intake/queue_modal/nothing", which=page.which.value))]
            ),
            *(section(queue_line(words, each), accessory=_open(words, each)) for each in page.lines),
            *_pages(words, page),
        ],
    )


def queue_line(words: Words, line: QueueLine) -> Mrkdwn:
    """ "*0:40 left* · you · #214 · Chengdu · Something is wrong · The basket is empty"."""
    request = line.request
    return words.say(
        "intake/queue_modal/line",
        clock=_clock(words, line),
        who=_whose_move(words, line),
        number=request.number,
        branch=fit(request.branch, BRANCH_SHOWN),
        kind=kind_label(words, request.kind),
        title=short(request.title, TITLE_SHOWN),
    )


def queue_button(words: Words, *, primary: bool = False) -> Element:
    """Opens it where it is nowhere yet."""
    return button(words.label("Open the queue"), f"{SHOW}.first", value=":1", primary=primary)


def labels(words: Words) -> Mapping[Which, str]:
    """What is looked at, in a word or two."""
    return {
        Which.MINE: words.label("Mine"),
        Which.UNOWNED: words.label("Unowned"),
        Which.REQUESTER: words.label("Waiting for the requester"),
        Which.BLOCKED: words.label("Blocked"),
        Which.LATER: words.label("Put off"),
        Which.ALL: words.label("All"),
    }


def _choice(words: Words, page: QueuePage, each: Which) -> Element:
    label = words.label(
        "%(what)s: %(count)s", what=labels(words)[each], count=words.number(page.counts[each])
    )
    is_shown = each is page.which
    shown = words.label("▾ %(tab)s", tab=label) if is_shown else label
    return button(shown, f"{SHOW}.{each.value}", value=f"{each.value}:1")


def _open(words: Words, line: QueueLine) -> Element:
    return open_button(words, line.request.number)


def _clock(words: Words, line: QueueLine) -> str:
    request = line.request
    if request.put_off_until is not None:
        return words.label("back %(at)s", at=words.stamp(request.put_off_until))
    if request.stage.blocked:
        what, since = fit(request.waits_for, WAITS_SHOWN), words.day(request.owed_since)
        return words.label("waits for “%(what)s” since %(day)s", what=what, day=since)
    if request.stage.mover is Party.REQUESTER:
        since = words.day(request.owed_since)
        return words.label("waits for %(name)s since %(day)s", name=fit(request.requester, 40), day=since)
    if line.minutes is not None:
        return _hours(words, line.minutes)
    if request.promised_for is None:
        return words.label("no date")
    is_over = words.now.astimezone(line.owner.zone).date() > request.promised_for
    on = words.day(request.promised_for)
    return words.label("was due %(day)s", day=on) if is_over else words.label("due %(day)s", day=on)


def _hours(words: Words, minutes: int) -> str:
    hours, rest = divmod(abs(minutes), MINUTES)
    clock = f"{hours}:{rest:02}"
    return (
        words.label("%(clock)s left", clock=clock)
        if minutes > 0
        else words.label("late by %(clock)s", clock=clock)
    )


def _whose_move(words: Words, line: QueueLine) -> str:
    """With whom it is at the desk; that a requester is waited for is said by the clock."""
    name = words.label("you") if line.is_mine else fit(line.owner.name, 40)
    return name if line.request.is_taken else words.label("%(name)s (not taken)", name=name)


def _pages(words: Words, page: QueuePage) -> list[Block]:
    span = page.span
    if span.page == 1 and not span.has_later:
        return []
    first, last, total = (words.number(each) for each in (span.first, span.last, span.total))
    return [
        context(words.say("intake/queue_modal/page", first=first, last=last, total=total)),
        actions(
            _turn(words.label("Previous page"), page, span.page - 1, "earlier") if span.page > 1 else None,
            _turn(words.label("Next page"), page, span.page + 1, "later") if span.has_later else None,
        ),
    ]


def _turn(label: str, page: QueuePage, to: int, place: str) -> Element:
    return button(label, f"{SHOW}.page_{place}", value=f"{page.which.value}:{to}")
