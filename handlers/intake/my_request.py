"""The requester's buttons on their own card, and their forms."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.intake.states import Event
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.intake.my_request import FORM, add_or_reopen, open_my_step
from bot.services.intake.triage import keep_step_draft
from handlers.carried import row_id
from handlers.intake.forms import read_step, step_metadata, typed
from handlers.opening import open_form
from messages.catalog import Words
from messages.intake.my_request_card import ADD, REOPEN
from messages.intake.step_form import MY_CALLBACK, TEXT, my_form
from storage.unit import Store

EVENTS = {ADD: Event.REPLY, REOPEN: Event.REOPEN}


def register(app: App) -> None:
    app.action(ADD)(on_button)
    app.action(REOPEN)(on_button)
    app.view(MY_CALLBACK)(on_submit)
    app.view_closed(MY_CALLBACK)(on_close)


def on_button(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    client: WebClient,
) -> None:
    ack()
    event = EVENTS[action["action_id"]]
    form = open_my_step(store, request_id=row_id(action["value"]), event=event, by=actor)
    open_form(client, body["trigger_id"], my_form(words, form))


def on_submit(
    ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock, policy: Policy
) -> None:
    _keep(store, view, by=actor, clock=clock)
    carried = step_metadata(view)
    checked = read_step(view, carried.event)
    add_or_reopen(
        store,
        request_id=carried.request,
        event=carried.event,
        text=checked.text,
        files=[file.attachment() for file in checked.files],
        submission=view["id"],
        by=actor,
        policy=policy,
        now=clock.now(),
    )
    ack()


def on_close(ack: Ack, view: dict[str, Any], actor: Person, store: Store, clock: Clock) -> None:
    ack()
    _keep(store, view, by=actor, clock=clock)


def _keep(store: Store, view: dict[str, Any], *, by: Person, clock: Clock) -> None:
    carried = step_metadata(view)
    keep_step_draft(
        store,
        FORM,
        request_id=carried.request,
        event=carried.event,
        text=typed(view).get(TEXT) or "",
        due_on=None,
        submission=view["id"],
        by=by,
        now=clock.now(),
    )
