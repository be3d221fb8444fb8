"""What is shown of check-ins, and to whom."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.home import Look
from bot.domain.people import Person
from bot.domain.policy import CheckIns, Policy
from bot.domain.weeks.check_in import CheckInOnHome, Outlook, SkipReason, TeamCheckIns
from bot.errors import Refusal
from bot.services.home import open_home
from bot.services.weeks.check_in import skip_check_in
from bot.services.weeks.check_in_facts import (
    check_in_on_home,
    last_words,
    read_check_in,
    team_check_ins_on_home,
)
from storage.unit import Store
from tests.builders.check_ins import FRIDAY, MONDAY, WEEK, Weeks, typed
from tests.builders.homes import drawn
from tests.builders.people import Company, person

A_WEEK = timedelta(days=7)
FINE, TROUBLED = typed("on_track", "on_track"), typed("off", "at_risk", k1="late", blockers="No photos")


def on_home(weeks: Weeks, who: Person, at: object = FRIDAY) -> CheckInOnHome | None:
    with weeks.store.read() as unit:
        return check_in_on_home(unit, who, weeks.by(who, at))  # type: ignore[arg-type]


def team_of(weeks: Weeks, who: Person, at: object = FRIDAY) -> TeamCheckIns | None:
    with weeks.store.read() as unit:
        return team_check_ins_on_home(unit, who, weeks.by(who, at), Look())  # type: ignore[arg-type]


def statements(weeks: Weeks) -> int:
    """How many the team's part of Home takes."""
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(weeks.store.engine, "before_cursor_execute", count)
    team_of(weeks, weeks.people.manager)
    event.remove(weeks.store.engine, "before_cursor_execute", count)
    return len(asked)


def test_both_sides_read_it_and_nobody_else(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    said = weeks.gives(people.employee, TROUBLED)

    for reader in (people.employee, people.manager):
        read = read_check_in(weeks.by(reader), check_in_id=said.check_in.id)
        assert read.answers == said.answers
    for other in (people.colleague, people.hr, people.boss, people.admin):
        with pytest.raises(Refusal, match=r"check_in\.not_yours_to_read"):
            read_check_in(weeks.by(other), check_in_id=said.check_in.id)


def test_home_leads_to_the_week_that_can_be_given(store: Store, people: Company) -> None:
    weeks, chen = Weeks(store, people), people.employee

    before = on_home(weeks, chen, FRIDAY - timedelta(days=2))
    assert before is not None
    assert (before.facts, before.week) == (None, WEEK)

    weeks.asked()
    assert (asked := on_home(weeks, chen)) is not None
    assert asked.facts is not None
    assert asked.is_about(asked.facts)

    assert (monday := on_home(weeks, chen, MONDAY)) is not None
    assert monday.week == WEEK, "last week waits still"
    weeks.gives(chen, FINE, at=MONDAY)
    assert (after := on_home(weeks, chen, MONDAY)) is not None
    assert after.week == WEEK.next
    assert after.facts is not None
    assert not after.is_about(after.facts)


def test_home_says_nothing_to_whoever_is_not_asked(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)

    assert on_home(weeks, people.hr) is None
    without = Weeks.__new__(Weeks)
    without.__dict__.update(weeks.__dict__, policy=Policy(check_ins=CheckIns(asked=False)))
    assert on_home(without, people.employee) is None


def test_after_the_period_what_was_said_last_is_shown_and_nothing_can_be_given(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people)
    weeks.gives(people.employee, FINE)

    later = on_home(weeks, people.employee, FRIDAY + 14 * A_WEEK)

    assert later is not None
    assert later.facts is not None
    assert later.week is None


def test_the_last_word_of_each_kpi_is_that_of_the_newest_answer(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    weeks.gives(people.employee, TROUBLED)
    skip_check_in(weeks.by(people.employee, FRIDAY + A_WEEK), week=WEEK.next, reason=SkipReason.LEAVE)

    with store.read() as unit:
        words = last_words(unit, people.employee)
        assert last_words(unit, people.colleague) == {}

    assert {key: (each.outlook, each.line, each.week) for key, each in words.items()} == {
        "k1": (Outlook.OFF, "late", WEEK),
        "k2": (Outlook.AT_RISK, "", WEEK),
    }


def test_a_manager_sees_one_line_a_person_who_needs_them_first(store: Store, people: Company) -> None:
    more = [person(store, f"Person{number} X", manager=people.manager) for number in range(3)]
    weeks = Weeks(store, people, people.employee, people.colleague, *more)
    weeks.asked()
    weeks.gives(people.employee, FINE)
    weeks.gives(people.colleague, TROUBLED)
    weeks.gives(more[0], typed("at_risk", "on_track"))
    skip_check_in(weeks.by(more[1]), week=WEEK, reason=SkipReason.TRAVEL)

    team = team_of(weeks, people.manager)

    assert team is not None
    names = ["Wu Min", "Person0 X", "Person2 X", "Chen Jie", "Person1 X"]
    assert [each.name for each in team.listed] == names
    assert (team.needing, team.silent) == (2, 1)
    assert team_of(weeks, people.employee) is None
    assert team_of(weeks, people.manager, FRIDAY + 3 * A_WEEK) is None


def test_home_asks_as_much_of_ten_people_as_of_one(store: Store, people: Company) -> None:
    more = [person(store, f"Person{number} X", manager=people.manager) for number in range(25)]
    weeks = Weeks(store, people, people.employee, *more)
    weeks.asked()
    weeks.gives(people.employee, FINE)

    few = statements(weeks)
    for each in more[:9]:
        weeks.gives(each, TROUBLED)
    many, team = statements(weeks), team_of(weeks, people.manager)

    assert few == many <= 3
    assert team is not None
    assert len(team.listed) == team.span.total == 26


def test_the_open_homes_of_both_are_drawn_anew_whatever_is_said_of_a_week(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people, people.employee)
    chen, liu = people.employee, people.manager
    for each in (chen, liu):
        open_home(weeks.by(each))

    for said in (
        lambda: weeks.asked(),
        lambda: weeks.gives(chen, FINE),
        lambda: weeks.gives(chen, TROUBLED),
        lambda: skip_check_in(weeks.by(chen), week=WEEK, reason=SkipReason.TRAVEL),
    ):
        drawn(store, at=FRIDAY)
        assert drawn(store, at=FRIDAY) == []
        said()
        assert drawn(store, at=FRIDAY) == sorted([chen.id, liu.id])
