"""What a message says when it is saved, whatever it is made of; and what became of it later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.domain.intake.content import said
from bot.domain.text import name_text
from bot.domain.weeks.pocket import Heard, KeptFile
from bot.domain.weeks.pocket_files import keeping_of
from bot.errors import Refusal

LONGEST = 40_000
"""Characters of markup that are kept of a message; Slack takes no longer ones from people."""
MOST_FILES = 50
NAME_LIMIT, TYPE_LIMIT, LINK_LIMIT = 255, 80, 500
_AUTHOR_LIMIT = 120


@dataclass(frozen=True, kw_only=True)
class Change:
    """A message was edited or deleted, at this moment."""

    channel: str
    ts: str
    at: datetime
    is_deletion: bool


def heard_in(message: Mapping[str, Any], *, channel: str, channel_name: str, now: datetime) -> Heard:
    """A message as a shortcut's payload carries it. Raises Refusal("pocket.nothing_to_keep") where nothing
    of it can be read.
    """
    markup = said(message, files=False)
    files = tuple(kept_file(each) for each in message.get("files") or () if each.get("mode") != "tombstone")
    if not markup and not files:
        raise Refusal("pocket.nothing_to_keep")
    return Heard(
        channel=channel,
        channel_name=name_text(channel_name)[:NAME_LIMIT],
        ts=message["ts"],
        thread_ts=message.get("thread_ts"),
        author_slack_id=message.get("user") or message.get("bot_id") or "",
        author=_author(message),
        at=moment_of(message["ts"]) or now,
        text=markup if len(markup) <= LONGEST else markup[: LONGEST - 1].rstrip() + "…",
        is_cut=len(markup) > LONGEST,
        files=files[:MOST_FILES],
    )


def change_in(event: Mapping[str, Any]) -> Change | None:
    """What a message's event says became of an earlier one; None where nothing did to its words.

    A preview under a link comes as a change, too: only people's edits have a new moment of their own.
    A message with replies is not deleted by Slack but made a tombstone.
    """
    at = moment_of(str(event.get("event_ts") or event.get("ts", "")))
    match event.get("subtype"):
        case "message_deleted":
            ts = event.get("deleted_ts")
            is_deletion = True
        case "message_changed":
            after, before = event.get("message") or {}, event.get("previous_message") or {}
            ts = after.get("ts")
            is_deletion = after.get("subtype") == "tombstone"
            edited = (after.get("edited") or {}).get("ts")
            if not is_deletion and (not edited or edited == (before.get("edited") or {}).get("ts")):
                return None
            at = at if is_deletion else moment_of(str(edited)) or at
        case _:
            return None
    return Change(channel=event["channel"], ts=ts, at=at, is_deletion=is_deletion) if ts and at else None


def moment_of(ts: str) -> datetime | None:
    """When a message was written, by its `ts`; None for one that is no time."""
    seconds, _, micros = ts.partition(".")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= 10):
        return None
    fraction = int(micros[:6].ljust(6, "0")) if micros.isascii() and micros.isdecimal() else 0
    return datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=fraction)


def _author(message: Mapping[str, Any]) -> str:
    """The name that the payload itself tells, for whoever is no colleague; perhaps none."""
    profiles = (message.get("user_profile") or {}, message.get("bot_profile") or {})
    told = (message.get("username"), profiles[0].get("real_name"), profiles[1].get("name"))
    return name_text(str(next((each for each in told if each), "")))[:_AUTHOR_LIMIT]


def kept_file(file: Mapping[str, Any]) -> KeptFile:
    """A file as a message or a form tells of it."""
    link = file.get("permalink") or ""
    return KeptFile(
        slack_id=file["id"],
        name=(name_text(file.get("name") or file.get("title") or "") or file["id"])[:NAME_LIMIT],
        mimetype=(file.get("mimetype") or "")[:TYPE_LIMIT],
        size=file.get("size"),
        permalink=link if len(link) <= LINK_LIMIT else "",
        keeping=keeping_of(
            is_external=bool(file.get("is_external")) or file.get("mode") == "external",
            size=file.get("size"),
        ),
    )
