"""The buttons of the note to somebody who mentioned a developer."""

from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.clock import Clock
from bot.domain.intake.facts import Source
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.intake.no_pings import read_ping
from bot.services.intake.website_issue import open_form_with
from bot.slack.errors import Unreachable
from handlers.carried import row_id
from handlers.opening import open_form
from messages.catalog import Words
from messages.intake.no_pings_note import EMERGENCY, SEND, emergency_note
from messages.intake.website_issue_form import website_issue_form
from storage.unit import Store


def register(app: App) -> None:
    app.action(SEND)(on_send)
    app.action(EMERGENCY)(on_emergency)


def on_send(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    clock: Clock,
    policy: Policy,
    client: WebClient,
) -> None:
    """Open the form with what they wrote."""
    ack()
    ping = read_ping(store, ping_id=row_id(action["value"]), by=actor, policy=policy, now=clock.now())
    source = Source(channel=ping.channel, ts=ping.ts)
    form = open_form_with(store, by=actor, policy=policy, now=clock.now(), text=ping.text, source=source)
    open_form(client, body["trigger_id"], website_issue_form(words, form), typed=ping.text)


def on_emergency(
    ack: Ack,
    action: dict[str, Any],
    actor: Person,
    words: Words,
    store: Store,
    clock: Clock,
    policy: Policy,
    respond: Respond,
) -> None:
    """Let it pass: the note gives way to what to do."""
    ack()
    ping = read_ping(store, ping_id=row_id(action["value"]), by=actor, policy=policy, now=clock.now())
    note = emergency_note(words, ping, emergency_words=list(policy.intake.emergency_words))
    answer = respond(text=note.text, blocks=note.blocks, replace_original=True)
    if answer.status_code != HTTPStatus.OK:
        raise Unreachable(f"http_{answer.status_code}")
