"""What a status in Slack says of whoever set it: nothing but whether they are away, and until when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.setting import list_of, text

_EMOJI = re.compile(r":?[^\s:A-Z]{1,100}:?")
_LATEST = 253_402_300_000
"""The last seconds of the year 9999: what is later is no moment."""


@dataclass(frozen=True, kw_only=True)
class Status:
    """`emoji` as Slack names it, with or without colons; empty: none. `expires`: in seconds, 0 never."""

    emoji: str = ""
    expires: int = 0


NO_STATUS = Status()

STATUS_EMOJI = list_of(
    text(
        "the name of an emoji (palm_tree, 休假)",
        lambda value: _EMOJI.fullmatch(value) is not None,
    ),
    example="[palm_tree, face_with_thermometer, 休假]",
    most=50,
)

EMOJI_OR_NONE = text(
    "the name of an emoji (ticket)", lambda value: not value or _EMOJI.fullmatch(value) is not None
)


def status_told(emoji: object, expires: object) -> Status:
    """A status as a profile tells it; what is none is passed over."""
    return Status(
        emoji=emoji[:200] if isinstance(emoji, str) else "",
        expires=expires if type(expires) is int and 0 < expires < _LATEST else 0,
    )


def says_away(status: Status, *, emoji: Sequence[str], now: datetime) -> bool:
    """Whether a company takes the status for leave; `emoji` are those that say so, in any skin."""
    if status.expires and status.expires <= now.timestamp():
        return False
    return bool(status.emoji) and _name(status.emoji) in {_name(each) for each in emoji}


def last_day(status: Status, *, zone: ZoneInfo) -> date | None:
    """The last day on which it stands; what ends at midnight ends the day before. None: no end is set."""
    if not status.expires:
        return None
    return (datetime.fromtimestamp(status.expires, UTC) - timedelta(seconds=1)).astimezone(zone).date()


def _name(emoji: str) -> str:
    return emoji.strip(":").split("::")[0]
