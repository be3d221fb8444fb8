"""The first moment of a cycle: goals for everybody who has a manager, whoever comes later, too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event, State
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.services.goals.open_goals import ask_newcomers, begin_goals
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_due_scoring
from storage.models.delivery import OutboxRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.goals import OPENED, open_goals_of
from tests.builders.people import Company, person
from tests.builders.told import told
from tests.builders.world import World

LATE = datetime(2027, 2, 22, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)


def begun(world: World, *people: Person) -> list[Goals]:
    return open_goals_of(world.store, *people)


def test_everybody_who_has_a_manager_is_asked_for_their_goals(world: World, people: Company) -> None:
    goals = begun(world, people.employee, people.boss, people.manager)

    assert [(each.employee_id, each.manager_id, each.state, each.version) for each in goals] == [
        (people.employee.id, people.manager.id, State.OPEN, 1),
        (people.manager.id, people.boss.id, State.OPEN, 1),
    ]
    assert [name for name, _ in told(world.store)].count("GoalsOpened") == 2
    with world.store.read() as unit:
        history = [unit.goals.history(each.id) for each in goals]
    assert [[entry.event for entry in entries] for entries in history] == [[Event.OPEN], [Event.OPEN]]
    assert rebuild(world.acting(at=OPENED)) == 0


def test_nobody_at_all_is_no_trouble(world: World, people: Company) -> None:
    assert begun(world, people.boss) == []
    assert told(world.store) == []


def test_each_hears_of_it_at_the_opening_hour_of_their_own_next_working_day(
    world: World, people: Company
) -> None:
    abroad = person(world.store, "Weber Anna", manager=people.manager, timezone="Europe/Berlin", kpis=())
    begun(world, people.employee, abroad)

    with world.store.read() as unit:
        rows = {
            row.payload["to"]: row.due_at
            for row in unit.session.query(OutboxRow)
            if row.kind == "GoalsOpened"
        }

    assert rows == {
        people.employee.id: datetime(2027, 1, 5, 2, 0, tzinfo=UTC),
        abroad.id: datetime(2027, 1, 5, 9, 0, tzinfo=UTC),
    }


def test_and_owes_nothing_before(world: World, people: Company) -> None:
    begun(world, people.employee)

    def owed(at: datetime) -> list[Kind]:
        with world.store.read() as unit:
            mine = owed_by(unit, people.employee, world.acting(people.employee, at=at))
            return [each.kind for each in mine if each.kind is Kind.GOALS]

    assert owed(datetime(2027, 1, 5, 1, 59, tzinfo=UTC)) == []
    assert owed(datetime(2027, 1, 5, 2, 0, tzinfo=UTC)) == [Kind.GOALS]


@pytest.fixture
def statements(store: Store) -> list[str]:
    seen: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return seen


def test_the_number_of_statements_does_not_grow_with_the_people(
    world: World, people: Company, statements: list[str]
) -> None:
    def counted(name: str, staff: list[Person]) -> int:
        [first] = open_goals_of(world.store, people.employee, name=name)
        with world.store.begin() as unit:
            statements.clear()
            begin_goals(unit, world.acting(at=OPENED), cycle_id=first.cycle_id, people=staff)
        return len(statements)

    some = [person(world.store, f"P{number:03} Li", manager=people.manager, kpis=()) for number in range(30)]

    few, many = counted("2027Q2", some[:2]), counted("2027Q3", some)

    assert many <= few


def test_whoever_comes_later_is_asked_once_and_has_some_days_all_the_same(world: World) -> None:
    person(world.store, "First Comer", manager=world.people.manager, kpis=())
    open_cycle(world.acting(at=OPENED), name="2027Q1")
    late = person(world.store, "Late Comer", manager=world.people.manager, kpis=())
    person(world.store, "With Sheet", manager=world.people.manager)

    with world.store.begin() as unit:
        asked = ask_newcomers(unit, world.acting(at=LATE))
    with world.store.begin() as unit:
        again = ask_newcomers(unit, world.acting(at=LATE))

    assert [each.employee_id for each in asked] == [late.id]
    assert again == []
    assert ("GoalsOpened", late.id) in world.notices()
    with world.store.read() as unit:
        owed = owed_by(unit, late, world.acting(at=LATE + timedelta(days=1)))
    assert {each.kind for each in owed} == {Kind.GOALS, Kind.JOB_FORM}
    assert {each.due_on for each in owed} == {date(2027, 2, 25)}
    assert rebuild(world.acting(at=LATE)) == 0


def test_nobody_is_asked_once_scoring_is_open_or_where_nothing_is(world: World) -> None:
    person(world.store, "First Comer", manager=world.people.manager, kpis=())
    with world.store.begin() as unit:
        assert ask_newcomers(unit, world.acting(at=OPENED)) == []
    open_cycle(world.acting(at=OPENED), name="2027Q1")
    open_due_scoring(world.acting(at=MARCH))
    person(world.store, "Late Comer", manager=world.people.manager, kpis=())

    with world.store.begin() as unit:
        assert ask_newcomers(unit, world.acting(at=MARCH)) == []


def test_whoever_left_is_not_asked(world: World) -> None:
    person(world.store, "First Comer", manager=world.people.manager, kpis=())
    open_cycle(world.acting(at=OPENED), name="2027Q1")
    gone = person(world.store, "Late Comer", manager=world.people.manager, kpis=())
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, gone.id).left_on = date(2027, 1, 20)

    with world.store.begin() as unit:
        assert ask_newcomers(unit, world.acting(at=LATE)) == []
