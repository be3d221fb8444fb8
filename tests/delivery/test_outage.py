"""Slack is away for an hour of a Friday afternoon, or takes no token: what follows, and in which order."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.notices import Sending
from bot.domain.reviews.way import State
from bot.services.nudging.nudges import send_nudges
from tests.builders.acting import acting
from tests.builders.world import World
from tests.delivery.conftest import NOW, CardSaid, Post
from tests.services.nudging.test_unsaid import drained

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou; office hours end two hours later."""
HOUR = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=5)


@pytest.fixture
def world(post: Post, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr("tests.builders.world.company", lambda _store: post.people)
    return World(post.store)


def away(post: Post, start: datetime, *, lasts: timedelta, status: int = 503) -> datetime:
    """The sender tries every ten minutes and hears nothing else; when it was over."""
    post.sandbox.faults.refuse_all = status
    for minutes in range(0, int(lasts.total_seconds()) // 60, 10):
        post.delivery.drain(now=start + timedelta(minutes=minutes))
    post.sandbox.faults.refuse_all = None
    return start + lasts


def test_what_waited_for_an_hour_goes_out_oldest_first_and_once(post: Post) -> None:
    people = post.people.everyone
    for each in people:
        post.add(CardSaid(to=each.id, words=f"For {each.name}"))

    over = away(post, NOW, lasts=HOUR)
    late = [row.id for row in post.rows(Sending.PENDING)]
    with post.store.begin() as unit:
        claims = unit.outbox.claim(now=over + LONGEST_WAIT, lease=timedelta(0), limit=40)
    assert [claim.row_id for claim in claims] == sorted(late)
    post.delivery.drain(now=over + LONGEST_WAIT)

    assert post.called("chat.postMessage") == len(people)
    assert [post.seen_by(str(each.slack_id)) for each in people] == [[f"For {each.name}"] for each in people]


@pytest.mark.parametrize(
    ("lasts", "reminders"),
    [(HOUR, 1), (2 * HOUR + timedelta(minutes=10), 0)],
)
def test_a_reminder_that_is_stale_is_dropped(
    lasts: timedelta, reminders: int, post: Post, world: World
) -> None:
    world.review_at(State.GOALS_AGREED)
    send_nudges(acting(post.store, now=FRIDAY))

    over = away(post, FRIDAY, lasts=lasts)

    assert drained(post, over + LONGEST_WAIT) == reminders
    assert [row.kind for row in post.rows(Sending.PENDING)] == []
    monday = FRIDAY + timedelta(days=3)
    send_nudges(acting(post.store, now=monday))
    assert drained(post, monday) == 1


def test_what_a_revoked_token_held_up_follows_once_there_is_another(post: Post) -> None:
    post.sandbox.faults.refuse_next("conversations.open", "token_revoked", n=20)
    post.add(CardSaid(to=post.people.employee.id, words="Hello"))
    post.drain()
    assert {row.problem for row in post.rows(Sending.PARKED)} == {"token_revoked"}
    post.sandbox.faults.clear()

    with post.store.begin() as unit:
        unit.outbox.take_up_again(["token_revoked"], since=NOW - HOUR, now=NOW + HOUR)
    post.drain(after=HOUR)

    assert post.seen_by(str(post.people.employee.slack_id)) == ["Hello"]
    [told] = post.sandbox.person("U0LIN").dm()
    assert told.plain.startswith("Settled")
