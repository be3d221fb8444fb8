"""Reach: counted as somebody would count it by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.nudging.reach import Reach, Step, Worker, counted, heads, reach, working_days_between
from bot.domain.obligations import Kind, Subject
from bot.domain.people import Grade

MONDAY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
NOW = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
CALENDARS = {"CN": Calendar("CN")}
MARKETING, WEBSITE, TECHNICAL = "Marketing", "Website", "Technical"


def step(number: int, **rest: Any) -> Step:
    values: dict[str, Any] = {
        "id": number,
        "person_id": number,
        "department": MARKETING,
        "timezone": "Asia/Shanghai",
        "country": "CN",
        "kind": Kind.GOALS,
        "subject": Subject.GOALS,
        "subject_id": number,
        "since": MONDAY,
        "due_on": date(2027, 1, 18),
        "lapses_on": None,
        "done_at": None,
        "other_left_on": None,
    }
    return Step(**{**values, **rest})


def worker(number: int, department: str = MARKETING, **rest: Any) -> Worker:
    values: dict[str, Any] = {"manager_id": None, "grade": Grade.STAFF}
    return Worker(id=number, department=department, **{**values, **rest})


WORKERS = [worker(number) for number in range(1, 5)]


def test_a_deputy_does_not_head_whom_they_report_to() -> None:
    deputy = worker(1, grade=Grade.SENIOR, manager_id=2)
    head = worker(2, grade=Grade.SENIOR)
    staff = [worker(3, manager_id=1), worker(4, manager_id=2)]

    assert heads([deputy, head, *staff])[MARKETING] == {2}


def found(
    steps: Sequence[Step],
    workers: Sequence[Worker] = WORKERS,
    nudges: dict[int, list[datetime]] | None = None,
    *,
    least: int = 1,
) -> tuple[list[Reach], Reach]:
    return reach(list(counted(steps)), workers, nudges or {}, CALENDARS, now=NOW, least=least)


def test_in_time_late_and_still_open_are_told_apart() -> None:
    steps = [
        step(1, done_at=datetime(2027, 1, 18, 15, 59, tzinfo=UTC)),
        step(2, done_at=datetime(2027, 1, 18, 16, 0, tzinfo=UTC)),
        step(3),
        step(4, due_on=date(2027, 2, 1)),
    ]

    [marketing], whole = found(steps)

    assert (marketing.on_time, marketing.late, marketing.open, marketing.completed) == (1, 2, 1, 2)
    assert (marketing.people, marketing.steps) == (4, 4)
    assert round(marketing.late_share, 2) == 0.67
    assert replace(whole, name=MARKETING) == marketing


def test_days_are_working_days_by_nearest_rank_and_reminders_those_that_came_while_it_waited() -> None:
    days = (0, 1, 4, 10)
    steps = [step(number, done_at=MONDAY + timedelta(days=each)) for number, each in enumerate(days, start=1)]
    nudges = {4: [MONDAY - timedelta(days=3), MONDAY + timedelta(days=4), MONDAY + timedelta(days=11)]}

    [marketing], _ = found(steps, nudges=nudges)

    assert marketing.median_days == 1
    assert (marketing.nudges, marketing.nudges_per_step) == (1, 0.25)


def test_where_nothing_is_done_nothing_is_said_of_days_and_reminders() -> None:
    [marketing], _ = found([step(1)])

    assert (marketing.median_days, marketing.nudges_per_step) == (None, None)
    assert found([])[0] == []


def test_a_check_in_that_lapsed_was_not_done() -> None:
    lapsed = step(1, lapses_on=date(2027, 1, 20), done_at=datetime(2027, 1, 21, 2, 0, tzinfo=UTC))

    [marketing], _ = found([lapsed])

    assert (marketing.late, marketing.completed) == (1, 0)


def test_what_went_over_to_another_is_that_ones_and_what_ended_as_somebody_left_is_nobodys() -> None:
    moved = MONDAY + timedelta(days=2)
    agreement = {"kind": Kind.GOALS_AGREEMENT, "subject_id": 7}
    steps = [
        step(1, **agreement, done_at=moved),
        step(2, **agreement, since=moved, done_at=moved + timedelta(days=1)),
        step(3, kind=Kind.APPROVAL, subject=Subject.REVIEW, done_at=moved, other_left_on=moved.date()),
    ]

    [marketing], _ = found(steps)

    assert (marketing.steps, marketing.completed) == (1, 1)


def test_figures_that_several_owe_are_each_ones_own() -> None:
    figures = {"kind": Kind.FIGURES, "subject": Subject.FIGURES, "subject_id": 9}
    steps = [
        step(1, **figures, done_at=MONDAY + timedelta(days=1)),
        step(2, **figures, done_at=MONDAY + timedelta(days=2)),
    ]

    [marketing], _ = found(steps)

    assert marketing.completed == 2


def test_small_departments_are_counted_together_and_never_alone() -> None:
    workers = [
        *(worker(number) for number in range(1, 6)),
        *(worker(number, WEBSITE) for number in (6, 7)),
        worker(8, TECHNICAL),
    ]
    steps = [step(each.id, department=each.department) for each in workers]

    groups, whole = found(steps, workers, least=3)
    assert {(each.name, each.people) for each in groups} == {(MARKETING, 5), (None, 3)}
    assert whole.people == 8

    without = [each for each in workers if each.department != WEBSITE]
    groups, _ = found([each for each in steps if each.department != WEBSITE], without, least=3)
    assert [(each.name, each.people) for each in groups] == [(None, 6)]


def test_the_latest_department_comes_first() -> None:
    workers = [worker(1), worker(2, WEBSITE), worker(3, TECHNICAL)]
    steps = [
        step(1, done_at=MONDAY),
        step(2, department=WEBSITE),
        step(3, department=TECHNICAL, due_on=date(2027, 3, 1)),
    ]

    groups, _ = found(steps, workers)

    assert [each.name for each in groups] == [WEBSITE, MARKETING, TECHNICAL]


def test_the_nearest_senior_superior_heads_a_department_else_who_leads_in_it() -> None:
    workers = [
        worker(1, "Management", grade=Grade.SENIOR),
        worker(2, manager_id=1),
        worker(3, manager_id=2),
        worker(4, WEBSITE, grade=Grade.SENIOR, manager_id=1),
        worker(5, WEBSITE, manager_id=4),
        worker(6, TECHNICAL),
        worker(7, TECHNICAL, manager_id=6),
    ]

    assert heads(workers) == {
        "Management": frozenset(),
        MARKETING: {1},
        WEBSITE: {4},
        TECHNICAL: {6},
    }


def test_without_a_senior_one_lead_heads_all_the_others_or_nobody_does() -> None:
    """A lead of a team is no head: they would read of people who are not theirs."""
    one_above = [worker(1), worker(2, manager_id=1), worker(3, manager_id=2), worker(4, manager_id=2)]
    assert heads(one_above) == {MARKETING: {1}}

    through_another = [worker(1), worker(9, WEBSITE, manager_id=1), *one_above[2:], worker(2, manager_id=9)]
    through_another.append(worker(5, manager_id=1))
    assert heads(through_another)[MARKETING] == {1}

    equals = [*one_above[:2], worker(3), worker(4, manager_id=3)]
    assert heads(equals) == {MARKETING: frozenset()}

    in_a_circle = [worker(1, manager_id=2), worker(2, manager_id=1)]
    assert heads(in_a_circle) == {MARKETING: frozenset()}


DEPARTMENTS = (MARKETING, WEBSITE, TECHNICAL)
HOURS = st.integers(0, 28 * 24)
STEPS = st.builds(
    lambda person, since, lasts, due, is_done: (person, since, lasts, due, is_done),
    st.integers(0, 8),
    HOURS,
    st.integers(0, 20 * 24),
    st.integers(0, 35),
    st.booleans(),
)


def made(number: int, drawn: tuple[int, int, int, int, bool]) -> Step:
    person, since, lasts, due, is_done = drawn
    begun = MONDAY + timedelta(hours=since)
    return step(
        number,
        person_id=person,
        department=DEPARTMENTS[person % 3],
        since=begun,
        due_on=MONDAY.date() + timedelta(days=due),
        done_at=begun + timedelta(hours=lasts) if is_done else None,
    )


@given(
    drawn=st.lists(STEPS, max_size=25),
    nudged=st.lists(st.tuples(st.integers(0, 8), HOURS), max_size=25),
    least=st.integers(1, 4),
)
def test_every_figure_is_what_a_slow_clerk_counts(
    drawn: list[tuple[int, int, int, int, bool]], nudged: list[tuple[int, int]], least: int
) -> None:
    workers = [worker(number, DEPARTMENTS[number % 3]) for number in range(9)]
    steps = [made(number, each) for number, each in enumerate(drawn, start=1)]
    nudges: dict[int, list[datetime]] = {}
    for person, hour in sorted(nudged, key=lambda each: each[1]):
        nudges.setdefault(person, []).append(MONDAY + timedelta(hours=hour))

    groups, whole = found(steps, workers, nudges, least=least)

    assert whole.steps == len(steps)
    if groups:
        assert sum(each.steps for each in groups) == whole.steps
        assert sum(each.nudges for each in groups) == whole.nudges
    else:
        assert len({one.person_id for one in steps}) < least or not steps
    for each in (*(group for group in groups if group.name), whole):
        clerk(each, [one for one in steps if each.name in (None, one.department)], nudges)
    people = {name: {one.person_id for one in steps if one.department == name} for name in DEPARTMENTS}
    assert all(len(people[each.name]) >= least for each in groups if each.name)


def clerk(figures: Reach, steps: list[Step], nudges: dict[int, list[datetime]]) -> None:
    """One step after the other, one day after the other."""
    zone = ZoneInfo("Asia/Shanghai")
    on_time = late = waits = reminders = 0
    days = []
    for each in steps:
        last = (each.done_at or NOW).astimezone(zone).date()
        if last > each.due_on:
            late += 1
        elif each.done_at is not None:
            on_time += 1
        else:
            waits += 1
        if each.done_at is not None:
            reminders += sum(each.since <= at < each.done_at for at in nudges.get(each.person_id, []))
            day, spent = each.since.astimezone(zone).date(), 0
            while day < last:
                day += timedelta(days=1)
                spent += CALENDARS["CN"].is_working_day(day)
            days.append(spent)
    assert (figures.on_time, figures.late, figures.open, figures.nudges) == (on_time, late, waits, reminders)
    below = [each for each in sorted(days) if sum(other <= each for other in days) * 2 >= len(days)]
    assert figures.median_days == (below[0] if days else None)


def test_a_day_itself_is_no_day_in_between() -> None:
    friday, monday = date(2027, 1, 8), date(2027, 1, 11)

    assert working_days_between(friday, friday, CALENDARS["CN"]) == 0
    assert working_days_between(friday, monday, CALENDARS["CN"]) == 1
