"""What cards show of goals: which version stands, what changed in it, whose it is and whose move."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.facts import TeamGoals
from bot.domain.goals.way import Mark, Party, State
from tests.builders.agreement import CYCLE, FIRST, SECOND, agreement, facts, signed, version
from tests.builders.goals import SHEET
from tests.builders.people import LIU

EMPLOYEE, MANAGER = Party.EMPLOYEE, Party.MANAGER
OTHER = (replace(SHEET[0], target="4.0"), SHEET[1])


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (State.OPEN, None),
        (State.SENT, SECOND),
        (State.ADJUSTED, SECOND),
        (State.AGREED, FIRST),
        (State.CHANGE_SENT, SECOND),
        (State.CHANGE_ADJUSTED, SECOND),
    ],
)
def test_what_is_on_the_table_stands_before_what_counts(state: State, stands: int | None) -> None:
    standing = facts(state).standing

    assert (standing.id if standing else None) == stands


def test_what_is_agreed_changes_no_more_once_it_is_scored() -> None:
    scoring = replace(CYCLE, scoring_opened_at=datetime(2027, 3, 29, 2, 0, tzinfo=UTC))

    assert facts(State.AGREED).may_change
    assert not facts(State.AGREED, cycle=scoring).may_change


@pytest.mark.parametrize(
    ("compared", "is_first", "changed"),
    [
        (None, True, ["k1", "k2"]),
        # That of the period before: it is told, but this one is read whole.
        (version(FIRST, cycle_id=2), True, []),
        (version(FIRST, OTHER, cycle_id=2), True, ["k1"]),
        # One that came with the organisation file.
        (version(FIRST, OTHER, cycle_id=None), True, ["k1"]),
        (version(FIRST, OTHER), False, ["k1"]),
        (version(FIRST, SHEET[:1]), False, ["k2"]),
    ],
)
def test_a_version_is_compared_with_what_the_other_side_knew(
    compared: object, is_first: bool, changed: list[str]
) -> None:
    shown = agreement(compared=compared)

    assert (shown.is_first, [each.kpi.key for each in shown.changed]) == (is_first, changed)


@pytest.mark.parametrize(
    ("sides", "proposer"),
    [
        ((EMPLOYEE,), EMPLOYEE),
        ((MANAGER,), MANAGER),
        ((EMPLOYEE, MANAGER), EMPLOYEE),
        ((MANAGER, EMPLOYEE), MANAGER),
    ],
)
def test_a_version_is_of_the_side_that_signed_it_first(sides: tuple[Party, ...], proposer: Party) -> None:
    assert agreement(signed=signed(*sides)).proposer is proposer


@pytest.mark.parametrize(
    ("state", "mover"),
    [
        (State.OPEN, None),
        (State.SENT, MANAGER),
        (State.ADJUSTED, EMPLOYEE),
        (State.AGREED, None),
        (State.CHANGE_SENT, MANAGER),
        (State.CHANGE_ADJUSTED, EMPLOYEE),
    ],
)
def test_it_is_the_readers_move_while_the_version_is_on_the_table(state: State, mover: Party | None) -> None:
    def movers(**rest: object) -> list[Party]:
        return [side for side in Party if agreement(state, side, **rest).is_readers_move]

    assert movers() == ([mover] if mover else [])
    assert movers(is_open=False) == []


def test_a_team_is_counted_by_how_far_its_people_are() -> None:
    team = TeamGoals(
        cycle_id=3,
        cycle_name="2027Q1",
        manager=LIU,
        due=date(2027, 1, 18),
        people=(("Chen Jie", Mark.AGREED), ("Wu Min", Mark.WAITS), ("Xu Fang", Mark.AGREED)),
        withdrawn=None,
    )

    assert team.agreed == 2
    assert team.named(Mark.AGREED) == ["Chen Jie", "Xu Fang"]
    assert team.named(Mark.DRAFTING) == []
