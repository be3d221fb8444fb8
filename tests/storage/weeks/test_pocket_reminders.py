"""Who was told of an empty pocket, and whose goals run when."""

from datetime import date

from bot.domain.weeks.pocket_reminder import Running
from tests.builders.acting import MONDAY
from tests.builders.world import World

FEBRUARY = date(2027, 2, 5)


def test_one_is_told_once_a_month(world: World) -> None:
    chen, wu = world.people.employee.id, world.people.colleague.id
    with world.store.begin() as unit:
        unit.pocket_reminders.record([chen], day=FEBRUARY)
        unit.pocket_reminders.record([wu, chen], day=date(2027, 2, 12))
        unit.pocket_reminders.record([], day=FEBRUARY)

    with world.store.read() as unit:
        assert unit.pocket_reminders.was_told(chen, day=FEBRUARY)
        assert not unit.pocket_reminders.was_told(chen, day=date(2027, 2, 12))
        assert unit.pocket_reminders.was_told(wu, day=date(2027, 2, 12))
        assert unit.pocket_reminders.last(chen) == FEBRUARY
        assert unit.pocket_reminders.last(world.people.hr.id) is None


def test_silence_holds_until_it_is_taken_back(world: World) -> None:
    chen, wu = world.people.employee.id, world.people.colleague.id
    with world.store.begin() as unit:
        for _ in range(2):
            unit.pocket_reminders.silence(chen, at=MONDAY)
        assert unit.pocket_reminders.silent([chen, wu]) == {chen}
        unit.pocket_reminders.speak(chen)
        assert unit.pocket_reminders.silent([chen, wu]) == frozenset()


def test_the_period_of_somebodys_goals_runs_between_its_days(world: World) -> None:
    chen, wu = world.people.employee, world.people.colleague
    world.open_goals(chen)

    with world.store.read() as unit:
        assert unit.pocket_reminders.running([chen.id, wu.id], day=FEBRUARY) == {
            chen.id: Running(period="2027Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
        }
        assert unit.pocket_reminders.running([chen.id], day=date(2027, 4, 1)) == {}
