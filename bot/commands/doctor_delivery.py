"""What `steward doctor` says of messages that could not be sent, and of what is still to be heard."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.commands.finding import Finding
from bot.domain.notices import TRIED_FOR
from bot.services.listening import heard_until, how_many_unread
from bot.slack.reasons import MENDED, Reason, reason_of
from storage.held_up import HeldUp
from storage.unit import Store

LATE = timedelta(minutes=10)
"""Twice as long as a sender waits at most before it tries again."""

AGAIN = "They follow by themselves within a quarter of an hour."

_MENDS: Mapping[Reason, str] = {
    Reason.PERSON: f"Invite these people to Slack, or open their accounts again. {AGAIN}",
    Reason.CHANNEL: f"Make or unarchive the channel named below, and invite Steward. {AGAIN}",
    Reason.MEMBERSHIP: f"Type in the channel: /invite @Steward. {AGAIN}",
    Reason.ACCESS: f"Mend token and scopes as said below. {AGAIN}",
    Reason.POLICY: f"Ask whoever runs your Slack: a rule or a limit of the workspace. {AGAIN}",
    Reason.WAITS: "They wait for another message, which is held up itself.",
}


def check_delivery(store: Store, *, now: datetime) -> Iterator[Finding]:
    """Each reason for which messages wait, and what is still to be read; one good line where none does."""
    with store.read() as unit:
        parked = unit.held_up.parked(MENDED, since=now - TRIED_FOR)
        late = unit.held_up.late(before=now - LATE)
    for each in parked:
        yield _finding(each, mend=_MENDS[reason_of(each.problem)])
    for each in late:
        yield _finding(each, mend="They are tried again by themselves, for as long as it takes.")
    if not parked and not late:
        yield Finding(is_well=True, what="no message waits for Slack")
    if heard := heard_until(store):
        yield Finding(is_well=True, what=f"Slack could last reach Steward at {_moment(heard)}")
    if unread := how_many_unread(store):
        yield Finding(
            is_well=True,
            what=f"{unread} {'thread' if unread == 1 else 'threads'} still to be read, "
            "written in perhaps while Steward was away",
        )


def _finding(each: HeldUp, *, mend: str) -> Finding:
    messages = "message waits" if each.count == 1 else "messages wait"
    what = f"{each.count} {messages} since {_moment(each.since)}: Slack says {each.problem}"
    return Finding(is_well=False, what=what, mend=mend)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")
