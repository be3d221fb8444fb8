"""Handing a brief over, and what the developer and the product manager say of it."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import Event as RequestEvent
from bot.errors import Refusal
from bot.services.intake.advance import view_source
from bot.services.intake.climb import note_opened
from bot.services.intake.handover import (
    confirm_wording,
    correct_wording,
    hand_over_brief,
    open_handover,
    open_saying,
    read_handed_brief,
    read_handover,
    say_what_will_be_done,
)
from bot.services.intake.handover_draft import keep_words, kept_words
from bot.services.intake.handover_steps import (
    WITH_WORDS,
    WORDLESS,
    open_handover_step,
    open_reassigning,
    reassign,
    take_handover_step,
)
from handlers import carried
from handlers.carried import LARGEST_ID, day, row_id
from handlers.intake.forms import text_in, typed
from handlers.intake.triage import open_desk_step
from handlers.opening import open_over, show_while_open
from handlers.visit import Visit
from messages.intake.handover_card import MENU, PRESS, READ, handover_modal
from messages.intake.handover_form import (
    ASSIGNEE,
    CALLBACK,
    DUE_ON,
    STEP_CALLBACK,
    TEXT,
    correction_sent,
    handover_form,
    handover_step_form,
    reassigning_form,
)
from messages.kit import TEXT_LIMIT


class HandoverMetadata(BaseModel):
    """Which request is to be handed over."""

    request: Annotated[int, Field(ge=1, le=LARGEST_ID)]


class HandoverStepMetadata(BaseModel):
    """Which hand-over a form is about, and which step."""

    handover: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    event: Event


Press = Callable[[Visit, dict[str, Any], int], None]
"""What a button does for the hand-over of that id; Slack's body says where it was pressed."""


def register(app: App) -> None:
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)
    app.view(STEP_CALLBACK)(on_step)
    app.view_closed(STEP_CALLBACK)(on_step_closed)
    app.action(re.compile(rf"^{re.escape(PRESS)}\w+$"))(on_press)
    app.action(READ)(on_read)


def open_the_handover(visit: Visit, body: dict[str, Any], number: int) -> None:
    """The form for whoever pressed the button on the desk's card; where a developer has it, how far it is."""
    form = open_handover(visit.acting, request_id=number)
    if form.already is not None:
        facts, read = read_handed_brief(visit.acting, handover_id=form.already.id)
        open_over(visit.client, body, handover_modal(visit.words, facts, read, reader=visit.person))
        return
    before = kept_words(visit.acting, about=number, event=Event.SEND)
    open_over(visit.client, body, handover_form(visit.words, form, typed=before))


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(HandoverMetadata, view["private_metadata"])
    values, note = typed(view), _text(view)
    keep_words(visit.acting, about=about.request, event=Event.SEND, text=note)
    due_on = values.get(DUE_ON)
    hand_over_brief(
        visit.acting,
        request_id=about.request,
        assignee_id=_chosen(values),
        due_on=day(due_on) if due_on else None,
        note=note[:TEXT_LIMIT],
        submission=view["id"],
    )
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, read = read_handed_brief(visit.acting, handover_id=row_id(action["value"]))
    note_opened(visit.acting, handover_id=facts.id)
    open_over(visit.client, body, handover_modal(visit.words, facts, read, reader=visit.person))
    ack()


def say(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
    facts = open_saying(visit.acting, handover_id=handover_id)
    _open_step(visit, body, facts, Event.SAY)


def confirm(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
    _show(visit, body, confirm_wording(visit.acting, handover_id=handover_id))


def correct(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
    facts = read_handover(visit.acting, handover_id=handover_id)
    _open_step(visit, body, facts, Event.CORRECT)


def finish(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
    """The request is done, and with it what was handed over: its requester reads what the form says."""
    facts = read_handover(visit.acting, handover_id=handover_id)
    open_desk_step(visit, body, facts.request.id, RequestEvent.FINISH)


def give_to_another(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
    form = open_reassigning(visit.acting, handover_id=handover_id)
    before = kept_words(visit.acting, about=handover_id, event=Event.REASSIGN)
    open_over(visit.client, body, reassigning_form(visit.words, form, typed=before))


def _at_once(event: Event) -> Press:
    def press(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
        _show(visit, body, take_handover_step(visit.acting, handover_id=handover_id, event=event))

    return press


def _with_words(event: Event) -> Press:
    def press(visit: Visit, body: dict[str, Any], handover_id: int) -> None:
        facts = open_handover_step(visit.acting, handover_id=handover_id, event=event)
        _open_step(visit, body, facts, event)

    return press


def _open_step(visit: Visit, body: dict[str, Any], facts: HandoverFacts, event: Event) -> None:
    """With what was typed into it before and not sent."""
    before = kept_words(visit.acting, about=facts.id, event=event)
    open_over(visit.client, body, handover_step_form(visit.words, facts, event, typed=before))


def _show(visit: Visit, body: dict[str, Any], facts: HandoverFacts) -> None:
    """In the modal in which it was clicked; a card in a message is brought up to date by itself."""
    if (body.get("view") or {}).get("type") == "modal":
        facts, read = read_handed_brief(visit.acting, handover_id=facts.id)
        show_while_open(
            visit.client, body["view"]["id"], handover_modal(visit.words, facts, read, reader=visit.person)
        )


PRESSED: Mapping[str, Press] = {
    Event.SAY.value: say,
    Event.CONFIRM.value: confirm,
    Event.CORRECT.value: correct,
    Event.FINISH.value: finish,
    Event.REASSIGN.value: give_to_another,
    **{event.value: _at_once(event) for event in sorted(WORDLESS)},
    **{event.value: _with_words(event) for event in sorted(WITH_WORDS)},
}
"""What each button does."""


def on_press(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    key, value = action["action_id"].removeprefix(PRESS), action.get("value") or ""
    if key == MENU:
        key, _, value = action["selected_option"]["value"].partition(":")
    if key not in PRESSED:
        raise Refusal("card.unknown")
    handover_id = row_id(value)
    PRESSED[key](visit, body, handover_id)
    note_opened(visit.acting, handover_id=handover_id)
    ack()


def on_step(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(HandoverStepMetadata, view["private_metadata"])
    values, text = typed(view), _text(view)
    keep_words(visit.acting, about=about.handover, event=about.event, text=text)
    if len(text) > TEXT_LIMIT:
        raise Refusal("request.text_too_long", field=TEXT, limit=TEXT_LIMIT)
    if about.event is Event.SAY:
        say_what_will_be_done(visit.acting, handover_id=about.handover, text=text, submission=view["id"])
    elif about.event is Event.CORRECT:
        correct_wording(visit.acting, handover_id=about.handover, text=text, submission=view["id"])
        ack(response_action="update", view=correction_sent(visit.words))
        return
    elif about.event is Event.REASSIGN:
        reassign(
            visit.acting,
            handover_id=about.handover,
            assignee_id=_chosen(values),
            text=text,
            submission=view["id"],
        )
    else:
        take_handover_step(
            visit.acting,
            handover_id=about.handover,
            event=about.event,
            text=text,
            source=view_source(view["id"]),
        )
    ack(response_action="clear")


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(HandoverMetadata, view["private_metadata"])
    keep_words(visit.acting, about=about.request, event=Event.SEND, text=_text(view))
    ack()


def on_step_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about = carried.read(HandoverStepMetadata, view["private_metadata"])
    keep_words(visit.acting, about=about.handover, event=about.event, text=_text(view))
    ack()


def _text(view: dict[str, Any]) -> str:
    return text_in(view, TEXT)


def _chosen(values: Mapping[str, Any]) -> int:
    if not values.get(ASSIGNEE):
        raise Refusal("request.not_a_choice", field=ASSIGNEE)
    return row_id(values[ASSIGNEE])
