"""What Steward promised to hear, and how far back it looks for what it did not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import Card

HEARD = "heard"
"""Under which name it is kept up to when Slack could reach us."""

READING = "reading"
"""Under which name it is kept until when somebody is reading what was missed."""

GAP = timedelta(minutes=2)
"""So long without anybody who listens is a gap. What is shorter Slack bridges by itself: it sends again
after one minute and after five. Source: slack.md, Acknowledging."""

OVERLAP = timedelta(minutes=5)
"""What was on its way as somebody stopped listening was perhaps not dealt with."""

LONGEST = timedelta(days=14)
"""Who was away for longer does not read what was written before that."""

CLOSED_FOR = timedelta(days=14)
"""The threads of what was closed are read for as long as it can be reopened."""

TRIES = 5
"""How often a thread is read in which something cannot be taken up."""

READ_AT_ONCE = 40
"""Threads in a minute: conversations.replies is of tier 3, 50 in a minute, and others ask it too. Source:
slack.md, Sending."""

TURN = timedelta(seconds=50)
"""How long one process reads before another one may: with the next minute the right is free again."""

HEARD_UNDER = frozenset(
    {Card.REQUEST, Card.MY_REQUEST, Card.PRIVATE_REQUEST, Card.HANDOVER, Card.PRIVATE_HANDOVER}
)
"""The cards under which what people write is taken up."""


@dataclass(frozen=True, kw_only=True)
class UnreadThread:
    """A thread in which something may have been written between these moments that nobody heard."""

    id: int
    channel: str
    ts: str
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """A reply that was passed on and not deleted since, and the Slack id of its writer."""

    ts: str
    slack_id: str
