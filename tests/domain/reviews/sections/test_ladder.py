"""Values on their ladders."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.sections.ladder import POINTS, Ladder
from tests.builders.self_score import scheme_of_values
from tests.builders.shipped import load_scheme

VALUES = load_scheme("kpi-values").section("values")
TEXT = {"en": "a"}


def test_a_value_can_be_given_every_half_from_five_down_to_nought() -> None:
    assert VALUES.points((Decimal("3.25"),)) == POINTS
    assert [str(point) for point in POINTS][:3] == ["5.0", "4.5", "4.0"]
    assert POINTS[-1] == 0


@pytest.mark.parametrize(("values", "screens"), [(2, [2]), (4, [4]), (6, [4, 2])])
def test_values_are_climbed_together_on_a_screen(values: int, screens: list[int]) -> None:
    section = scheme_of_values(values).section("values")

    assert [len(items) for items in section.steps(Basis())] == screens


@pytest.mark.parametrize(
    ("score", "rungs", "first"),
    [
        (None, (), ()),
        ("0", (1, 2, 3, 4, 5), (1,)),
        ("1.5", (2, 3, 4, 5), (2,)),
        ("2.5", (1, 2, 3), (3,)),
        ("3", (1, 2, 3), (3,)),
        ("5", (1, 2, 3, 4, 5), (5,)),
    ],
)
def test_a_case_speaks_for_what_was_reached_or_against_what_was_not(
    score: str | None, rungs: tuple[int, ...], first: tuple[int, ...]
) -> None:
    given = None if score is None else Decimal(score)

    assert (VALUES.speaks_for(given), VALUES.first_of(given)) == (rungs, first)


def test_values_count_alike() -> None:
    assert VALUES.mean(Basis(), {"customer_first": Decimal(3), "teamwork": Decimal("2.5")}) == Decimal("2.75")


@pytest.mark.parametrize("count", [0, 4, 6])
def test_a_ladder_has_five_rungs(count: int) -> None:
    with pytest.raises(ValidationError):
        Ladder(key="v", name=TEXT, rungs=(TEXT,) * count)
