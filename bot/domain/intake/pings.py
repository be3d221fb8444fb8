"""When somebody who mentions a developer is pointed to the desk instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person, Role
from bot.domain.text import is_blank, key

_LATIN = "0-9a-z\u00c0-\u024f"


@dataclass(frozen=True, kw_only=True)
class Deflected:
    """A colleague's message that was pointed to the desk; `text`, as people saw it, fills a form."""

    author_id: int
    developer_id: int
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class StrangerDeflection:
    """The same of somebody who is not in the organisation: they can send nothing, so no text is kept."""

    slack_id: str
    locale: str
    timezone: str
    developer_id: int
    channel: str
    ts: str
    thread_ts: str | None
    at: datetime


def is_emergency(text: str, words: Sequence[str]) -> bool:
    """Whether a message holds one of the words that always pass, in whatever case or width.

    A Latin word counts only as a whole word ("urgently" is not "urgent"); Chinese has no gaps, so
    there it counts wherever it stands.
    """
    said = key(text)
    return any(_holds(said, key(word)) for word in words if not is_blank(word))


def _holds(said: str, word: str) -> bool:
    before = rf"(?<![{_LATIN}])" if re.match(rf"[{_LATIN}]", word) else ""
    after = rf"(?![{_LATIN}])" if re.search(rf"[{_LATIN}]$", word) else ""
    return re.search(before + re.escape(word) + after, said) is not None


def passes(author: Person) -> bool:
    """Who may speak to developers directly: technical colleagues, and whoever hands work over to them."""
    return author.is_technical or author.has(Role.PRODUCT_MANAGER)


def is_shielded(developer: Person, *, author: Person | None, on_duty: Person) -> bool:
    """Whether mentioning this person is a ping to be pointed elsewhere. `author`: None for a stranger.

    Not for a developer who switched it off, not for oneself, and not for whoever has the desk.
    """
    return (
        developer.has(Role.DEVELOPER)
        and developer.is_active
        and not developer.open_to_pings
        and developer.id != on_duty.id
        and (author is None or developer.id != author.id)
    )
