"""Every "no" and every accident becomes words for the person in front of it."""

import json
import secrets
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import Refusal
from bot.slack.errors import SlackFailure
from bot.slack.kept import KeptWebClient, KeptWebhookClient
from bot.slack.views import open_view
from bot.traces import trace
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.catalog import Mrkdwn, Words
from messages.kit import Element, actions, section
from messages.refusals import notice_modal, refusal_home, refusal_text, trouble_text, way_on
from storage.engine import is_passing

log = structlog.get_logger()


def register(app: App) -> None:
    app.error(on_error)


def on_error(
    error: Exception, body: dict[str, Any], context: BoltContext, client: KeptWebClient
) -> BoltResponse:
    """Word a Refusal for its reader; give anything else a reference number that stands in the log."""
    visit: Visit | None = context.get("visit")
    if visit is None:  # it happened before our middleware: nobody is there yet to be told
        log.error("request.failed", error=type(error).__name__)
        return BoltResponse(status=500, body="")
    words = visit.words
    if isinstance(error, Refusal):
        log.info("refused", code=error.code, surface=surface(body))
        note_overreach(error, visit, body=body)
        text = refusal_text(words, error.code, error.facts)
        leads = way_on(words, error.code, error.facts)
        return _answer(words, text, field=error.field, leads=leads, body=body, client=client, failed=False)
    if is_passing(error):
        log.error("database.not_there", error=type(error).__name__, surface=surface(body))
        text = refusal_text(words, "database.not_saved", {})
        return _answer(words, text, field=None, leads=None, body=body, client=client, failed=True)
    reference = secrets.token_hex(3).upper()
    log.error(
        "listener.failed",
        reference=reference,
        error=type(error).__name__,
        surface=surface(body),
        exception=trace(error),
    )
    text = trouble_text(words, reference)
    return _answer(words, text, field=None, leads=None, body=body, client=client, failed=True)


def turn_away(words: Words, *, body: dict[str, Any]) -> BoltResponse:
    """Answer what could not be understood: with words where the answer itself can hold them."""
    if surface(body) not in ("command", "view_submission"):
        return BoltResponse(status=200, body="")
    text = refusal_text(words, "request.not_understood", {})
    if surface(body) == "command":
        return _json({"response_type": "ephemeral", "text": text})
    return _json({"response_action": "push", "view": notice_modal(words, text)})


def surface(body: dict[str, Any]) -> str:
    """Where the person is: a command, or the payload's kind."""
    if "command" in body:
        return "command"
    return str(body.get("type", "event"))


def _answer(
    words: Words,
    text: str,
    *,
    field: str | None,
    leads: Element | None,
    body: dict[str, Any],
    client: KeptWebClient,
    failed: bool,
) -> BoltResponse:
    place = surface(body)
    if place == "command":
        return _json({"response_type": "ephemeral", "text": text})
    if place == "view_submission":
        if field:
            return _json({"response_action": "errors", "errors": {field: text}})
        return _json({"response_action": "push", "view": notice_modal(words, text, leads=leads)})
    if place == "block_suggestion":
        return _json({"options": []})
    if place == "event_callback":
        event = body.get("event", {})
        if event.get("type") == "app_home_opened" and not failed:
            client.views_publish(user_id=event["user"], view=refusal_home(words, text))
        # A failed event is answered with an error so that Slack sends it again; a refused one is not.
        return BoltResponse(status=500 if failed else 200, body="")
    if place == "view_closed":
        return BoltResponse(status=200, body="")  # whoever closed a form is not there to be answered
    # What could not be said must not look like success: Slack puts its own mark beside the button.
    shown = _show(words, text, leads=leads, body=body, client=client)
    return BoltResponse(status=200 if shown else 500, body="")


def _show(
    words: Words, text: str, *, leads: Element | None, body: dict[str, Any], client: KeptWebClient
) -> bool:
    """Answer a click or a shortcut: beside the message it came from, else in a small modal.

    Returns whether the person was shown it.
    """
    container, view = body.get("container") or {}, body.get("view") or {}
    try:
        if body.get("response_url") and container.get("type") != "view":
            answer: dict[str, Any] = {"text": text, "response_type": "ephemeral", "replace_original": False}
            if leads:
                answer["blocks"] = [section(Mrkdwn(text)), actions(leads)]
            if thread_ts := container.get("thread_ts"):
                answer["thread_ts"] = thread_ts  # or it would stand where the person is not looking
            beside = KeptWebhookClient.beside(client, body["response_url"])
            return beside.send_dict(answer).status_code == HTTPStatus.OK
        if view.get("type") == "modal":
            client.views_push(trigger_id=body["trigger_id"], view=notice_modal(words, text, leads=leads))
        elif body.get("trigger_id"):
            open_view(client, trigger_id=body["trigger_id"], view=notice_modal(words, text, leads=leads))
    except (SlackFailure, SlackApiError, SlackClientError, OSError) as error:
        log.warning("refusal.not_shown", error=type(error).__name__)
        return False
    return True


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(
        status=200, body=json.dumps(answer), headers={"content-type": ["application/json; charset=utf-8"]}
    )
