"""Shares that are written in short, by the bands of a scheme."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.domain.reviews.bands import shares_named
from bot.domain.reviews.scheme import Scheme
from bot.errors import Refusal
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("kpi-values")


def shares(text: str, scheme: Scheme = SCHEME) -> list[tuple[str | None, str | None, int]]:
    found = shares_named(text, scheme)
    return [
        (each.lowest and str(each.lowest), each.highest and str(each.highest), each.percent) for each in found
    ]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("30/60/10", [("4", None, 30), (None, "3.25", 10)]),
        ("20/15/50/15", [("4", None, 20), ("3.75", None, 35), (None, "3.25", 15)]),
        ("20/80", [("4", None, 20)]),
        ("0/100/0", [("4", None, 0), (None, "3.25", 0)]),
    ],
)
def test_shares_from_the_best_band_to_the_lowest(
    text: str, means: Sequence[tuple[str | None, str | None, int]]
) -> None:
    assert shares(text) == means


@pytest.mark.parametrize(
    "text", ["", "100", "30/60", "30/60/20", "10/20/30/20/20", "30/x/70", "-10/100/10", "30 / 60 / 10"]
)
def test_what_are_no_shares_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        shares_named(text, SCHEME)

    assert refused.value.code == "simulation.bands"
    assert refused.value.facts["most"] == 4


def test_a_band_that_no_point_is_in_takes_no_number() -> None:
    narrow = SCHEME.model_copy(update={"bands": tuple(map(Decimal, ("6", "4", "2.5")))})

    assert shares("40/60", narrow) == [("4", None, 40)]
    with pytest.raises(Refusal):
        shares_named("30/60/10", narrow)
