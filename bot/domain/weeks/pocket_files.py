"""The files of a case: whether their contents are kept, and why they are not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.notices import TRIED_FOR

LARGEST = 10 * 1024 * 1024
"""Bytes of a file's contents that are kept at most."""

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)


class Keeping(StrEnum):
    """What there is of a file's contents. All but the first two are final: only its name is kept."""

    WAITS = "waits"
    """They are about to be fetched, or Slack does not answer now."""
    KEPT = "kept"
    TOO_BIG = "too_big"
    ELSEWHERE = "elsewhere"
    """They never were in Slack: the file is a link to another service."""
    UNSEEN = "unseen"
    """Slack does not show it to Steward."""
    GONE = "gone"
    """It was deleted before it could be fetched."""
    UNREACHED = "unreached"
    """Slack did not give it for as long as it was tried."""
    EARLIER = "earlier"
    """The case was saved before contents were kept at all."""


@dataclass(frozen=True, kw_only=True)
class ToFetch:
    """A file whose contents are to be fetched now, leased to one fetcher. `attempts` counts this one."""

    case_id: int
    position: int
    slack_id: str
    attempts: int
    kept_at: datetime


@dataclass(frozen=True, kw_only=True)
class KeptContent:
    """A copy of a file as it was."""

    name: str
    content: bytes


def keeping_of(*, is_external: bool, size: int | None) -> Keeping:
    """What is known of a file by what a message tells of it, before anything is fetched."""
    if is_external:
        return Keeping.ELSEWHERE
    return Keeping.TOO_BIG if size is not None and size > LARGEST else Keeping.WAITS


def next_try(file: ToFetch, *, now: datetime, wait: timedelta | None = None) -> datetime | None:
    """When to try again after Slack gave nothing: each time twice as late, an hour at most.

    `wait`: what Slack itself asks for. None where it was tried for long enough (notices.TRIED_FOR).
    """
    if now - file.kept_at >= TRIED_FOR:
        return None
    later = min(_FIRST_WAIT * 2 ** min(file.attempts - 1, 10), _LONGEST_WAIT)
    return now + (later if wait is None else wait)
