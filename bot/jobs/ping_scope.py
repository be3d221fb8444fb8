"""Asking Slack for the channels and user groups that the settings name."""

import structlog

from bot.services.acting import Acting
from bot.services.intake.ping_scope import take_channels, take_groups
from bot.slack.client import Slack
from bot.slack.errors import SlackFailure

log = structlog.get_logger()


def learn_ping_scope(acting: Acting, slack: Slack) -> None:
    """Bring both up to date; where nothing is named Slack is not asked. A failure leaves what was known."""
    intake = acting.policy.intake
    try:
        take_channels(acting, slack.channels() if intake.incident_channels else {})
    except SlackFailure as trouble:
        log.warning("ping_scope.channels_put_off", reason=trouble.reason)
    try:
        take_groups(acting, slack.user_groups() if intake.developer_groups else ())
    except SlackFailure as trouble:
        log.warning("ping_scope.groups_put_off", reason=trouble.reason)
