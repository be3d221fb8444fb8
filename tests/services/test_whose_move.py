"""Whose move it is, by what waits: from when it became theirs, in their own working time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.absences import Source
from bot.domain.obligations import Subject
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.domain.whose_move import Holder, Move
from bot.services.whose_move import moves
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.world import World

HOUR = timedelta(hours=1)


def move_of(store: Store, review_id: int, reader: Person, *, now: datetime) -> Move | None:
    with store.read() as unit:
        found = moves(
            unit, Subject.REVIEW, [review_id], reader=reader, acting=acting(store, by=reader, now=now)
        )
    return found.get(review_id)


def since_of(store: Store, review_id: int) -> datetime:
    with store.read() as unit:
        return unit.reviews.look(review_id).owed_since


def test_a_review_is_with_whoever_has_its_next_step(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)
    since = since_of(store, review.id)

    employees = move_of(store, review.id, people.employee, now=since + HOUR)
    managers = move_of(store, review.id, people.manager, now=since + HOUR)

    assert employees is not None
    assert managers is not None
    assert (employees.holder, employees.name, employees.since) == (Holder.COLLEAGUE, "Liu Yang", since)
    assert managers.holder is Holder.YOU


def test_only_the_holders_own_working_time_counts(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)
    friday = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)  # 17:00 in Hangzhou, an hour before closing
    with store.begin() as unit:
        before = unit.obligations.of(Subject.REVIEW, review.id)
        unit.obligations.put(Subject.REVIEW, review.id, [], now=friday)
        unit.obligations.add([replace(each, since=friday, opens_at=friday) for each in before])

    monday = move_of(store, review.id, people.employee, now=friday + timedelta(days=3))

    assert monday is not None
    assert monday.worked.minutes == 60 + 3 * 60 + 3.5 * 60  # Friday's last hour; Monday without lunch
    assert monday.worked.of_a_day == 7.5 * 60


def test_nothing_that_is_done_is_anybodys(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.RELEASED)

    assert move_of(store, review.id, people.employee, now=since_of(store, review.id) + HOUR) is None


def test_whoever_has_it_and_is_away_is_said_to_be(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)
    now = since_of(store, review.id) + HOUR
    today = now.date()
    with store.begin() as unit:
        unit.absences.add(
            [(people.manager.id, today, today + timedelta(days=5))],
            source=Source.OWN,
            by_id=people.manager.id,
            at=now,
        )

    move = move_of(store, review.id, people.employee, now=now)

    assert move is not None
    assert move.away is not None
    assert move.away.last == today + timedelta(days=5)
