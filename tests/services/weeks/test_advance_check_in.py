"""Check-ins follow their people to a new manager, away and back; and what is owed is rebuilt from them."""

from datetime import date

import pytest

from bot.domain.obligations import Subject
from bot.domain.people import Person
from bot.domain.weeks.check_in_way import Event
from bot.errors import Refusal
from bot.services.obligations import rebuild
from bot.services.weeks.advance_check_in import advance, hand_over, leave_or_return
from bot.services.weeks.check_in_facts import read_check_in
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.check_ins import FRIDAY, MONDAY, Weeks, typed
from tests.builders.nudges import nudged
from tests.builders.people import Company
from tests.builders.told import told

FINE = typed("on_track", "on_track")


@pytest.fixture
def weeks(store: Store, people: Company) -> Weeks:
    found = Weeks(store, people)
    found.asked()
    return found


def goes_to(weeks: Weeks, person: Person, manager: Person) -> None:
    with weeks.store.begin() as unit:
        unit.session.get_one(PersonRow, person.id).manager_id = manager.id
        hand_over(unit, person.id, manager, weeks.by(None))


def is_gone(weeks: Weeks, person: Person, on: date | None) -> None:
    with weeks.store.begin() as unit:
        unit.session.get_one(PersonRow, person.id).left_on = on
        unit.session.flush()
        leave_or_return(unit, person.id, weeks.by(None))


def test_what_is_taken_still_goes_to_a_new_manager_once(weeks: Weeks, people: Company) -> None:
    goes_to(weeks, people.employee, people.boss)
    goes_to(weeks, people.employee, people.boss)

    assert weeks.of(people.employee).manager_id == people.boss.id
    with weeks.store.read() as unit:
        waiting = unit.obligations.waiting([people.employee.id])
    others = [each.other for each in waiting if each.obligation.subject is Subject.CHECK_IN]
    assert others == ["Zhao Min"]
    cards = {what for what, _ in told(weeks.store) if what.startswith("digest")}
    assert cards == {f"digest:{people.manager.id}:2027-01-04", f"digest:{people.boss.id}:2027-01-04"}


def test_the_old_manager_reads_it_no_more_and_the_new_one_does(weeks: Weeks, people: Company) -> None:
    weeks.gives(people.employee, FINE)
    number = weeks.of(people.employee).id

    goes_to(weeks, people.employee, people.boss)

    assert read_check_in(weeks.by(people.boss), check_in_id=number).manager == people.boss
    with pytest.raises(Refusal, match=r"check_in\.not_yours_to_read"):
        read_check_in(weeks.by(people.manager), check_in_id=number)


def test_past_weeks_stay_with_whoever_had_them(weeks: Weeks, people: Company) -> None:
    weeks.gives(people.employee, FINE)
    later = weeks.by(None, MONDAY.replace(day=20))

    with weeks.store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, later)

    assert weeks.of(people.employee).manager_id == people.manager.id


def test_nothing_is_asked_of_somebody_who_left_and_it_is_asked_again_when_they_return(
    weeks: Weeks, people: Company
) -> None:
    is_gone(weeks, people.employee, FRIDAY.date())
    assert weeks.owes(people.employee) == []

    is_gone(weeks, people.employee, None)
    assert weeks.owes(people.employee) == ["check_in"]


def test_the_reminder_that_asked_shows_at_once_that_it_is_done(weeks: Weeks, people: Company) -> None:
    nudged(weeks.store, now=FRIDAY)
    before = len(told(weeks.store))

    weeks.gives(people.employee, FINE)
    weeks.gives(people.employee, typed("off", "on_track"))

    of_reminders = [each for each in told(weeks.store, after=before) if each[0].startswith("nudge")]
    assert of_reminders == [(f"nudge:{people.employee.id}:2027-01-08", people.employee.id)]


def test_what_is_owed_is_what_the_states_imply(weeks: Weeks, people: Company) -> None:
    weeks.gives(people.colleague, FINE)
    with weeks.store.begin() as unit:
        unit.obligations.close_rows(unit.obligations.open_rows(), now=FRIDAY)

    rebuild(weeks.by(None))

    assert weeks.owes(people.employee) == ["check_in"]
    assert weeks.owes(people.colleague) == []


def test_nothing_is_said_to_what_was_not_answered(weeks: Weeks, people: Company) -> None:
    with weeks.store.begin() as unit:
        check_in = unit.check_ins.get(weeks.of(people.employee).id)
        with pytest.raises(Refusal, match=r"check_in\.not_now"):
            advance(unit, check_in, Event.THANK, weeks.by(people.manager))
