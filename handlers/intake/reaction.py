"""An emoji on a message: the offer to send it to the desk, and its button."""

from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext

from bot.domain.intake.content import said
from bot.services.intake.reaction import offer_message, wants_message
from bot.services.intake.website_issue import open_form_for_reaction
from bot.slack.client import Slack
from bot.slack.errors import Rejected
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.visit import Visit
from messages.intake.reaction_note import SEND
from messages.intake.website_issue_form import website_issue_form

log = structlog.get_logger()


def register(app: App) -> None:
    app.event("reaction_added")(on_reaction)
    app.action(SEND)(on_send)


def on_reaction(ack: Ack, event: dict[str, Any], context: BoltContext, visit: Visit) -> None:
    """Read that one message, and offer it to whoever reacted. Nothing is read for any other emoji, and
    nothing of Steward's own becomes a request.
    """
    item = event["item"]
    is_meant = item.get("type") == "message" and event.get("item_user") != context.bot_user_id
    if is_meant and wants_message(visit.acting, reaction=event["reaction"]):
        _offer(item["channel"], item["ts"], visit)
    ack()


def _offer(channel: str, ts: str, visit: Visit) -> None:
    try:
        message = Slack(visit.client).message(channel, ts)
    except Rejected as refusal:  # out of Steward's sight by now: there is nothing to offer
        log.info("reaction.message_not_read", reason=refusal.reason)
        return
    if message is not None:
        thread_ts = message.get("thread_ts")
        offer_message(
            visit.acting,
            channel=channel,
            ts=ts,
            thread_ts=None if thread_ts == ts else thread_ts,  # a root stands in the channel itself
            markup=said(message),
            written_by=message.get("user"),
        )


def on_send(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Open the form with that message."""
    ack()
    form = open_form_for_reaction(visit.acting, reaction_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], website_issue_form(visit.words, form), typed=form.said)
