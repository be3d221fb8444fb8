"""The buttons of the note to somebody who mentioned a developer."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.services.intake.no_pings import keep_note, read_ping
from bot.services.intake.website_issue import open_form_for_ping
from handlers.answering import give_way
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.no_pings_note import EMERGENCY, SEND, emergency_note
from messages.intake.website_issue_form import website_issue_form


def register(app: App) -> None:
    app.action(SEND)(on_send)
    app.action(EMERGENCY)(on_emergency)


def on_send(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Open the form with what they wrote; once it is sent, the note says so."""
    ack()
    ping_id = row_id(action["value"])
    form = open_form_for_ping(visit.acting, ping_id=ping_id)
    open_form(visit.client, body["trigger_id"], website_issue_form(visit.words, form), typed=form.said)
    if url := body.get("response_url"):
        keep_note(visit.acting, ping_id=ping_id, url=url)


def on_emergency(ack: Ack, action: dict[str, Any], respond: Respond, visit: Visit) -> None:
    """Let it pass: the note gives way to what to do."""
    ack()
    ping = read_ping(visit.acting, ping_id=row_id(action["value"]))
    note = emergency_note(visit.words, ping, emergency_words=list(visit.acting.policy.intake.emergency_words))
    give_way(respond, note)
