"""The line in the weekly message of whoever keeps nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.goals.way import State
from bot.domain.people import Person
from bot.domain.weeks.pocket_reminder import EmptyPocket
from bot.services.weeks.pocket_reminder import empty_pocket, note_empty_pockets, remind_of_pocket
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import brought_up_to_date, nudged, shown
from tests.builders.pockets import written
from tests.builders.world import World

FRIDAY = date(2027, 1, 22)
AT = datetime(2027, 1, 22, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou, in the fourth week of the quarter."""


@pytest.fixture
def chen(world: World) -> Person:
    world.goals_at(State.OPEN)
    return world.people.employee


def told(store: Store, who: Person, day: date) -> EmptyPocket | None:
    """As of the weekly message of that day."""
    with store.begin() as unit:
        note_empty_pockets(unit, [who.id], day=day)
    with store.read() as unit:
        return empty_pocket(unit, who, day=day)


def test_an_empty_pocket_is_told_of_once_a_month(store: Store, chen: Person) -> None:
    assert told(store, chen, FRIDAY - timedelta(days=14)) is None, "the period has only begun"
    assert told(store, chen, FRIDAY) == EmptyPocket(period="2027Q1")
    assert told(store, chen, FRIDAY + timedelta(days=7)) is None
    assert told(store, chen, FRIDAY + timedelta(days=14)) == EmptyPocket(period="2027Q1")


def test_nobody_without_goals_hears_of_it(store: Store, chen: Person, world: World) -> None:
    assert told(store, world.people.hr, FRIDAY) is None


def test_what_happened_before_the_period_does_not_fill_it_and_what_happened_in_it_does(
    store: Store, chen: Person
) -> None:
    written(store, chen, day=date(2026, 12, 31), now=AT)
    assert told(store, chen, FRIDAY) is not None

    written(store, chen, day=date(2027, 1, 1), now=AT)
    assert told(store, chen, FRIDAY) is None, "the same message says it no more"


def test_silence_is_for_good_until_it_is_taken_back(store: Store, chen: Person) -> None:
    by = acting(store, by=chen, now=AT)
    assert told(store, chen, FRIDAY) is not None

    remind_of_pocket(by, wanted=False)
    assert told(store, chen, FRIDAY) is None
    assert told(store, chen, FRIDAY + timedelta(days=14)) is None

    remind_of_pocket(by, wanted=True)
    assert told(store, chen, FRIDAY + timedelta(days=21)) is not None


def test_the_weekly_message_says_it_and_is_brought_up_to_date_when_something_is_kept(
    store: Store, chen: Person
) -> None:
    assert (chen.id, FRIDAY.isoformat()) in nudged(store, now=AT)
    assert shown(store, chen, day=FRIDAY, now=AT).pocket == EmptyPocket(period="2027Q1")
    before = brought_up_to_date(store)

    written(store, chen, day=FRIDAY, now=AT + timedelta(hours=1))

    assert shown(store, chen, day=FRIDAY, now=AT).pocket is None
    (card,) = brought_up_to_date(store)[len(before) :]
    assert card["to"] == chen.id
