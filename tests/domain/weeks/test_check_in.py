"""What a check-in says, and what it wants of its person."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.obligations import Kind, Subject
from bot.domain.weeks.check_in import CheckInOnHome, Outlook, implied
from bot.domain.weeks.check_in_way import State
from bot.domain.weeks.week import Week
from tests.builders.check_ins import FRIDAY, WEEK, answers, check_in, facts
from tests.builders.people import CHEN, LIU

ON_TRACK, AT_RISK, OFF = Outlook


def test_what_is_off_stands_before_what_is_at_risk() -> None:
    said = answers(AT_RISK, ON_TRACK, OFF, AT_RISK)

    assert [each.key for each in said.concerns] == ["k3", "k1", "k4"]
    assert not said.is_on_track


@pytest.mark.parametrize(
    ("said", "is_blocked", "is_on_track"),
    [
        (answers(ON_TRACK), False, True),
        (answers(ON_TRACK, AT_RISK), False, False),
        (answers(ON_TRACK, blockers="No photos"), True, False),
        (answers(ON_TRACK, helpers=(3,)), True, False),
    ],
)
def test_whoever_is_blocked_or_wants_help_is_not_on_track(
    said: object, is_blocked: bool, is_on_track: bool
) -> None:
    assert (said.is_blocked, said.is_on_track) == (is_blocked, is_on_track)  # type: ignore[attr-defined]


def test_it_is_owed_from_its_moment_until_the_first_working_day_after() -> None:
    owed = implied(check_in())

    assert owed is not None
    assert (owed.person_id, owed.other_id, owed.kind, owed.subject) == (
        CHEN.id,
        LIU.id,
        Kind.CHECK_IN,
        Subject.CHECK_IN,
    )
    assert (owed.opens_at, owed.due_on, owed.lapses_on) == (FRIDAY, date(2027, 1, 8), date(2027, 1, 11))


@pytest.mark.parametrize("state", [State.ANSWERED, State.SKIPPED, State.LAPSED])
def test_nothing_is_owed_once_it_is_given_skipped_or_over(state: State) -> None:
    assert implied(check_in(state)) is None


def test_nothing_is_owed_by_somebody_who_left() -> None:
    assert implied(check_in(is_here=False)) is None


@pytest.mark.parametrize(
    ("state", "now", "expected"),
    [
        (State.OPEN, datetime(2027, 1, 11, 15, 59, tzinfo=UTC), False),
        (State.OPEN, datetime(2027, 1, 11, 16, 0, tzinfo=UTC), True),
        (State.LAPSED, FRIDAY, True),
    ],
)
def test_it_is_over_when_its_last_day_ends_by_its_persons_own_clock(
    state: State, now: datetime, expected: bool
) -> None:
    assert check_in(state).is_over(CHEN, now) is expected


def test_home_knows_whether_the_latest_is_of_the_week_that_can_be_given() -> None:
    latest = facts()

    assert CheckInOnHome(facts=latest, week=WEEK).is_about(latest)
    assert not CheckInOnHome(facts=latest, week=WEEK.next).is_about(latest)
    assert replace(latest.check_in, week=Week(date(2027, 1, 11))).week == WEEK.next
