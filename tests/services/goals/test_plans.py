"""The plan as it is read: which period, whose goals, and what of it one may know."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.goals.plan_view import Chosen, PlanView, Showing
from bot.domain.people import Grade, Person
from bot.domain.quantities import Quantity
from bot.services.goals.plans import goals_above, read_plan
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import agreed, kpi, open_goals_of, proposed
from tests.builders.people import Company, person
from tests.builders.plans import by_hand, goal, retired
from tests.builders.world import World

NOW = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)


def seen_by(store: Store, who: Person | None, **chosen: Any) -> PlanView:
    return read_plan(acting(store, by=who, now=NOW), Chosen(**chosen))


def keys(view: PlanView) -> list[str]:
    return [row.goal.key for row in view.rows]


@pytest.fixture
def plan(store: Store, people: Company) -> None:
    by_hand(
        store,
        goal("company", target="300"),
        goal("visits", department="Marketing", period="2027Q1", parent="company"),
        goal("launches", department="Website Product", period="2027Q1", parent="company"),
        goal("later", department="Marketing", period="2027Q3", parent="company"),
        old := goal("old", department="Marketing", period="2027Q1"),
    )
    retired(store, old)


def taking_up(key: str, target: str = "60") -> Any:
    return kpi("k1", 60, target=target, unit="pieces", quantity=Quantity.COUNT, goal_key=key)


@pytest.mark.usefixtures("plan")
def test_hr_sees_all_of_the_present_period_and_others_what_is_theirs(store: Store, people: Company) -> None:
    assert keys(seen_by(store, people.hr)) == ["company", "visits", "launches"]
    assert keys(seen_by(store, None)) == ["company", "visits", "launches"]
    assert keys(seen_by(store, people.employee)) == ["company", "visits"]
    assert keys(seen_by(store, people.employee, whose="")) == ["company", "visits", "launches"]
    assert keys(seen_by(store, people.hr, period="2027Q3", whose="Marketing")) == ["company", "later"]
    assert seen_by(store, people.employee, period="nonsense").chosen.period == "2027Q1"


@pytest.mark.usefixtures("plan")
def test_only_hr_sees_what_was_retired_and_may_change_the_plan(store: Store, people: Company) -> None:
    for_hr = seen_by(store, people.hr, showing=Showing.RETIRED)
    assert (keys(for_hr), for_hr.may_change) == (["old"], True)

    for_others = seen_by(store, people.manager, showing=Showing.RETIRED)

    assert (keys(for_others), for_others.may_change) == (["company", "visits"], False)


@pytest.mark.usefixtures("plan")
def test_what_nobody_took_up_is_told_to_hr_and_to_who_leads(store: Store, people: Company) -> None:
    (goals,) = open_goals_of(store, people.employee)
    agreed(store, goals, people.employee, (taking_up("visits"), kpi("k2", 40)))

    hr, head = seen_by(store, people.hr), seen_by(store, people.manager)
    employee, admin = seen_by(store, people.employee), seen_by(store, people.admin)

    assert (hr.open_count, head.open_count, head.uneven_count) == (1, 0, 1)
    assert [name for row in head.rows if row.taken for part in row.taken.parts for name in part.owners] == [
        "Marketing",
        "Website Product",
        "Marketing",
        "Chen Jie",
    ]
    assert (employee.open_count, admin.open_count) == (None, None)
    assert all(row.taken is None for view in (employee, admin) for row in view.rows)


@pytest.mark.usefixtures("plan")
def test_a_head_is_told_nothing_of_another_departments_people(store: Store, people: Company) -> None:
    (goals,) = open_goals_of(store, people.developer)
    agreed(store, goals, people.developer, (taking_up("company"), kpi("k2", 40)))

    head = seen_by(store, people.manager, whose="")

    company = next(row.taken for row in head.rows if row.goal.key == "company")
    assert company is not None
    assert "He Jun" not in [name for part in company.parts for name in part.owners]
    assert next(row.taken for row in head.rows if row.goal.key == "launches") is None


@pytest.mark.usefixtures("plan")
def test_what_needs_a_look_is_listed_alone(store: Store, people: Company) -> None:
    assert keys(seen_by(store, people.hr, showing=Showing.OPEN)) == ["visits", "launches"]
    assert keys(seen_by(store, people.manager, showing=Showing.OPEN)) == ["visits"]


@pytest.mark.usefixtures("plan")
def test_only_agreed_sheets_of_who_is_there_count(world: World) -> None:
    store, people = world.store, world.people
    sheet = (taking_up("visits"), kpi("k2", 40))
    chen, wu = open_goals_of(store, people.employee, people.colleague)
    proposed(store, chen.id, people.employee, sheet)
    assert seen_by(store, people.hr).open_count == 2

    agreed(store, wu, people.colleague, sheet)
    assert seen_by(store, people.hr).open_count == 1

    world.leaves(people.colleague)
    assert seen_by(store, people.hr).open_count == 2


def test_where_there_is_no_plan_it_says_so(store: Store, people: Company) -> None:
    view = seen_by(store, people.employee)

    assert (view.is_empty, view.chosen.period, list(view.rows)) == (True, "", [])


@pytest.mark.usefixtures("plan")
def test_a_kpi_can_hang_on_its_own_departments_goals_and_the_companys(store: Store, people: Company) -> None:
    with store.read() as unit:
        assert [each.key for each in goals_above(unit, people.employee, period="2027Q1")] == [
            "visits",
            "company",
        ]
        assert [each.key for each in goals_above(unit, people.employee, period="2027H1")] == ["company"]
        assert goals_above(unit, people.employee, period="2026Q4") == []


@pytest.mark.usefixtures("plan")
def test_whoever_leads_nobody_in_a_department_is_no_head_of_it(store: Store, people: Company) -> None:
    alone = person(store, "Ma Li", department="Website Product", manager=people.boss, grade=Grade.SENIOR)

    assert seen_by(store, alone).open_count is None
