"""Everybody in a cycle is asked for their goals, whoever comes later, too."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.obligations import Kind
from bot.services.goals.open_goals import ask_newcomers, begin_goals
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import open_due_scoring
from storage.models.people import PersonRow
from tests.builders.people import person
from tests.builders.world import World

JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
LATE = datetime(2027, 2, 22, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)


def test_nobody_is_asked_who_has_no_manager_to_agree_with(world: World) -> None:
    world.open_goals(world.people.employee)
    cycle_id = world.goals_of(world.people.employee).cycle_id

    with world.store.begin() as unit:
        asked = begin_goals(
            unit, world.acting(at=JANUARY), cycle_id=cycle_id, people=[world.people.boss, world.people.admin]
        )

    assert [each.employee_id for each in asked] == [world.people.admin.id]


def test_whoever_comes_later_is_asked_once_and_has_some_days_all_the_same(world: World) -> None:
    person(world.store, "First Comer", manager=world.people.manager, kpis=())
    open_cycle(world.acting(at=JANUARY), name="2027Q1")
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
        assert ask_newcomers(unit, world.acting(at=JANUARY)) == []
    open_cycle(world.acting(at=JANUARY), name="2027Q1")
    open_due_scoring(world.acting(at=MARCH))
    person(world.store, "Late Comer", manager=world.people.manager, kpis=())

    with world.store.begin() as unit:
        assert ask_newcomers(unit, world.acting(at=MARCH)) == []


def test_whoever_left_is_not_asked(world: World) -> None:
    person(world.store, "First Comer", manager=world.people.manager, kpis=())
    open_cycle(world.acting(at=JANUARY), name="2027Q1")
    gone = person(world.store, "Late Comer", manager=world.people.manager, kpis=())
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, gone.id).left_on = date(2027, 1, 20)

    with world.store.begin() as unit:
        assert ask_newcomers(unit, world.acting(at=LATE)) == []
