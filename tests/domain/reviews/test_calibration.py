"""The calibration room: what stands, and what would fit."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.calibration import Move, Result, Room, by_point, calibrated, consent, in_force, ranked
from bot.domain.reviews.distribution import Applies, Distribution
from bot.domain.reviews.fair_moves import Fitting
from bot.domain.reviews.scoring import Outcome
from tests.builders.shipped import load_scheme
from tests.domain.reviews.test_distribution import SHARES

NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)


def outcome(score: str, *, exact: str | None = None, failed: bool = False) -> Outcome:
    return Outcome(sections=(), exact=Decimal(exact or score), score=Decimal(score), failed=failed)


def move(number: int, was: str, now: str, *, takes_back: int | None = None) -> Move:
    return Move(
        number=number,
        was=Decimal(was),
        now=Decimal(now),
        reason=None if takes_back else "Beside the others.",
        by="Zhou Jing",
        at=NOW,
        takes_back=takes_back,
    )


def result(number: int, score: str, *, exact: str | None = None, **more: Any) -> Result:
    return Result(
        review_id=number,
        employee_id=100 + number,
        name=f"N{number}",
        manager_id=more.get("manager_id", 7),
        manager="Liu Yang",
        outcome=outcome(score, exact=exact, failed=more.get("failed", False)),
        moves=(),
        is_released=more.get("is_released", False),
        here_since=more.get("here_since"),
    )


def room(*people: Result, applies: Applies | None = Applies.ENFORCED) -> Room:
    return Room(
        cycle_id=1,
        cycle_name="2026Q4",
        department_id=2,
        department="Marketing",
        scale=load_scheme("kpi-values").points,
        distribution=None if applies is None else Distribution(applies=applies, shares=SHARES),
        people=ranked(people),
    )


@pytest.mark.parametrize(
    ("moves", "point", "standing"),
    [
        ([], "4", []),
        ([move(1, "4", "3.75")], "3.75", [1]),
        ([move(1, "4", "3.75"), move(2, "3.75", "3.5")], "3.5", [1, 2]),
        ([move(1, "4", "3.75"), move(2, "3.75", "4", takes_back=1)], "4", []),
        (
            [move(1, "4", "3.75"), move(2, "3.75", "3.5"), move(3, "3.5", "3.75", takes_back=2)],
            "3.75",
            [1],
        ),
        (
            [move(1, "4", "3.75"), move(2, "3.75", "4", takes_back=1), move(3, "4", "4.5")],
            "4.5",
            [3],
        ),
    ],
)
def test_the_last_move_that_was_not_taken_back_decides(
    moves: list[Move], point: str, standing: list[int]
) -> None:
    found = calibrated(outcome("4", exact="3.9"), moves)

    assert (found.score, found.exact) == (Decimal(point), Decimal("3.9"))
    assert found.computed == (Decimal(4) if standing else None)
    assert [each.number for each in in_force(moves)] == standing


def test_what_was_seen_is_the_last_entry_also_where_it_takes_back() -> None:
    moves = (move(1, "4", "3.75"), move(2, "3.75", "4", takes_back=1))

    assert replace(result(7, "4"), moves=moves).seen == 2
    assert result(7, "4").seen == 0


def test_people_stand_by_point_and_mean_best_first() -> None:
    found = room(result(1, "3.5", exact="3.4"), result(2, "4"), result(3, "3.5", exact="3.6"))

    assert [(str(point), [each.review_id for each in here]) for point, here in by_point(found)] == [
        ("4", [2]),
        ("3.5", [3, 1]),
    ]


def test_shares_bind_seven_and_more_and_what_fits_is_proposed_of_them() -> None:
    six = [result(number, "4") for number in range(6)]

    assert (room(*six).binding, room(*six).what_would_fit()) == (Applies.SHOWN, None)
    seven = room(*six, result(6, "3.5"))
    assert seven.binding is Applies.ENFORCED
    assert [each.beyond for each in seven.standings] == [4, 3, 0, -1]
    fitting = seven.what_would_fit()
    assert isinstance(fitting, Fitting)
    assert fitting.people > 0
    assert room(*six, result(6, "3.5"), applies=Applies.SHOWN).what_would_fit() is None
    assert room(*six, result(6, "3.5"), applies=None).standings == ()


def test_who_is_released_or_failed_is_never_proposed() -> None:
    people = [result(number, "4", is_released=number < 2) for number in range(9)]
    found = room(*people, result(9, "2.5", failed=True)).what_would_fit()

    assert isinstance(found, Fitting)
    assert {each for shift in found.shifts for each in shift.candidates} == set(range(2, 9))


def test_a_move_names_whom_it_passes_and_is_consented_to_for_exactly_these() -> None:
    four = room(result(1, "4"), result(2, "3.75"), result(3, "3.5"), result(4, "3.5"))

    passed = four.overtaken_by(1, Decimal("3.25"))

    assert [each.review_id for each in passed] == [2, 3, 4]
    assert four.overtaken_by(1, Decimal("3.75")) == ()
    assert [each.review_id for each in four.overtaken_by(3, Decimal(4))] == [2]
    said = consent(Decimal("3.25"), passed)
    assert said not in ("", consent(Decimal(3), passed), consent(Decimal("3.25"), passed[:2]))
    assert consent(Decimal("3.75"), ()) == ""


def test_it_is_over_once_everybody_is_released() -> None:
    out, waits = result(1, "4", is_released=True), result(2, "4")

    assert (room(out).is_over, room(out, waits).is_over, room().is_over) == (True, False, True)
