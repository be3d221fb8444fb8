"""When somebody who mentions a developer is pointed to the desk instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Person, Role
from bot.domain.text import is_blank, key

MOST_NAMED = 3
"""So many of those whom a message named are named in its note."""
QUIET_FOR = timedelta(minutes=10)
"""For so long after a note its reader gets no other in that channel: their pings are counted."""
CHANGEABLE_FOR = timedelta(minutes=30)
"""For so long Slack lets a note that was clicked on be changed. Source: slack.md, Acknowledging."""

_LATIN = "0-9a-z\u00c0-\u024f"


@dataclass(frozen=True, kw_only=True)
class Deflected:
    """A colleague's message that was pointed to the desk; `text`, as people saw it, fills a form.

    `developer_ids`: whom it named, in their order; `group_member_ids`: those of the groups that it named,
    `groups` their handles. `focus_until`: where all of them are in focus. `is_quiet`: nothing was said.
    """

    author_id: int
    developer_ids: tuple[int, ...]
    group_member_ids: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    at: datetime
    focus_until: datetime | None = None
    is_quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class StrangerDeflection:
    """The same of somebody who is not in the organisation: they can send nothing, so no text is kept."""

    slack_id: str
    locale: str
    timezone: str
    developer_id: int | None
    groups: tuple[str, ...] = ()
    channel: str
    ts: str
    thread_ts: str | None
    at: datetime
    is_quiet: bool = False


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


def passes(author: Person, *, allowed: Sequence[str] = ()) -> bool:
    """Who may speak to developers directly: technical colleagues, whoever hands work over to them, and
    those whose addresses the company has allowed.
    """
    return (
        author.is_technical
        or author.has(Role.PRODUCT_MANAGER)
        or key(author.email) in {key(each) for each in allowed}
    )


def is_shielded(
    developer: Person,
    *,
    author: Person | None,
    on_duty: Person,
    may_ping: bool = False,
    in_focus: bool = False,
) -> bool:
    """Whether mentioning this person is a ping to be pointed elsewhere. `author`: None for a stranger.

    Not for oneself, and not for whoever has the desk. In focus nobody else passes; else whoever may ping
    them does (`may_ping`: by their own list or the company's), and everybody where they switched it off.
    """
    if not developer.has(Role.DEVELOPER) or not developer.is_active:
        return False
    if developer.id == on_duty.id or (author is not None and author.id == developer.id):
        return False
    return in_focus or not (developer.open_to_pings or may_ping)
