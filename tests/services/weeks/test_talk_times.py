"""Times at which both can talk: not on a day on which either is on leave."""

from datetime import date

from bot.domain.absences import Source
from bot.services.weeks.talk_times import suiting_times
from tests.builders.world import FRIDAY, World

MONDAY = date(2027, 1, 11)


def test_a_day_on_which_either_is_away_is_passed_over(world: World) -> None:
    people = world.people
    leave = (people.employee.id, MONDAY, MONDAY)
    with world.store.begin() as unit:
        before = suiting_times(unit, world.acting(), manager=people.manager, employee=people.employee)
        unit.absences.add([leave], source=Source.FILE, by_id=None, at=FRIDAY)
        after = suiting_times(unit, world.acting(), manager=people.manager, employee=people.employee)

    assert [at.astimezone(people.manager.zone).date().day for at in before] == [11, 12, 13]
    assert [at.astimezone(people.manager.zone).date().day for at in after] == [12, 13, 14]
