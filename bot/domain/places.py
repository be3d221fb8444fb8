"""Time zones and languages as other programs name them: what this machine can read, and what it cannot."""

import re
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.calendar import is_country

LONGEST_TIMEZONE, LONGEST_LOCALE = 64, 16
"""What the database has room for; longer than any real name."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@lru_cache(maxsize=1024)
def is_timezone(name: str) -> bool:
    """Whether this machine knows an IANA time zone of this name."""
    if len(name) > LONGEST_TIMEZONE:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_locale(name: str) -> bool:
    """Whether it has the form of one of Slack's locales: `zh-CN`."""
    return len(name) <= LONGEST_LOCALE and _LOCALE.fullmatch(name) is not None


def timezone_told(name: Any) -> str | None:
    """A zone as a profile tells it, None where it is no text.

    One that is not known here is kept, so that it counts as soon as it is; until then the branch's stands in.
    """
    return name[:LONGEST_TIMEZONE].replace("\0", "") or None if isinstance(name, str) else None


def locale_told(name: Any) -> str | None:
    """A locale as a profile tells it, None where it is none."""
    return name if isinstance(name, str) and is_locale(name) else None


def known_timezone(*names: str | None, default: str) -> str:
    """The first of these zones that this machine knows."""
    return next((name for name in names if name and is_timezone(name)), default)


def known_country(code: str, *, default: str) -> str:
    """The country, where its public holidays are known."""
    return code if is_country(code) else default
