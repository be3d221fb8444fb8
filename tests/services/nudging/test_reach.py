"""Who sees how far asking reaches, and of which period."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from bot.domain.goals.way import State
from bot.domain.nudging.reach import PeriodReach, ReachOnHome
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.nudging.reach import reach_on_home, read_reach
from storage.models.nudging import NudgeRow
from storage.models.obligations import ObligationRow
from tests.builders.counting import statements
from tests.builders.goals import TUESDAY
from tests.builders.people import HR, MARKETING, Company, person
from tests.builders.world import World

LATE = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)


def read(world: World, by: Person | None, *, period: str | None = None) -> PeriodReach:
    return read_reach(world.acting(by, at=LATE), period=period)


def test_hr_sees_every_department_and_the_whole(world: World, people: Company) -> None:
    world.open_goals(people.employee, people.colleague, people.manager)
    goals = world.goals_at(State.SENT, of=people.employee)
    with world.store.begin() as unit:
        at = TUESDAY - timedelta(hours=1)
        unit.session.add(NudgeRow(person_id=people.employee.id, day=at.date(), at=at))

    found = read(world, people.hr)

    assert found.period == "2027Q1"
    assert found.whole is not None
    [marketing] = [each for each in found.departments if each.name == MARKETING]
    assert marketing.completed == 1
    assert marketing.people == 4
    assert (marketing.on_time, marketing.nudges) == (1, 1)
    assert marketing.late >= 3
    assert world.reload(goals).state is State.SENT


def test_a_head_sees_their_own_department_and_nothing_of_the_others(world: World, people: Company) -> None:
    world.open_goals(people.employee, people.hr)

    found = read(world, people.boss)

    assert MARKETING in [each.name for each in found.departments]
    assert found.whole is None


def test_who_heads_nothing_is_told_whose_it_is(world: World, people: Company) -> None:
    for who in (people.employee, people.manager, people.developer):
        with pytest.raises(Refusal, match=r"reach\.not_yours"):
            read(world, who)


def test_without_a_cycle_there_is_nothing_to_count_and_a_period_may_be_named(
    world: World, people: Company
) -> None:
    with pytest.raises(Refusal, match=r"reach\.none"):
        read(world, people.hr)

    assert read(world, people.hr, period="2026q4").departments == ()
    with pytest.raises(Refusal, match=r"cycle\.name"):
        read(world, people.hr, period="soon")


def test_what_was_withdrawn_or_is_of_somebody_who_left_is_not_counted(world: World, people: Company) -> None:
    world.goals_at(State.WITHDRAWN, of=people.employee)

    found = read(world, people.hr, period="2027Q1")

    assert found.departments == ()


def test_hrs_home_leads_to_the_newest_period(world: World, people: Company) -> None:
    with world.store.read() as unit:
        assert reach_on_home(unit, people.hr, world.acting(at=LATE)) is None
    world.goals_at(State.OPEN, of=people.employee)

    with world.store.read() as unit:
        assert reach_on_home(unit, people.employee, world.acting(at=LATE)) is None
        assert reach_on_home(unit, people.hr, world.acting(at=LATE)) == ReachOnHome(period="2027Q1")


def test_the_number_of_queries_does_not_grow_with_the_people(world: World, people: Company) -> None:
    more = [person(world.store, f"P{number} x", department=HR, manager=people.manager) for number in range(8)]
    world.open_goals(people.employee, *more)
    with statements(world.store.engine) as many:
        read(world, people.hr)
    with world.store.begin() as unit:
        unit.session.execute(delete(ObligationRow).where(ObligationRow.person_id != people.employee.id))
    with statements(world.store.engine) as few:
        read(world, people.hr)

    assert len(many) == len(few) <= 8


def test_a_year_is_all_its_periods_together(world: World, people: Company) -> None:
    world.open_goals(people.employee, people.colleague, people.manager)
    quarter = read(world, people.hr, period="2027Q1").whole

    year = read(world, people.hr, period="2027")

    assert year.period == "2027"
    assert year.whole is not None
    assert quarter is not None
    assert year.whole.steps >= quarter.steps > 0
    assert read(world, people.hr, period="2026").whole != year.whole
