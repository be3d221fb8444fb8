"""Whose a Slack account is: never told by its e-mail address alone."""

from dataclasses import dataclass
from enum import StrEnum

SLACKBOT = "USLACKBOT"


class Unfit(StrEnum):
    """Why an account is nobody's here, whatever address it carries."""

    OTHER_WORKSPACE = "other_workspace"
    STRANGER = "stranger"
    BOT = "bot"
    DELETED = "deleted"
    RIVAL = "rival"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What Slack tells of an account.

    `teams` are the workspaces that it belongs to: its own, and in an Enterprise organisation all of its
    owner's. Empty where Slack names none. `is_stranger`: of a workspace that shares no channel with ours.
    """

    slack_id: str
    email: str | None
    name: str = ""
    locale: str | None = None
    timezone: str | None = None
    teams: frozenset[str] = frozenset()
    is_bot: bool = False
    is_stranger: bool = False
    is_deleted: bool = False


def unfit(profile: Profile, *, home: str) -> Unfit | None:
    """Why this account cannot be a colleague's; None where it can. `home` is our own workspace's id.

    The address is not looked at: outsiders of a shared channel and bots can carry anybody's.
    """
    if profile.is_bot or profile.slack_id == SLACKBOT:
        return Unfit.BOT
    if profile.is_stranger:
        return Unfit.STRANGER
    if profile.teams and home not in profile.teams:
        return Unfit.OTHER_WORKSPACE
    return Unfit.DELETED if profile.is_deleted else None
