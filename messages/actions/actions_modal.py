"""The actions of one person before one reader, with what can be said of each at one tap."""

import json
from typing import Any

from bot.domain.actions.action import (
    ActionsPage,
    Listed,
    may_answer,
    may_follow_up,
    may_take_up,
    may_withdraw,
)
from bot.domain.actions.way import FOLLOW_UPS, Event
from messages.actions.action_lines import FOLLOW_UP_LABELS, NAME_LIMIT, action_line
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    Element,
    actions,
    button,
    context,
    divider,
    field_input,
    modal,
    section,
    text_input,
)
from messages.reviews.score_lines import short

OPEN = "actions.my_actions.open"
"""The button's value is a person's id, or `me`."""
ME = "me"
OPEN_OTHER = "actions.my_actions.open_other"
SHOW_ALL = "actions.my_actions.show_all"
SHOW_GROWTH = "actions.my_actions.show_growth"
"""Which are listed; the value of both is the id of whose they are."""
NEW = "actions.action.new"
"""The button's value is the id of whom it will be for."""
WRITE_PLAN = "actions.plans.write"
"""The value is the id of the review whose result wants one."""
FOLLOW = "actions.follow_up."
"""Begins the action of what is said of one; the event follows. The value: its id and version."""
DROP = "actions.action.drop"
REOPEN = "actions.action.reopen"
"""Both carry the same."""
TAKE_UP = "actions.trainings.take_up"
TURN_DOWN = "actions.trainings.turn_down"
BECAME = "actions.became.open"
"""What ends a training or a pairing, or adds to it what somebody says of it. All three carry the same."""
LIST = "actions.my_actions.list"
DROP_FORM = "actions.action.drop_form"
REASON = "reason"
REASON_LIMIT = 1000


def actions_modal(words: Words, page: ActionsPage) -> dict[str, Any]:
    """One person's."""
    blocks: list[Block | None] = [section(_intro(words, page)), _top(words, page)]
    for each in page.listed:
        blocks += [section(action_line(words, each)), _beside(words, page, each)]
    if page.more:
        blocks.append(context(words.say("actions/actions_modal/more", count=page.more)))
    blocks += _of_others(words, page)
    blocks += _reports(words, page)
    return modal(
        title=words.label("Actions"),
        blocks=blocks,
        callback_id=LIST,
        close=words.label("Close"),
        private_metadata=json.dumps({"about": page.person.id, "only_growth": page.only_growth}),
    )


def drop_modal(words: Words, listed: Listed, *, about: int, only_growth: bool = False) -> dict[str, Any]:
    """Why it is not done any more."""
    action = listed.action
    return modal(
        title=words.label("Drop an action"),
        blocks=[
            section(action_line(words, listed)),
            field_input(
                words.label("Why is it dropped?"),
                text_input(REASON, limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
                hint=words.label("%(name)s reads it.", name=listed.person.name),
            ),
        ],
        callback_id=DROP_FORM,
        close=words.label("Cancel"),
        submit=words.label("Drop it"),
        private_metadata=json.dumps(
            {"action": action.id, "seen": action.version, "about": about, "only_growth": only_growth}
        ),
    )


def _intro(words: Words, page: ActionsPage) -> Mrkdwn:
    return words.say(
        "actions/actions_modal/intro",
        name=None if page.is_own else short(page.person.name, NAME_LIMIT),
        total=len(page.listed),
        only_growth=page.only_growth,
    )


def _top(words: Words, page: ActionsPage) -> Block | None:
    """A new one, and which are shown."""
    person_id = str(page.person.id)
    label = words.label("Write an action…") if page.may_write else words.label("Offer a training…")
    new = button(label, NEW, value=person_id, primary=True)
    if page.only_growth:
        shown = button(words.label("Show all actions"), SHOW_ALL, value=person_id)
    else:
        shown = button(words.label("Only trainings and mentors"), SHOW_GROWTH, value=person_id)
    has_some = page.only_growth or any(each.action.asks_what_became for each in page.listed)
    row = [*([new] if page.may_write or page.may_offer else []), *([shown] if has_some else [])]
    return actions(*row) if row else None


def _beside(words: Words, page: ActionsPage, listed: Listed) -> Block | None:
    """What the reader can do with it: at one tap for whose it is, a form for the manager."""
    action = listed.action
    value = f"{action.id}:{action.version}"
    shown: list[Element | None] = []
    if may_take_up(page.reader, action):
        shown.append(button(words.label("Take it up"), TAKE_UP, value=value))
    if may_answer(page.reader, action):
        shown.append(button(words.label("Turn it down…"), TURN_DOWN, value=value))
    if may_follow_up(page.reader, action):
        shown += [_follow(words, listed, event, value) for event in FOLLOW_UPS]
    if _may_add(page, listed):
        shown.append(button(words.label("What became of it…"), BECAME, value=value))
    if page.may_write and action.stage.done:
        shown.append(button(words.label("Take it up again"), REOPEN, value=value))
    may_drop = page.may_write or (page.may_offer and may_withdraw(page.reader, action))
    if may_drop and not action.stage.ended:
        shown.append(button(words.label("Drop…"), DROP, value=value))
    return actions(*shown) if shown else None


def _follow(words: Words, listed: Listed, event: Event, value: str) -> Element:
    """What is done asks whether it helped, where that is asked."""
    if event is Event.FINISH and listed.action.asks_what_became:
        return button(words.label("It is done…"), BECAME, value=value)
    return button(FOLLOW_UP_LABELS[event](words), f"{FOLLOW}{event.value}", value=value)


def _may_add(page: ActionsPage, listed: Listed) -> bool:
    """Whether the reader took part in what is done, or manages it, and has not said what became of it."""
    action, reader = listed.action, page.reader
    takes_part = page.may_write or reader.id in (action.person_id, action.owner_id)
    is_asked = action.stage.done and action.asks_what_became and takes_part
    return is_asked and all(each.by_id != reader.id for each in listed.became)


def _of_others(words: Words, page: ActionsPage) -> list[Block | None]:
    if not page.of_others:
        return []
    blocks: list[Block | None] = [divider(), section(words.say("actions/actions_modal/of_others"))]
    for each in page.of_others:
        name = short(each.person.name, NAME_LIMIT)
        line = action_line(words, each, with_reason=False)
        blocks += [
            section(words.say("actions/actions_modal/for_whom", name=name, line=line)),
            _beside(words, page, each),
        ]
    return blocks


def _reports(words: Words, page: ActionsPage) -> list[Block | None]:
    if not page.reports:
        return []
    return [
        divider(),
        section(words.say("actions/actions_modal/reports")),
        *(
            section(
                words.say(
                    "actions/actions_modal/report",
                    name=short(each.person.name, NAME_LIMIT),
                    count=each.open,
                ),
                accessory=button(words.label("Open"), OPEN_OTHER, value=str(each.person.id)),
            )
            for each in page.reports
        ),
    ]
