"""Values on their ladders."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.sections.ladder import POINTS, Ladder
from tests.builders.shipped import load_scheme

VALUES = load_scheme("kpi-values").section("values")
TEXT = {"en": "a"}


def test_a_value_can_be_given_every_half_from_five_down_to_nought() -> None:
    assert VALUES.points((Decimal("3.25"),)) == POINTS
    assert [str(point) for point in POINTS][:3] == ["5.0", "4.5", "4.0"]
    assert POINTS[-1] == 0


def test_each_value_has_a_screen_of_its_own() -> None:
    assert VALUES.steps(Basis()) == (("customer_first",), ("teamwork",))


def test_values_count_alike() -> None:
    assert VALUES.mean(Basis(), {"customer_first": Decimal(3), "teamwork": Decimal("2.5")}) == Decimal("2.75")


@pytest.mark.parametrize("count", [0, 4, 6])
def test_a_ladder_has_five_rungs(count: int) -> None:
    with pytest.raises(ValidationError):
        Ladder(key="v", name=TEXT, rungs=(TEXT,) * count)
