"""Asking Slack whether the channels are there in which Steward posts."""

import structlog

from bot.services.acting import Acting
from bot.services.channels import is_one_missed, take_memberships
from bot.slack.client import Slack
from bot.slack.errors import SlackFailure
from storage.engine import DatabaseFailure

log = structlog.get_logger()


def check_channels(acting: Acting, slack: Slack) -> None:
    """At the start. A failure leaves what was known."""
    try:
        take_memberships(acting, slack.memberships())
    except SlackFailure as trouble:
        log.warning("channels.not_checked", reason=trouble.reason)
    except DatabaseFailure as trouble:
        log.warning("channels.not_checked", reason=type(trouble).__name__)


def check_what_is_missed(acting: Acting, slack: Slack) -> None:
    """Later only while one is missed: nobody hands anything over as long as it is."""
    if is_one_missed(acting):
        check_channels(acting, slack)
