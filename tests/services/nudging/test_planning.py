"""Whose moment has come since it was last looked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.intake.triage import Urgency
from bot.domain.nudging.planner import Quiet
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.reviews.way import State
from bot.services.nudging.nudges import send_nudges
from bot.services.nudging.planning import hours_of_speech, planned, planned_for
from storage.models.intake import RequestRow
from storage.unit import Store
from tests.bench.opening import counted
from tests.builders.acting import acting
from tests.builders.intake import filed
from tests.builders.nudges import nudged, payloads
from tests.builders.people import Company, person
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou; what waits is due today and was said to be so by nobody."""
THURSDAY = FRIDAY - timedelta(hours=30)
"""10:00 on the day before."""
HOUR = timedelta(hours=1)


def looked(store: Store, now: datetime) -> list[str]:
    """Whose situation is looked at now, by surname."""
    with store.read() as unit:
        return [each.person.name.split()[0] for each in planned(unit, acting(store, now=now))]


def test_people_are_looked_at_when_their_moment_has_come_and_not_again(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.SELF_SCORED)

    assert "Liu" in looked(store, FRIDAY)
    send_nudges(acting(store, now=FRIDAY - timedelta(minutes=1)))
    assert "Liu" in looked(store, FRIDAY)
    send_nudges(acting(store, now=FRIDAY))

    assert looked(store, FRIDAY + timedelta(minutes=5)) == []


def test_a_moment_that_passed_while_nobody_looked_is_made_up_for_the_same_day(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.GOALS_AGREED)
    send_nudges(acting(store, now=FRIDAY - HOUR))

    assert nudged(store, now=FRIDAY + timedelta(minutes=100)) == {(people.employee.id, "2027-01-08")}


@pytest.mark.parametrize(
    ("at", "found"),
    [(timedelta(hours=2, minutes=30), False), (timedelta(hours=3, minutes=30), True)],
    ids=["in lunch", "after it"],
)
def test_but_not_in_lunch(world: World, store: Store, people: Company, at: timedelta, found: bool) -> None:
    world.review_at(State.GOALS_AGREED)
    send_nudges(acting(store, now=THURSDAY - HOUR))
    send_nudges(acting(store, now=THURSDAY + timedelta(hours=2, minutes=20)))

    assert bool(nudged(store, now=THURSDAY + at)) is found


def test_whoever_chose_another_hour_is_looked_at_then(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
    with store.begin() as unit:
        unit.rhythms.choose(people.colleague.id, Rhythm(weekday=4, hour=17))
    send_nudges(acting(store, now=FRIDAY - HOUR))

    assert nudged(store, now=FRIDAY) == {(people.employee.id, "2027-01-08")}
    assert nudged(store, now=FRIDAY + HOUR) == {(people.colleague.id, "2027-01-08")}


def test_whoever_is_away_is_left_in_peace(world: World, store: Store, people: Company) -> None:
    world.review_at(State.GOALS_AGREED)
    with store.begin() as unit:
        span = (people.employee.id, FRIDAY.date(), date(2027, 1, 12))
        unit.absences.add([span], source=Source.FILE, by_id=None, at=FRIDAY)

    with store.read() as unit:
        [found] = planned_for(unit, acting(store, now=FRIDAY), [people.employee])

    assert nudged(store, now=FRIDAY) == set()
    assert [(each.why, each.until) for each in found.decision.quiet] == [(Quiet.AWAY, date(2027, 1, 12))]


def test_what_cannot_wait_is_said_at_once_and_once_to_who_has_it(store: Store, people: Company) -> None:
    number = filed(store, people.employee, now=FRIDAY - 3 * HOUR)
    with store.begin() as unit:
        unit.session.get_one(RequestRow, number).urgency = Urgency.NOW
    late = FRIDAY - HOUR

    send_nudges(acting(store, now=FRIDAY - 2 * HOUR - timedelta(minutes=20)))
    assert payloads(store, "UrgentNudged") == []
    for moment in (late, late + timedelta(minutes=5)):
        send_nudges(acting(store, now=moment))

    [said] = payloads(store, "UrgentNudged")
    assert (said["to"], said["request_id"]) == (people.product_manager.id, number)
    assert nudged(store, now=FRIDAY) == set()


def test_a_beat_at_which_nothing_is_due_asks_little_however_many_there_are(
    world: World, store: Store, people: Company
) -> None:
    def statements(now: datetime) -> int:
        with counted(store.engine) as asked:
            send_nudges(acting(store, now=now))
        return len(asked)

    world.open_quarter(people.employee)
    send_nudges(acting(store, now=FRIDAY))
    few = statements(FRIDAY + timedelta(minutes=5))
    many_people = [person(store, f"P{number} Wang", manager=people.manager) for number in range(30)]
    world.open_quarter(*many_people, name="2026Q3")

    many = statements(FRIDAY + timedelta(minutes=10))

    assert few == many <= 8


def test_the_company_may_allow_fewer_reminders_a_week(world: World, store: Store, people: Company) -> None:
    world.review_at(State.GOALS_AGREED)
    sparing = replace(store.policy, schedule=replace(store.policy.schedule, nudges_a_week=1))
    assert nudged(store, now=THURSDAY, policy=sparing) == {(people.employee.id, "2027-01-07")}

    assert nudged(store, now=FRIDAY, policy=sparing) == set()


def test_the_hours_at_which_somebody_is_spoken_to_are_known(store: Store, people: Company) -> None:
    assert hours_of_speech(acting(store, now=FRIDAY)) == {10, 16}

    with store.begin() as unit:
        unit.rhythms.choose(people.employee.id, Rhythm(weekday=1, hour=12))
    assert hours_of_speech(acting(store, now=FRIDAY)) == {10, 14, 16}
