"""Which Slack account may stand for a colleague: never by its e-mail address alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.concerns import Cause
from bot.domain.statuses import Status

SLACKBOT = "USLACKBOT"


class Account(Protocol):
    """What Slack tells of an account. `teams` are the workspaces to which it belongs."""

    @property
    def slack_id(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def locale(self) -> str | None: ...
    @property
    def timezone(self) -> str | None: ...
    @property
    def is_deleted(self) -> bool: ...
    @property
    def teams(self) -> frozenset[str]: ...
    @property
    def is_bot(self) -> bool: ...
    @property
    def is_stranger(self) -> bool: ...
    @property
    def status(self) -> Status: ...


class Unfit(StrEnum):
    """Why an account stands for no colleague."""

    FOREIGN = "foreign"
    BOT = "bot"
    CLOSED = "closed"


def why_unfit(account: Account, *, own_team: str) -> Unfit | None:
    """What keeps an account from standing for anybody of the workspace `own_team`; None: nothing.

    In an Enterprise organisation an account belongs to several workspaces: one of them must be ours.
    """
    if account.is_bot or account.slack_id == SLACKBOT:
        return Unfit.BOT
    if account.is_stranger or own_team not in account.teams:
        return Unfit.FOREIGN
    return Unfit.CLOSED if account.is_deleted else None


def is_settled(
    cause: Cause, facts: Mapping[str, Any], *, email: str, slack_id: str | None, is_reachable: bool
) -> bool:
    """Whether a conflict about somebody's account is over, by what holds of that person now.

    `is_reachable`: they have not left, and the account that they are linked to was not closed.
    """
    if email != facts["email"]:
        return True
    if cause is Cause.TWO_ACCOUNTS:
        return not is_reachable or slack_id in (None, facts["account"])
    return not is_reachable or slack_id is not None


CONFLICTS = (Cause.TWO_ACCOUNTS, Cause.SHARED_ACCOUNT, Cause.WRONG_ACCOUNT)
"""What can be wrong between a person and an account."""


def actor_team(body: Mapping[str, Any]) -> str | None:
    """The workspace of whoever acts, as a command, an interaction or an event names it."""
    if "command" in body:
        told = body.get("user_team") or body.get("team_id")
    elif isinstance(user := body.get("user"), Mapping):
        told = user.get("team_id")
    elif isinstance(event := body.get("event"), Mapping):
        told = event.get("user_team") or event.get("source_team") or event.get("team")
    else:
        told = None
    return told if isinstance(told, str) else None
