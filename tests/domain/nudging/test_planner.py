"""What is said to a person at a moment: each rule by itself, then all of them over any weeks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.absences import Absence, Source
from bot.domain.calendar import Calendar
from bot.domain.nudging.planner import (
    Decision,
    Manners,
    Nudge,
    Quiet,
    Reason,
    Situation,
    Snooze,
    Step,
    moment_of,
    plan,
)
from bot.domain.nudging.rhythm import Rhythm
from bot.domain.nudging.told import StepKey, Told
from bot.domain.obligations import Kind
from bot.domain.policy import Hours

SHANGHAI = ZoneInfo("Asia/Shanghai")
A_DAY = timedelta(days=1)
OFFICE = Hours().office


def at(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    """March 2027 in Shanghai begins on a Monday and has no holiday."""
    return datetime(2027, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def march(day: int) -> date:
    return date(2027, 3, day)


MONDAY = at(1, 14)


def step(*, since: datetime = MONDAY, due: date = date(2027, 3, 31), **changes: Any) -> Step:
    values: dict[str, Any] = {"subject_id": 7, "since": since, "opens_at": since, "due_on": due}
    return Step(kind=Kind.APPROVAL, **{**values, **changes})


def situation(now: datetime, *steps: Step, **changes: Any) -> Situation:
    plain = Situation(
        now=now,
        zone=SHANGHAI,
        calendar=Calendar("CN"),
        manners=Manners(a_week=3, at_hour=10, hours=OFFICE),
        rhythm=Rhythm(weekday=4, hour=16),
        steps=steps,
    )
    return replace(plain, **changes)


def nudges(*moments: datetime) -> list[Nudge]:
    return [Nudge(day=moment.astimezone(SHANGHAI).date(), at=moment) for moment in moments]


def away(first: int, last: int | None) -> Absence:
    return Absence(person_id=1, first=march(first), last=march(last) if last else None, source=Source.FILE)


def reasons(decision: Decision) -> list[Reason]:
    return [each.reason for each in decision.says]


def quiet(decision: Decision) -> list[Quiet]:
    return [each.why for each in decision.quiet]


@pytest.mark.parametrize(
    ("now", "found", "expected"),
    [
        (at(5, 16), step(), Reason.WEEKLY),
        (at(5, 17, 59), step(), Reason.WEEKLY),
        (at(8, 10), step(), Reason.UNSAID),
        (at(9, 10), step(), Reason.UNSAID),
        (at(3, 10), step(due=march(4)), Reason.DUE_NEXT),
        (at(4, 10), step(due=march(4)), Reason.DUE_TODAY),
        (at(5, 16), step(due=march(8)), Reason.DUE_NEXT),
        (at(5, 16), step(due=march(6)), Reason.DUE_NEXT),
        (at(5, 16), step(due=march(5)), Reason.DUE_TODAY),
        (at(5, 16), step(due=march(2)), Reason.WEEKLY),
    ],
)
def test_a_step_is_ripe_on_the_weekly_day_about_its_due_day_and_after_five_working_days(
    now: datetime, found: Step, expected: Reason
) -> None:
    assert reasons(plan(situation(now, found))) == [expected]


@pytest.mark.parametrize(
    ("now", "found", "why"),
    [
        (at(5, 16), None, Quiet.NOTHING_OWED),
        (at(5, 16), step(since=at(5, 17)), Quiet.NOTHING_OWED),
        (at(5, 16), step(opens_at=at(8, 10)), Quiet.NOTHING_OWED),
        (at(5, 16), step(done_at=at(5, 15)), Quiet.NOTHING_OWED),
        (at(5, 16), step(due=march(2), lapses_on=march(4)), Quiet.NOTHING_OWED),
        (at(6, 16), step(due=march(6)), Quiet.DAY_OFF),
        (at(4, 10), step(), Quiet.NOT_YET),
        (at(4, 16), step(), Quiet.NOT_YET),
        (at(4, 10), step(since=at(4, 9), due=march(4)), Quiet.ANNOUNCED),
        (at(5, 15, 59), step(), Quiet.LATER_TODAY),
        (at(4, 9, 59), step(due=march(4)), Quiet.LATER_TODAY),
        (at(5, 18), step(), Quiet.OUTSIDE_HOURS),
        (at(4, 12, 30), step(due=march(4)), Quiet.OUTSIDE_HOURS),
        (at(5, 23, 59), step(), Quiet.OUTSIDE_HOURS),
    ],
)
def test_else_nothing_is_said_and_it_is_known_why(now: datetime, found: Step | None, why: Quiet) -> None:
    decision = plan(situation(now, *([found] if found else [])))

    assert not decision.speaks
    assert quiet(decision)[0] is why


def test_all_that_is_owed_is_said_along_but_not_what_was_announced_today() -> None:
    due, later, new = step(due=march(4)), step(subject_id=8), step(subject_id=9, since=at(3, 9))

    decision = plan(situation(at(3, 10), due, later, new))

    assert [(each.step, each.reason) for each in decision.says] == [
        (due, Reason.DUE_NEXT),
        (later, Reason.ALONG),
    ]
    assert [(each.why, each.step) for each in decision.quiet] == [(Quiet.ANNOUNCED, new)]


CHECK_IN = replace(step(since=at(5, 16), due=march(5), lapses_on=march(8)), kind=Kind.CHECK_IN)


def test_what_no_card_announces_is_asked_for_by_the_reminder_of_its_own_day() -> None:
    friday = plan(situation(at(5, 16), CHECK_IN))
    chosen = plan(situation(at(8, 10), CHECK_IN, snoozes=[Snooze(day=march(8), asked_at=at(5, 17))]))

    assert reasons(friday) == [Reason.DUE_TODAY]
    assert not plan(situation(at(5, 16), replace(CHECK_IN, kind=Kind.REPLY))).speaks
    assert quiet(plan(situation(at(5, 15, 59), CHECK_IN))) == [Quiet.NOTHING_OWED]
    assert reasons(chosen) == [Reason.ASKED_FOR]


def test_that_it_is_due_is_said_once_on_the_eve_or_on_the_day() -> None:
    due = step(due=march(4))

    assert not plan(situation(at(4, 10), due, nudges=nudges(at(3, 10)))).speaks
    assert not plan(situation(at(4, 10), step(since=at(3, 9), due=march(4)))).speaks
    assert plan(situation(at(4, 10), due, nudges=nudges(at(2, 10)))).speaks


def test_the_eve_is_the_last_day_on_which_they_are_there() -> None:
    due = step(due=march(19))
    leave = [away(17, 19)]

    assert reasons(plan(situation(at(16, 10), due, absences=leave, nudges=nudges(at(12, 16))))) == [
        Reason.DUE_NEXT
    ]
    assert not plan(situation(at(15, 10), due, absences=leave, nudges=nudges(at(12, 16)))).speaks
    assert quiet(plan(situation(at(19, 16), due, absences=leave))) == [Quiet.AWAY]


def test_leave_is_told_with_its_last_day_and_does_not_count_among_five_days() -> None:
    gone = plan(situation(at(9, 10), step(), absences=[away(8, 12)]))

    assert [(each.why, each.until) for each in gone.quiet] == [(Quiet.AWAY, march(12))]
    assert not plan(situation(at(15, 9), step(), absences=[away(2, 12)])).speaks
    assert quiet(plan(situation(at(15, 10), step(), absences=[away(2, 12)]))) == [Quiet.NOT_YET]
    assert reasons(plan(situation(at(15, 10), step(), absences=[away(8, 12)]))) == [Reason.UNSAID]


def test_one_a_day_and_three_a_week_whatever_is_ripe() -> None:
    today = plan(situation(at(5, 16), step(), nudges=nudges(at(5, 10))))
    full = plan(situation(at(5, 16), step(), nudges=nudges(at(2, 10), at(3, 10), at(4, 10))))
    sunday_before = plan(
        situation(at(5, 16), step(), nudges=nudges(at(28, 10, month=2), at(3, 10), at(4, 10)))
    )

    assert quiet(today) == [Quiet.ALREADY]
    assert [(each.why, each.until) for each in full.quiet] == [(Quiet.WEEK_FULL, march(8))]
    assert sunday_before.speaks


def test_a_wish_for_silence_holds_back_what_was_owed_then_until_its_day() -> None:
    asked = Snooze(day=march(9), asked_at=at(3, 11))
    waits = step()

    assert [(each.why, each.until) for each in plan(situation(at(5, 16), waits, snoozes=[asked])).quiet] == [
        (Quiet.SNOOZED, march(9))
    ]
    assert quiet(plan(situation(at(9, 9, 59), waits, snoozes=[asked]))) == [Quiet.LATER_TODAY]
    assert reasons(plan(situation(at(9, 10), waits, snoozes=[asked]))) == [Reason.ASKED_FOR]
    assert reasons(plan(situation(at(10, 10), waits, snoozes=[asked]))) == [Reason.ASKED_FOR]


def test_what_came_since_is_spoken_of_when_it_is_due_and_what_is_silent_comes_along() -> None:
    asked = Snooze(day=march(19), asked_at=at(3, 11))
    waits, new = step(), step(subject_id=8, since=at(3, 14), due=march(9))

    friday = plan(situation(at(5, 16), waits, new, snoozes=[asked]))
    monday = plan(situation(at(8, 10), waits, new, snoozes=[asked]))

    assert quiet(friday) == [Quiet.SNOOZED]
    assert reasons(monday) == [Reason.ALONG, Reason.DUE_NEXT]


@pytest.mark.parametrize(
    "asked",
    [
        Snooze(day=march(9), asked_at=at(3, 11), done_at=at(4, 9)),
        Snooze(day=march(9), asked_at=at(5, 17)),
        Snooze(day=march(3), asked_at=at(1, 9)),
    ],
    ids=["taken back", "asked for later", "over, and about what is done"],
)
def test_a_wish_that_does_not_hold_changes_nothing(asked: Snooze) -> None:
    assert reasons(plan(situation(at(5, 16), step(), snoozes=[asked]))) == [Reason.WEEKLY]


def test_on_the_weekly_day_everything_waits_for_its_hour() -> None:
    due = step(due=march(5))

    assert quiet(plan(situation(at(5, 10), due))) == [Quiet.LATER_TODAY]
    assert moment_of(situation(at(5, 9), due)) == at(5, 16)
    assert moment_of(situation(at(4, 9), due)) == at(4, 10)
    assert moment_of(situation(at(4, 9), due, rhythm=Rhythm(weekday=3, hour=12))) == at(4, 13, 30)


def told(number: int = 1, *, ripe: int = 1) -> Told:
    key = StepKey(person_id=number, kind=Kind.REPLY, subject_id=3, since=at(1, 9))
    return Told(step=key, name="Chen Jie", ripe_on=march(ripe))


@pytest.mark.parametrize(
    ("now", "own", "ripe", "speaks"),
    [
        (at(5, 16), None, 4, True),
        (at(4, 10), None, 3, False),
        (at(4, 10), step(due=march(4)), 3, True),
        (at(4, 10), step(), 3, False),
        (at(9, 10), None, 2, True),
        (at(8, 10), None, 2, False),
    ],
    ids=["weekly", "another day", "along", "nothing ripe", "after five days", "after four"],
)
def test_of_others_they_hear_with_the_week_or_along_or_after_five_days(
    now: datetime, own: Step | None, ripe: int, speaks: bool
) -> None:
    decision = plan(situation(now, *([own] if own else []), tells=[told(ripe=ripe)]))

    assert (decision.speaks, len(decision.tells)) == (speaks, int(speaks))


def test_whoever_asked_for_silence_hears_of_others_after_it() -> None:
    asked = Snooze(day=march(9), asked_at=at(3, 11))

    assert not plan(situation(at(5, 16), tells=[told()], snoozes=[asked])).speaks


URGENT = step(since=at(4, 13, 40), due=march(4), due_at=at(4, 14, 40), is_urgent=True)


@pytest.mark.parametrize(
    ("now", "found", "changes", "is_said"),
    [
        (at(4, 14, 41), URGENT, {}, True),
        (at(4, 14, 40), URGENT, {}, False),
        (at(4, 14, 41), replace(URGENT, is_urgent=False), {}, False),
        (at(4, 14, 41), replace(URGENT, told_on=march(4)), {}, False),
        (at(4, 14, 41), replace(URGENT, done_at=at(4, 14, 30)), {}, False),
        (at(4, 18), URGENT, {}, False),
        (at(5, 9), URGENT, {}, True),
        (at(6, 11), URGENT, {}, False),
        (at(4, 14, 41), URGENT, {"nudges": nudges(at(2, 10), at(3, 10), at(4, 10))}, True),
        (at(4, 14, 41), URGENT, {"absences": [away(4, 4)]}, False),
        (at(4, 14, 41), URGENT, {"snoozes": [Snooze(day=march(9), asked_at=at(3, 11))]}, True),
    ],
    ids=[
        "its hour is over",
        "not yet",
        "it can wait",
        "said",
        "done",
        "after work",
        "the next morning",
        "weekend",
        "whatever was said",
        "away",
        "silence or not",
    ],
)
def test_what_cannot_wait_is_said_apart_at_once_in_working_hours(
    now: datetime, found: Step, changes: dict[str, Any], is_said: bool
) -> None:
    assert bool(plan(situation(now, found, **changes)).urgent) is is_said


def test_what_is_said_apart_is_not_said_again_that_day() -> None:
    yesterdays = replace(URGENT, since=at(1, 9), opens_at=at(1, 9))

    now = plan(situation(at(5, 16), yesterdays, step()))
    later = plan(situation(at(5, 16), replace(yesterdays, told_on=march(5)), step()))

    for decision in (now, later):
        assert [each.step.kind for each in decision.says] == [Kind.APPROVAL]
        assert quiet(decision) == [Quiet.ANNOUNCED]


# Over any weeks.

FIRST = date(2027, 3, 1)
DAYS = 42
MOMENTS = st.integers(0, DAYS * 24 * 60 - 1).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))
PLACES = st.sampled_from(
    [("CN", "Asia/Shanghai"), ("DE", "Europe/Berlin"), ("US", "America/New_York"), ("SA", "Asia/Riyadh")]
)


@st.composite
def lives(draw: st.DrawFn) -> Situation:
    """Anybody's six weeks, with both ends of summer time in March; `now` is before them."""
    country, zone = draw(PLACES)
    steps = []
    for number in range(draw(st.integers(0, 4))):
        since = draw(MOMENTS)
        opens_at = since + timedelta(hours=draw(st.sampled_from([0, 0, 30])))
        due = opens_at.date() + A_DAY * draw(st.integers(0, 25))
        done = draw(
            st.none() | st.integers(1, 600).map(lambda hours, since=since: since + timedelta(hours=hours))
        )
        steps.append(step(subject_id=number, since=since, opens_at=opens_at, due=due, done_at=done))
    absences = []
    for _ in range(draw(st.integers(0, 2))):
        first = FIRST + A_DAY * draw(st.integers(0, DAYS))
        last = first + A_DAY * draw(st.integers(0, 12))
        absences.append(Absence(person_id=1, first=first, last=last, source=Source.OWN))
    return Situation(
        now=at(1, 0),
        zone=ZoneInfo(zone),
        calendar=Calendar(country),
        manners=Manners(a_week=draw(st.integers(1, 7)), at_hour=draw(st.integers(9, 17)), hours=OFFICE),
        rhythm=Rhythm(weekday=draw(st.integers(0, 6)), hour=draw(st.integers(0, 23))),
        steps=steps,
        absences=absences,
    )


def lived(
    life: Situation, *, every: timedelta = timedelta(minutes=45)
) -> Iterator[tuple[Situation, Decision]]:
    """Every moment of these weeks, each message remembered as the sender does."""
    sent: list[Nudge] = []
    now = life.now
    while now < at(1, 0) + timedelta(days=DAYS + 14):
        then = replace(life, now=now, nudges=tuple(sent))
        decision = plan(then)
        yield then, decision
        if decision.speaks:
            sent.append(Nudge(day=decision.day, at=now))
        now += every


@settings(max_examples=25, deadline=None)
@given(lives())
def test_never_twice_on_a_day_nor_over_the_budget_nor_at_a_bad_time_nor_of_what_is_done(
    life: Situation,
) -> None:
    days: list[date] = []
    for then, decision in lived(life):
        if decision.speaks:
            days.append(decision.day)
            assert OFFICE.is_inside(then.now, zone=life.zone)
            assert life.calendar.is_working_day(decision.day)
            assert not any(each.first <= decision.day <= (each.last or each.first) for each in life.absences)
            for said in decision.says:
                assert said.step.begins <= then.now
                assert said.step.begins.astimezone(life.zone).date() < decision.day
                assert said.step.done_at is None or then.now < said.step.done_at

    weeks = [day.isocalendar()[:2] for day in days]
    assert len(set(days)) == len(days)
    assert all(weeks.count(week) <= life.manners.a_week for week in weeks)


@settings(max_examples=25, deadline=None)
@given(lives())
def test_nothing_owed_stays_unsaid_for_more_than_five_of_their_working_days(life: Situation) -> None:
    life = replace(life, manners=replace(life.manners, a_week=max(life.manners.a_week, 3)))
    silent: dict[int, int] = {}
    day = None
    for then, decision in lived(life):
        for waits in then.owed:
            silent.setdefault(waits.subject_id, 0)
        if decision.day != day:
            day = decision.day
            for number in silent:
                silent[number] += _works(life, day) and _began_before(life.steps[number], day, life.zone)
            open_now = {each.subject_id for each in then.owed}
            assert all(silent[number] <= 5 for number in open_now), then
        for said in decision.says:
            silent[said.step.subject_id] = 0


@settings(max_examples=15, deadline=None)
@given(lives(), st.integers(1, 2))
def test_nor_with_a_smaller_budget_where_a_week_has_no_more_than_five_working_days(
    life: Situation, a_week: int
) -> None:
    life = replace(life, manners=replace(life.manners, a_week=a_week), calendar=Calendar("DE"), absences=())
    last: dict[int, date] = {}
    for then, decision in lived(life):
        for said in decision.says:
            last[said.step.subject_id] = decision.day
        for waits in then.owed:
            since = max(last.get(waits.subject_id, date.min), waits.begins.astimezone(life.zone).date())
            assert then.working_days(since, decision.day, most=7) <= 5


def _works(life: Situation, day: date) -> bool:
    return life.calendar.is_working_day(day) and not any(
        each.first <= day <= (each.last or day) for each in life.absences
    )


def _began_before(waits: Step, day: date, zone: ZoneInfo) -> bool:
    return waits.begins.astimezone(zone).date() < day
