"""Putting a reminder off to a day, and taking that back."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.nudging.snooze import (
    do_not_remind,
    remind_next_week,
    remind_on,
    remind_tomorrow,
    what_is_offered,
)
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import brought_up_to_date, nudged, shown, was_nudged
from tests.builders.people import Company
from tests.builders.world import World

TUESDAY = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
"""11:00 in Hangzhou; approvals are due on Friday 15 January."""
DAY = TUESDAY.date()
TEN = timedelta(hours=-1)


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED, at=TUESDAY - timedelta(hours=20))


def remind_on_of(store: Store, people: Company, *, now: datetime = TUESDAY) -> date | None:
    return shown(store, people.manager, now=now).remind_on


def test_it_comes_on_the_day_that_was_chosen_and_the_last_choice_counts(
    store: Store, people: Company, review: Review
) -> None:
    liu = acting(store, by=people.manager, now=TUESDAY)

    remind_next_week(liu, day=DAY)
    assert remind_on_of(store, people) == date(2027, 1, 11)
    remind_on(liu, day=DAY, wanted=date(2027, 1, 7))

    assert remind_on_of(store, people) == date(2027, 1, 7)
    assert nudged(store, now=TUESDAY + timedelta(days=1) + TEN) == set()
    assert nudged(store, now=TUESDAY + timedelta(days=2) + TEN) == {(people.manager.id, "2027-01-07")}
    assert nudged(store, now=datetime(2027, 1, 11, 2, 0, tzinfo=UTC)) == set()


def test_tomorrow_is_their_next_working_day(store: Store, people: Company, review: Review) -> None:
    with store.begin() as unit:
        span = (people.manager.id, date(2027, 1, 6), date(2027, 1, 7))
        unit.absences.add([span], source=Source.OWN, by_id=people.manager.id, at=TUESDAY)

    remind_tomorrow(acting(store, by=people.manager, now=TUESDAY), day=DAY)

    assert remind_on_of(store, people) == date(2027, 1, 8)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (date(2027, 1, 5), "reminder.past"),
        (date(2026, 1, 7), "reminder.past"),
        (date(2027, 1, 16), "reminder.past_due"),
    ],
)
def test_a_day_in_the_past_or_past_what_is_due_is_refused_and_nothing_changes(
    store: Store, people: Company, review: Review, wanted: date, code: str
) -> None:
    liu = acting(store, by=people.manager, now=TUESDAY)
    remind_tomorrow(liu, day=DAY)

    with pytest.raises(Refusal, match=code):
        remind_on(liu, day=DAY, wanted=wanted)

    assert remind_on_of(store, people) == date(2027, 1, 6)
    assert what_is_offered(liu).latest == date(2027, 1, 15)


def test_it_is_taken_back_and_the_reminder_that_was_clicked_says_so(
    store: Store, people: Company, review: Review
) -> None:
    liu = acting(store, by=people.manager, now=TUESDAY)
    remind_tomorrow(liu, day=DAY)

    do_not_remind(acting(store, by=people.manager, now=TUESDAY + timedelta(minutes=1)), day=DAY)

    assert remind_on_of(store, people) is None
    assert [each["card"] for each in brought_up_to_date(store)] == [
        f"nudge:{people.manager.id}:2027-01-05"
    ] * 2
    assert nudged(store, now=TUESDAY + timedelta(days=1) + TEN) == set()


def test_only_ones_own_is_put_off(store: Store, people: Company, review: Review) -> None:
    remind_tomorrow(acting(store, by=people.hr, now=TUESDAY), day=DAY)

    assert remind_on_of(store, people) is None
    assert shown(store, people.hr, now=TUESDAY).remind_on is None


def test_an_old_reminder_that_is_clicked_on_changes_the_newest_too(
    store: Store, people: Company, review: Review
) -> None:
    was_nudged(store, people.manager, TUESDAY - timedelta(hours=20), TUESDAY)
    liu = acting(store, by=people.manager, now=TUESDAY + timedelta(hours=1))

    remind_tomorrow(liu, day=date(2027, 1, 4))

    both = {f"nudge:{people.manager.id}:2027-01-04", f"nudge:{people.manager.id}:2027-01-05"}
    assert {each["card"] for each in brought_up_to_date(store)} == both


def test_two_clicks_at_once_are_one(store: Store, people: Company, review: Review) -> None:
    ready = threading.Barrier(6)
    failures: list[Exception] = []

    def click() -> None:
        ready.wait()
        try:
            remind_next_week(acting(store, by=people.manager, now=TUESDAY), day=DAY)
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert remind_on_of(store, people) == date(2027, 1, 11)
