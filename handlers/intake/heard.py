"""What people write where Steward listens: replies to their requests, pings, and words out of the blue."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.intake.content import addressed, said
from bot.domain.intake.markup import called
from bot.domain.people import Stranger
from bot.domain.places import known_timezone, locale_told, timezone_told
from bot.domain.weeks.pocket_message import Change, change_in, moment_of
from bot.errors import Refusal
from bot.services.intake.desk_cards import post_anew
from bot.services.intake.greeting import greet
from bot.services.intake.handover_words import take_word
from bot.services.intake.macros import send_macro
from bot.services.intake.my_request import relay_reply
from bot.services.intake.no_pings import deflect_ping
from bot.services.intake.private_thread import warn_of_readers
from bot.services.intake.reply_changes import follow_change
from bot.services.intake.stranger_pings import deflect_stranger, pinged_developers
from bot.services.weeks.pocket_changes import note_change
from bot.slack.client import Slack
from bot.slack.errors import SlackFailure
from handlers.intake.forms import SlackFile
from handlers.visit import Visit
from messages.catalog import Mrkdwn
from messages.kit import section
from messages.refusals import refusal_text

BROADCAST = "thread_broadcast"
WRITTEN_BY_PEOPLE = (None, "file_share", BROADCAST)
"""The subtypes of new messages; edits, deletions and what Slack itself says are none."""

LATE = timedelta(seconds=20)
"""Slack sends what was not taken again after a minute; what comes at once is not asked for twice."""

SLACKBOT = "USLACKBOT"
PASSED_ON = "white_check_mark"

log = structlog.get_logger()


def register(app: App) -> None:
    # Without a subtype here Bolt hands over every message: one that nobody takes is repeated by Slack.
    app.event("message")(on_message)


def on_message(ack: Ack, event: dict[str, Any], visit: Visit) -> None:
    """Do what the message asks for; most ask for nothing. Copies of one that was edited or deleted say so."""
    ack()
    if change := change_in(event):
        _follow(change, event, visit)
        return
    if event.get("bot_id") or event.get("subtype") not in WRITTEN_BY_PEOPLE:
        return
    if visit.acting.by is None:
        if not visit.is_late:
            _by_stranger(event, visit)
        return
    if event.get("channel_type") == "im":
        _in_direct_message(event, visit)
        return
    if event.get("thread_ts") and (_is_macro(event, visit) or _is_word(event, visit)):
        return
    if thread_ts := event.get("thread_ts"):
        warn_of_readers(
            visit.acting,
            channel=event["channel"],
            thread_ts=thread_ts,
            ts=event["ts"],
            to_channel=event.get("subtype") == BROADCAST,
        )
    if visit.is_late:  # where to ask is said at once or not at all
        return
    deflect_ping(
        visit.acting,
        channel=event["channel"],
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
        markup=said(event),
        calls=called(addressed(event)),
    )


def _follow(change: Change, event: dict[str, Any], visit: Visit) -> None:
    """Of a reply that was edited or deleted, and of a card of ours that somebody deleted."""
    note_change(visit.acting, change)
    before = event.get("previous_message") or {}
    now = before if change.is_deletion else event["message"]
    if change.is_deletion and before.get("bot_id"):
        post_anew(visit.acting, channel=change.channel, ts=change.ts)
        return
    markup = said(now, files=False)
    follow_change(visit.acting, change, author=str(now.get("user") or ""), markup=markup)


def _by_stranger(event: dict[str, Any], visit: Visit) -> None:
    """Whoever can write in a channel can call a developer there; nothing else that they write is ours."""
    slack_id = event.get("user")
    if slack_id in (None, SLACKBOT) or event.get("channel_type") == "im":
        return
    pinged = pinged_developers(
        visit.acting, markup=said(event), calls=called(addressed(event)), channel=event["channel"]
    )
    if pinged is None:
        return
    deflect_stranger(
        visit.acting,
        called=pinged,
        by=_stranger(slack_id, visit),
        channel=event["channel"],
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
    )


def _stranger(slack_id: str, visit: Visit) -> Stranger:
    """What Slack tells of them; what it does not tell, or this machine does not know, is the company's."""
    locale = timezone = None
    with suppress(SlackFailure):
        profile = Slack(visit.client).profile(slack_id)
        locale, timezone = locale_told(profile.locale), timezone_told(profile.timezone)
    return Stranger(
        slack_id=slack_id,
        locale=locale or visit.acting.policy.default_locale,
        timezone=known_timezone(timezone, default=visit.acting.policy.default_timezone),
    )


def _in_direct_message(event: dict[str, Any], visit: Visit) -> None:
    thread_ts, ts = event.get("thread_ts"), event["ts"]
    if thread_ts is None or thread_ts == ts:
        greet(visit.acting)
        return
    if _is_macro(event, visit) or _is_word(event, visit):
        return
    stands = _as_it_stands(event, visit)
    if stands is None:
        return
    event = stands
    files = [SlackFile.model_validate(file).attachment() for file in event.get("files") or []]
    passed_on = relay_reply(
        visit.acting,
        channel=event["channel"],
        thread_ts=thread_ts,
        ts=ts,
        markup=said(event, files=False),
        files=files,
    )
    if passed_on:
        _acknowledge(visit.client, event["channel"], ts)


def _as_it_stands(event: dict[str, Any], visit: Visit) -> dict[str, Any] | None:
    """What a message says now that comes late: an edit or a deletion that came before it found nothing to
    change. None where it is gone; as it came where Slack cannot be asked.
    """
    written_at = moment_of(event["ts"])
    if visit.is_late or written_at is None or visit.acting.now - written_at < LATE:
        return event
    try:
        stands = Slack(visit.client).message(event["channel"], event["ts"])
    except SlackFailure as trouble:
        log.info("reply.not_looked_at", reason=trouble.reason)
        return event
    return (
        None if stands is None else {**stands, "channel": event["channel"], "thread_ts": event["thread_ts"]}
    )


def _is_macro(event: dict[str, Any], visit: Visit) -> bool:
    """Whether it was `!name` in the thread of a request's card."""
    return _takes(send_macro, event, visit, surface="macro")


def _is_word(event: dict[str, Any], visit: Visit) -> bool:
    """Whether it was a word in the thread of a hand-over that says how far it is."""
    return _takes(take_word, event, visit, surface="word")


def _takes(take: Callable[..., bool], event: dict[str, Any], visit: Visit, *, surface: str) -> bool:
    """Whether a message in a thread was something to be done. Its writer sees a mark under it, or why it was
    not.
    """
    channel, thread_ts, ts = event["channel"], event["thread_ts"], event["ts"]
    try:
        was_done = take(
            visit.acting, channel=channel, thread_ts=thread_ts, ts=ts, said=said(event, files=False)
        )
    except Refusal as refused:
        log.info("refused", code=refused.code, surface=surface)
        text = refusal_text(visit.words, refused.code, refused.facts)
        _whisper(visit, channel, thread_ts, text)
        return True
    if was_done:
        _acknowledge(visit.client, channel, ts)
    return was_done


def _acknowledge(client: WebClient, channel: str, ts: str) -> None:
    """A mark under a message. Without it the message is passed on all the same, so no failure matters."""
    try:
        client.reactions_add(channel=channel, timestamp=ts, name=PASSED_ON)
    except (SlackApiError, SlackClientError, OSError) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        log.info("reply.not_marked", reason=reason)


def _whisper(visit: Visit, channel: str, thread_ts: str, text: Mrkdwn) -> None:
    """Only its writer reads why; where Slack does not take that, the message stands there without a mark."""
    slack_id = visit.person.slack_id
    if not slack_id:
        return
    try:
        Slack(visit.client).whisper(
            channel, to=slack_id, text=text, blocks=[section(text)], thread_ts=thread_ts
        )
    except SlackFailure as failure:
        log.info("refusal.not_shown", error=type(failure).__name__)
