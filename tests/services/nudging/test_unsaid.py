"""A reminder that could not be sent in time was not said: it counts for nothing, and is made up for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.absences import Source
from bot.domain.intake.triage import Urgency
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.services.nudging.nudges import send_nudges
from bot.services.nudging.snooze import remind_on
from storage.models.delivery import CardRow
from storage.models.intake import RequestRow
from tests.builders.acting import acting
from tests.builders.intake import filed
from tests.builders.nudges import was_nudged
from tests.builders.world import World
from tests.delivery.conftest import Post

THURSDAY = datetime(2027, 1, 7, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, on the day before self-scores are due."""
FRIDAY = THURSDAY + timedelta(days=1)
LUNCH, AFTER_LUNCH = timedelta(hours=2, minutes=10), timedelta(hours=3, minutes=30)
WEEKLY, EVENING = timedelta(hours=6), timedelta(hours=9)


@pytest.fixture
def world(post: Post, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The company that the sender writes to."""
    monkeypatch.setattr("tests.builders.world.company", lambda _store: post.people)
    return World(post.store)


def planned(post: Post, at: datetime) -> None:
    """It is decided who is reminded."""
    send_nudges(acting(post.store, now=at))


def drained(post: Post, at: datetime, *, to: Person | None = None) -> int:
    """Slack is there; how many reminders Chen Jie, or somebody, has."""
    post.delivery.drain(now=at)
    reader = to or post.people.employee
    with post.store.read() as unit:
        keys = list(unit.session.scalars(select(CardRow.key)))
    return sum(key.startswith((f"nudge:{reader.id}:", f"urgent:{reader.id}:")) for key in keys)


def test_what_slack_held_up_until_lunch_is_said_after_it(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    planned(post, THURSDAY)

    assert drained(post, THURSDAY + LUNCH) == 0
    planned(post, THURSDAY + AFTER_LUNCH)
    assert drained(post, THURSDAY + AFTER_LUNCH) == 1
    planned(post, THURSDAY + AFTER_LUNCH + timedelta(minutes=5))
    assert drained(post, THURSDAY + AFTER_LUNCH + timedelta(minutes=5)) == 1


def test_what_was_held_up_all_day_is_said_on_the_next(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    planned(post, THURSDAY)
    assert drained(post, THURSDAY + EVENING) == 0

    planned(post, FRIDAY + WEEKLY)

    assert drained(post, FRIDAY + WEEKLY) == 1
    with post.store.read() as unit:
        assert unit.nudges.first_after(post.people.employee.id, day=date(2027, 1, 1)) == FRIDAY.date()


def test_whom_nobody_could_remind_is_not_said_to_have_done_nothing(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    for week in range(2):
        planned(post, FRIDAY + WEEKLY + timedelta(days=7 * week))
        drained(post, FRIDAY + EVENING + timedelta(days=7 * week))
    third = FRIDAY + WEEKLY + timedelta(days=14)

    planned(post, third)

    assert drained(post, third, to=post.people.manager) == 0
    assert drained(post, third) == 1


def test_a_manager_to_whom_it_could_not_be_told_is_told_later(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    was_nudged(post.store, post.people.employee, THURSDAY - timedelta(days=2), THURSDAY - timedelta(days=1))
    planned(post, FRIDAY + WEEKLY)
    assert drained(post, FRIDAY + EVENING, to=post.people.manager) == 0

    planned(post, FRIDAY + WEEKLY + timedelta(days=7))

    assert drained(post, FRIDAY + WEEKLY + timedelta(days=7), to=post.people.manager) == 1


def test_a_wish_that_could_not_be_kept_is_kept_on_the_next_day(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    employee, monday = post.people.employee, FRIDAY + timedelta(days=3)
    was_nudged(post.store, employee, FRIDAY)
    remind_on(acting(post.store, by=employee, now=FRIDAY), day=FRIDAY.date(), wanted=monday.date())
    planned(post, monday)
    assert drained(post, monday + EVENING) == 0

    planned(post, monday + timedelta(days=1))

    assert drained(post, monday + timedelta(days=1)) == 1


def test_whoever_goes_on_leave_meanwhile_is_left_in_peace(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    planned(post, THURSDAY)
    with post.store.begin() as unit:
        span = (post.people.employee.id, THURSDAY.date(), THURSDAY.date())
        unit.absences.add([span], source=Source.OWN, by_id=None, at=THURSDAY)

    assert drained(post, THURSDAY + timedelta(hours=1)) == 0
    planned(post, FRIDAY + WEEKLY)
    assert drained(post, FRIDAY + WEEKLY) == 1


def test_what_cannot_wait_is_said_on_the_next_morning_where_slack_was_away(post: Post) -> None:
    number = filed(post.store, post.people.employee, now=THURSDAY + timedelta(hours=5))
    with post.store.begin() as unit:
        unit.session.get_one(RequestRow, number).urgency = Urgency.NOW
    planned(post, THURSDAY + timedelta(hours=7, minutes=30))
    assert drained(post, THURSDAY + EVENING, to=post.people.product_manager) == 0

    planned(post, FRIDAY)

    assert drained(post, FRIDAY, to=post.people.product_manager) == 1


def test_the_reminder_before_it_is_replaced_once_a_newer_one_is_there(post: Post, world: World) -> None:
    world.review_at(State.GOALS_AGREED)
    planned(post, THURSDAY)
    drained(post, THURSDAY)
    planned(post, FRIDAY + WEEKLY + timedelta(days=7))
    drained(post, FRIDAY + EVENING + timedelta(days=7))
    assert not any("newer reminder" in text for text in post.seen_by("U0CHEN"))
    later = FRIDAY + timedelta(days=10)

    planned(post, later)

    assert drained(post, later) == 2
    assert sum("newer reminder" in text for text in post.seen_by("U0CHEN")) == 1
