"""The desk's buttons on a request's card, and their forms."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.intake.states import DESK_EVENTS, Event
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.intake.triage import FORM, keep_step_draft, open_step, read_request, take_step
from handlers.carried import row_id
from handlers.intake.forms import StepMetadata, read_step, step_metadata, typed
from handlers.opening import open_form
from messages.catalog import Words
from messages.intake.step_form import DESK_CALLBACK, DUE_ON, TEXT, desk_form
from messages.intake.triage_card import MORE, READ_ALL, STEP
from messages.intake.whole_request import whole_request
from storage.unit import Store


def register(app: App) -> None:
    for event in sorted(DESK_EVENTS):
        app.action(STEP + event)(on_step)
    app.action(MORE)(on_more)
    app.action(READ_ALL)(on_read_all)
    app.view(DESK_CALLBACK)(on_submit)
    app.view_closed(DESK_CALLBACK)(on_close)


def on_step(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    policy: Policy,
    client: WebClient,
) -> None:
    ack()
    event = Event(action["action_id"].removeprefix(STEP))
    form = open_step(store, request_id=row_id(action["value"]), event=event, by=actor, policy=policy)
    open_form(client, body["trigger_id"], desk_form(words, form))


def on_more(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    policy: Policy,
    client: WebClient,
) -> None:
    ack()
    event, _, number = action["selected_option"]["value"].partition(":")
    if event not in DESK_EVENTS:
        raise Refusal("card.unknown")
    form = open_step(store, request_id=row_id(number), event=Event(event), by=actor, policy=policy)
    open_form(client, body["trigger_id"], desk_form(words, form))


def on_read_all(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], words: Words, store: Store, client: WebClient
) -> None:
    ack()
    request = read_request(store, request_id=row_id(action["value"]))
    open_form(client, body["trigger_id"], whole_request(words, request))


def on_submit(
    ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock, policy: Policy
) -> None:
    carried = step_metadata(view)
    _keep(store, view, carried, by=actor, clock=clock)
    checked = read_step(view, carried.event)
    take_step(
        store,
        request_id=carried.request,
        event=carried.event,
        text=checked.text,
        due_on=checked.due_on,
        seen=carried.seen,
        submission=view["id"],
        by=actor,
        policy=policy,
        now=clock.now(),
    )
    ack()


def on_close(ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    ack()
    _keep(store, view, step_metadata(view), by=actor, clock=clock)


def _keep(store: Store, view: dict[str, Any], carried: StepMetadata, *, by: Person, clock: Clock) -> None:
    values = typed(view)
    due_on = values.get(DUE_ON)
    keep_step_draft(
        store,
        FORM,
        request_id=carried.request,
        event=carried.event,
        text=values.get(TEXT) or "",
        due_on=date.fromisoformat(due_on) if due_on else None,
        submission=view["id"],
        by=by,
        now=clock.now(),
    )
