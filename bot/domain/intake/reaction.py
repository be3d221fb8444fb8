"""Somebody puts an emoji on a message, so that it becomes a website request."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.text import key


@dataclass(frozen=True, kw_only=True)
class Reacted:
    """Whose reaction to which message; `text`, as people saw it, fills a form.

    `author_id`: the colleague who wrote it, where that is another one.
    """

    person_id: int
    author_id: int | None
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    at: datetime


def is_asked_for(reaction: str, *, emoji: str) -> bool:
    """Whether this reaction sends a message to the desk, in whatever skin; no emoji: none does."""
    return bool(emoji) and _name(reaction) == _name(emoji)


def _name(emoji: str) -> str:
    return key(emoji.strip(": ").split("::")[0])
