"""Whom the company asks how the week is, when, and what becomes of what nobody answers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.policy import CheckIns, Policy
from bot.domain.weeks.check_in import SkipReason
from bot.domain.weeks.check_in_way import State
from bot.services.weeks.check_in import skip_check_in
from bot.services.weeks.open_check_ins import let_lapse
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.check_ins import FRIDAY, MONDAY, WEEK, Weeks, typed
from tests.builders.people import HEAD_OFFICE, Company, person

NIGHT = timedelta(hours=16)
THURSDAY_NIGHT = FRIDAY - NIGHT - timedelta(minutes=1)
FINE = typed("on_track", "on_track")


def test_it_is_there_on_the_morning_of_somebodys_day_and_owed_from_their_hour_on(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people, people.employee)

    assert weeks.asked(THURSDAY_NIGHT) == 0
    assert weeks.asked(FRIDAY - NIGHT) == 1

    found = weeks.of(people.employee)
    assert (found.state, found.opens_at) == (State.OPEN, FRIDAY)
    assert (found.due_on, found.lapses_on) == (date(2027, 1, 8), date(2027, 1, 11))
    assert found.manager_id == people.manager.id
    assert weeks.owes(people.employee) == ["check_in"]


def test_asked_twice_it_is_there_once(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)

    assert (weeks.asked(), weeks.asked()) == (2, 0)

    assert weeks.owes(people.employee) == ["check_in"]


def test_a_beat_that_was_missed_heals_itself_within_the_week(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.employee)

    assert weeks.asked(FRIDAY + timedelta(days=1)) == 1
    assert weeks.of(people.employee).opens_at == FRIDAY


def test_nobody_is_asked_without_goals_that_both_have_signed(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.colleague, unsigned=[people.employee])

    assert weeks.asked() == 1
    assert weeks.look(people.employee) is None


def test_whoever_signed_after_their_moment_is_asked_the_week_after(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.employee)

    assert weeks.asked(FRIDAY - timedelta(days=7)) == 0
    assert weeks.asked() == 1


def test_nobody_is_asked_once_their_period_is_over(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.employee)

    # The quarter ends on Wednesday 31 March; that week is asked about on Friday 2 April.
    assert weeks.asked(datetime(2027, 4, 2, 8, 0, tzinfo=UTC)) == 0
    assert weeks.asked(datetime(2027, 3, 26, 8, 0, tzinfo=UTC)) == 1


@pytest.mark.parametrize("column", ["left_on", "deactivated_on", "manager_id"])
def test_nobody_is_asked_who_left_or_has_no_account_or_no_manager(
    store: Store, people: Company, column: str
) -> None:
    weeks = Weeks(store, people, people.employee)
    with store.begin() as unit:
        row = unit.session.get_one(PersonRow, people.employee.id)
        setattr(row, column, None if column == "manager_id" else date(2027, 1, 6))

    assert weeks.asked() == 0


@pytest.mark.parametrize(
    ("check_ins", "asked"),
    [
        (CheckIns(asked=False), 0),
        (CheckIns(departments_without=("marketing ",)), 0),
        (CheckIns(departments_without=("Technical",)), 2),
    ],
)
def test_a_company_can_do_without_for_all_or_for_some_departments(
    store: Store, people: Company, check_ins: CheckIns, asked: int
) -> None:
    weeks = Weeks(store, people, policy=Policy(check_ins=check_ins))

    assert weeks.asked() == asked


def test_each_is_asked_at_their_own_hour(store: Store, people: Company) -> None:
    anna = person(store, "Anna Berg", branch=HEAD_OFFICE, manager=people.manager, timezone="Europe/Berlin")
    weeks = Weeks(store, people, anna)

    assert weeks.asked() == 1

    assert weeks.of(anna).opens_at == datetime(2027, 1, 8, 15, 0, tzinfo=UTC)


def test_whoever_chose_a_day_and_an_hour_is_asked_then(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    with store.begin() as unit:
        unit.rhythms.choose(people.employee.id, Rhythm(weekday=2, hour=9))
    wednesday = FRIDAY - timedelta(days=2)

    assert weeks.asked(wednesday) == 1

    assert weeks.of(people.employee).opens_at == datetime(2027, 1, 6, 1, 0, tzinfo=UTC)


def test_whoever_is_away_is_asked_before_or_once_back_and_not_at_all_in_a_week_of_leave(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people)
    away = {people.employee.id: date(2027, 1, 7), people.colleague.id: date(2027, 1, 4)}
    with store.begin() as unit:
        for who, first in away.items():
            spans = [(who, first, date(2027, 1, 10))]
            unit.absences.add(spans, source=Source.FILE, by_id=None, at=FRIDAY)

    assert weeks.asked(FRIDAY - timedelta(days=2)) == 1
    assert weeks.asked() == 0

    assert weeks.of(people.employee).opens_at == datetime(2027, 1, 6, 8, 0, tzinfo=UTC)
    assert weeks.look(people.colleague) is None


def test_what_nobody_answered_is_over_after_the_first_working_day_of_the_next_week(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people)
    weeks.asked()
    weeks.gives(people.colleague, FINE)

    assert let_lapse(weeks.by(None, MONDAY)) == 0
    assert let_lapse(weeks.by(None, MONDAY + timedelta(hours=14))) == 1

    assert weeks.of(people.employee).state is State.LAPSED
    assert weeks.of(people.colleague).state is State.ANSWERED
    assert weeks.owes(people.employee) == []
    assert let_lapse(weeks.by(None, MONDAY + timedelta(hours=14))) == 0


def test_whoever_spoke_by_themselves_is_not_asked(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.employee)
    skip_check_in(weeks.by(people.employee, FRIDAY - timedelta(days=2)), week=WEEK, reason=SkipReason.TRAVEL)

    assert weeks.asked() == 0
    assert weeks.owes(people.employee) == []
