"""Whoever watches the figures sees how far asking reaches."""

from datetime import UTC, datetime, timedelta

from prometheus_client import CollectorRegistry

from bot import meters
from bot.domain.goals.way import State
from bot.jobs.reach import measure_reach
from storage.models.nudging import NudgeRow
from tests.builders.goals import TUESDAY
from tests.builders.people import Company
from tests.builders.world import World

LATE = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)


def told() -> CollectorRegistry:
    registry = CollectorRegistry()
    meters.register(registry)
    return registry


def test_of_the_newest_period_and_of_its_year_the_whole_company_is_counted(
    world: World, people: Company
) -> None:
    world.open_goals(people.employee, people.colleague)
    world.goals_at(State.SENT, of=people.employee)
    with world.store.begin() as unit:
        at = TUESDAY - timedelta(hours=1)
        unit.session.add(NudgeRow(person_id=people.employee.id, day=at.date(), at=at))

    measure_reach(world.acting(at=LATE))

    registry = told()
    for period in ("2027Q1", "2027"):
        steps = {
            state: registry.get_sample_value("steward_reach_steps", {"period": period, "state": state})
            for state in ("on_time", "late", "open")
        }
        assert steps["on_time"] == 1
        assert steps["late"]
        assert registry.get_sample_value("steward_reach_reminders_per_step", {"period": period}) == 1
        assert registry.get_sample_value("steward_reach_median_days", {"period": period}) is not None


def test_where_nothing_was_opened_nothing_is_told(world: World) -> None:
    measure_reach(world.acting(at=LATE))

    assert told().get_sample_value("steward_reach_steps", {"period": "2027", "state": "late"}) is None


def test_of_too_few_people_nothing_is_told(world: World, people: Company) -> None:
    world.open_goals(people.employee)

    measure_reach(world.acting(at=LATE))

    steps = [told().get_sample_value("steward_reach_steps", {"period": "2027Q1", "state": "late"})]
    assert steps == [None]
