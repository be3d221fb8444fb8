"""What is wrong and can be mended by an admin: one cause, many subjects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.notices import ToPerson


class Cause(StrEnum):
    """Why something is wrong. Each has its sentences in messages/text/concerns."""

    NOT_IN_SLACK = "not_in_slack"
    CHANNEL_GONE = "channel_gone"
    NOT_IN_CHANNEL = "not_in_channel"
    NO_ACCESS = "no_access"
    REFUSED = "refused"
    OUR_ERROR = "our_error"
    TWO_ACCOUNTS = "two_accounts"
    SHARED_ACCOUNT = "shared_account"
    WRONG_ACCOUNT = "wrong_account"
    UNKNOWN_PLACE = "unknown_place"
    NO_SUCCESSOR = "no_successor"
    NO_SECOND_LOOK = "no_second_look"
    NO_JUDGE = "no_judge"
    ROTA_GAP = "rota_gap"
    TRACKER = "tracker"


@dataclass(frozen=True, kw_only=True)
class Concern:
    """One thing that is wrong. `facts` are what its line says: names, never scores or typed text."""

    subject: str
    facts: Mapping[str, Any]
    since: datetime


@dataclass(frozen=True, kw_only=True)
class ConcernFacts:
    """What is wrong of one cause, the longest first, of one day by name.

    `mended`: how many of that round are not any more.
    """

    cause: Cause
    open: tuple[Concern, ...]
    mended: int


@dataclass(frozen=True, kw_only=True)
class ConcernsChanged(ToPerson):
    """To an admin: the card of one cause, posted once a round and brought up to date.

    A round begins when something goes wrong while nothing else of its cause is, and ends when all is mended:
    what goes wrong later is a new message. `change` keeps one change from being told twice.
    """

    cause: str
    round: int
    change: str
