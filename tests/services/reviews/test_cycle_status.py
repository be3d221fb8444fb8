"""How far everybody is: for whom, and of which cycle."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from bot.domain.goals.status import by_department
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Person
from bot.domain.reviews.cycles import GoalsDates
from bot.domain.reviews.way import Mark
from bot.errors import Refusal
from bot.services.people.organisation import colleagues
from bot.services.reviews.cycle_status import cycle_status, standing_cycles
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_due_scoring
from storage.models.reviews import CycleRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company, person
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of
from tests.builders.world import World


def test_the_status_counts_by_department_for_hr(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    fill(store, review_of(store, people.employee), by=people.employee)

    status = cycle_status(acting(store, by=people.hr), name=None)

    counts = {each.name: each.people for each in status.departments}
    assert counts == {"Human Resources": 1, "Marketing": 3, "Technical": 2, "Website Product": 1}
    assert status.count(Mark.OPEN) == 7


def test_a_manager_sees_their_reports_and_staff_themselves(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    of_the_team = cycle_status(acting(store, by=people.manager), name="2026Q4")
    own = cycle_status(acting(store, by=people.employee), name="2026q4")

    assert [each.name for each in of_the_team.people] == ["Chen Jie", "Liu Yang", "Wu Min"]
    assert [each.name for each in own.people] == ["Chen Jie"]


def test_a_status_before_the_first_cycle_or_of_an_unknown_one_is_refused(
    store: Store, people: Company
) -> None:
    with pytest.raises(Refusal, match=r"cycle\.none"):
        cycle_status(acting(store, by=people.hr), name=None)
    open_quarter(store, by=people.hr)
    with pytest.raises(Refusal, match=r"cycle\.unknown"):
        cycle_status(acting(store, by=people.hr), name="2025Q1")


def test_two_quarters_that_differ_in_writing_alone_are_each_found_by_their_own(
    store: Store, people: Company
) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")
    with store.begin() as unit:
        first = unit.session.scalars(select(CycleRow)).one()
        columns = {
            each.name: getattr(first, each.name) for each in CycleRow.__table__.columns if each.name != "id"
        }
        unit.session.add(CycleRow(**columns | {"name": "20２６Q4"}))

    found = {name: cycle_status(acting(store), name=name).name for name in ("2026Q4", "2026q4", "20２６Q4")}

    assert found == {"2026Q4": "2026Q4", "2026q4": "2026Q4", "20２６Q4": "20２６Q4"}


JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)


@pytest.fixture
def agreeing(world: World) -> World:
    """Two newcomers were asked for goals of 2027Q1, everybody else keeps the sheet of the file."""
    for name in ("New Comer", "Other Comer"):
        person(world.store, name, manager=world.people.manager, kpis=())
    open_cycle(world.acting(world.people.hr, at=JANUARY), name="2027Q1")
    return world


def test_a_cycle_in_goals_is_counted_by_how_far_they_are(agreeing: World) -> None:
    [newcomer] = [each for each in colleagues(agreeing.store) if each.name == "New Comer"]
    agreeing.goals_at(GoalsState.SENT, of=newcomer)

    status = cycle_status(agreeing.acting(agreeing.people.hr), name=None)

    assert (status.name, status.is_in_goals, status.people, status.kept) == ("2027Q1", True, (), 7)
    assert status.goals == GoalsDates(due=date(2027, 1, 18), scoring_opens_on=date(2027, 3, 29))
    assert by_department(status.agreeing) == {"Marketing": {GoalsMark.WAITS: 1, GoalsMark.DRAFTING: 1}}


def test_goals_are_seen_by_whom_they_concern(agreeing: World) -> None:
    def seen(by: Person) -> tuple[list[str], int]:
        status = cycle_status(agreeing.acting(by), name="2027Q1")
        return [each.name for each in status.agreeing], status.kept

    [newcomer] = [each for each in colleagues(agreeing.store) if each.name == "New Comer"]
    assert seen(agreeing.people.manager) == (["New Comer", "Other Comer"], 0)
    assert seen(newcomer) == (["New Comer"], 0)
    assert seen(agreeing.people.employee) == ([], 0)


def test_once_scoring_is_open_those_are_left_who_have_not_agreed(agreeing: World) -> None:
    [newcomer] = [each for each in colleagues(agreeing.store) if each.name == "New Comer"]
    agreeing.goals_at(GoalsState.AGREED, of=newcomer)
    open_due_scoring(agreeing.acting(at=MARCH))

    status = cycle_status(agreeing.acting(agreeing.people.hr), name=None)

    assert (status.is_in_goals, len(status.people), status.kept) == (False, 8, 0)
    assert [each.name for each in status.agreeing] == ["Other Comer"]


def test_without_a_name_the_cycle_that_is_scored_is_meant_and_the_other_is_named(world: World) -> None:
    world.open_quarter(world.people.employee)
    world.open_goals(world.people.employee)

    status = cycle_status(world.acting(world.people.hr), name=None)

    assert (status.name, status.others_in_goals) == ("2026Q4", ("2027Q1",))
    assert cycle_status(world.acting(world.people.hr), name="2026Q4").others_in_goals == ()


def test_hr_lists_every_cycle_that_stands_newest_first(world: World) -> None:
    world.open_quarter(world.people.employee)
    world.goals_at(GoalsState.WITHDRAWN)
    world.open_goals(world.people.employee, name="2027Q2")

    found = standing_cycles(world.acting(world.people.hr))

    assert [(each.name, each.is_in_goals) for each in found] == [("2027Q2", True), ("2026Q4", False)]
    with pytest.raises(Refusal, match=r"cycle\.not_hr"):
        standing_cycles(world.acting(world.people.manager))
