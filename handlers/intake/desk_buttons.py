"""The buttons of a request's card at the desk: each key of the table finds what it does."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.way import DESK_EVENTS, Event
from bot.errors import Refusal
from bot.services.intake.read_request import read_for_the_desk
from bot.services.intake.take import take, take_over
from bot.services.intake.undo import undo_step
from bot.services.intake.visibility import only_its_readers
from handlers.carried import row_id
from handlers.intake import emergency, later
from handlers.intake.assess import open_assess_form
from handlers.intake.brief import write_brief
from handlers.intake.handover import open_the_handover
from handlers.intake.join import open_the_join
from handlers.intake.project import open_the_project
from handlers.intake.queue import show_again
from handlers.intake.split import open_the_split
from handlers.intake.triage import open_desk_step
from handlers.intake.visibility import ask_about_visibility
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.desk_buttons import (
    ALL,
    EMERGENCY,
    HANDOVER,
    MENU,
    PRESS,
    PROJECT,
    TAKE_OVER,
    all_desk_buttons,
)

Press = Callable[[Visit, dict[str, Any], int], None]
"""What a button does for the request of that number; Slack's body says where it was pressed."""


def _step(event: Event) -> Press:
    return lambda visit, body, number: open_desk_step(visit, body, number, event)


def undo(visit: Visit, body: dict[str, Any], number: int) -> None:
    """At once: the card says that it is done."""
    undo_step(visit.acting, request_id=number)
    show_again(visit, body, number)


def show_all(visit: Visit, body: dict[str, Any], number: int) -> None:
    request = read_for_the_desk(visit.acting, request_id=number)
    open_over(visit.client, body, all_desk_buttons(visit.words, request, reader_id=visit.person.id))


def take_it(visit: Visit, body: dict[str, Any], number: int) -> None:
    take(visit.acting, request_id=number)
    show_again(visit, body, number)


def take_it_over(visit: Visit, body: dict[str, Any], number: int) -> None:
    take_over(visit.acting, request_id=number)
    show_again(visit, body, number)


PRESSED: Mapping[str, Press] = {
    **{event.value: _step(event) for event in sorted(DESK_EVENTS)},
    Event.HIDE: lambda visit, body, number: ask_about_visibility(visit, body, number, Event.HIDE),
    Event.TAKE: take_it,
    TAKE_OVER: take_it_over,
    Event.LATER: later.open_it,
    Event.BACK: later.back_now,
    EMERGENCY: emergency.open_it,
    Event.UNDO.value: undo,
    Event.JOIN.value: open_the_join,
    Event.SPLIT.value: open_the_split,
    Event.BRIEF.value: write_brief,
    HANDOVER: open_the_handover,
    PROJECT: open_the_project,
    Event.ASSESS.value: open_assess_form,
    ALL: show_all,
}


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(PRESS)}\w+$"))(on_press)


def on_press(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Forms have to be opened within three seconds, so whatever is pressed is done at once.

    A card may be older than what it shows: whoever may not read the request by now is turned away first.
    """
    key, value = action["action_id"].removeprefix(PRESS), action.get("value") or ""
    if key == MENU:
        key, _, value = action["selected_option"]["value"].partition(":")
    if key not in PRESSED:
        raise Refusal("card.unknown")
    number = row_id(value)
    only_its_readers(visit.acting, request_id=number)
    PRESSED[key](visit, body, number)
    ack()
