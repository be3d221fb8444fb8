"""What happened in a thread between two moments, read from the thread itself, as Slack's events tell it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.listening import TakenUp, UnreadThread
from bot.domain.weeks.pocket_message import moment_of
from bot.slack.calls import call
from bot.slack.client import Slack
from bot.slack.errors import CardGone

PAGE = 200
MOST_PAGES = 10


@dataclass(frozen=True, kw_only=True)
class Happened:
    """An event of the kind `message`, and its moment; of a deletion the last moment that it can be."""

    event: Mapping[str, Any]
    at: datetime


def unheard(slack: Slack, thread: UnreadThread, taken_up: Sequence[TakenUp]) -> Sequence[Happened]:
    """What people wrote, edited and deleted there, in the order in which they did. A parent that is gone is
    a deletion too.

    `taken_up`: the replies that stand at the desk. Raises SlackFailure's kinds.
    """
    try:
        messages = list(_messages(slack, thread))
    except CardGone:
        return [_parent_gone(thread)]
    return sorted(_happened(messages, thread, taken_up), key=lambda each: each.at)


def _messages(slack: Slack, thread: UnreadThread) -> Iterator[Mapping[str, Any]]:
    """The whole thread: what was edited or deleted may be older than the gap."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        answer = call(
            slack.client.conversations_replies,
            channel=thread.channel,
            ts=thread.ts,
            limit=PAGE,
            cursor=cursor,
        )
        yield from answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _happened(
    messages: Sequence[Mapping[str, Any]], thread: UnreadThread, taken_up: Sequence[TakenUp]
) -> Iterator[Happened]:
    parent = next((each for each in messages if each["ts"] == thread.ts), None)
    if parent is None or parent.get("subtype") == "tombstone":
        yield _parent_gone(thread)
    for message in messages:
        if message["ts"] == thread.ts or message.get("bot_id"):
            continue
        ts = str(message["ts"])
        at = moment_of(ts)
        if at and thread.since <= at <= thread.until:
            yield Happened(event=_event(thread, message, event_ts=ts), at=at)
        edited_ts = str((message.get("edited") or {}).get("ts") or "")
        edited_at = moment_of(edited_ts)
        if edited_at and thread.since <= edited_at <= thread.until:
            changed = {
                "subtype": "message_changed",
                "ts": edited_ts,
                "message": dict(message),
                "previous_message": {"ts": ts, "user": message.get("user")},
            }
            yield Happened(event=_event(thread, changed, event_ts=edited_ts), at=edited_at)
    if parent is not None and len(messages) < PAGE * MOST_PAGES:
        yield from _deleted({str(each["ts"]) for each in messages}, thread, taken_up)


def _deleted(standing: set[str], thread: UnreadThread, taken_up: Sequence[TakenUp]) -> Iterator[Happened]:
    """Replies that are gone though their parent, which is older, stands: no rule of how long Slack keeps
    messages took them.
    """
    for each in taken_up:
        if each.ts not in standing and float(each.ts) > float(thread.ts):
            yield _deletion(thread, each.ts, {"user": each.slack_id})


def _parent_gone(thread: UnreadThread) -> Happened:
    return _deletion(thread, thread.ts, {"bot_id": "ours"})


def _deletion(thread: UnreadThread, ts: str, writer: Mapping[str, str]) -> Happened:
    at = f"{thread.until.timestamp():.6f}"
    gone = {
        "subtype": "message_deleted",
        "ts": at,
        "deleted_ts": ts,
        "previous_message": {"ts": ts, **writer},
    }
    return Happened(event=_event(thread, gone, event_ts=at), at=thread.until)


def _event(thread: UnreadThread, message: Mapping[str, Any], *, event_ts: str) -> Mapping[str, Any]:
    kind = "im" if thread.channel.startswith("D") else "channel"
    return {
        **message,
        "type": "message",
        "channel": thread.channel,
        "channel_type": kind,
        "event_ts": event_ts,
    }
