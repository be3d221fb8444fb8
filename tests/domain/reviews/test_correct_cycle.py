"""What is another in a corrected version of a scheme, and what of it does not fit what is under way."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.correct_cycle import Aspect, Obstacle, differences, misfits
from bot.domain.reviews.scheme import Looks, Scheme, dump_scheme, restore_scheme
from tests.builders.shipped import load_scheme

Data = dict[str, Any]


def corrected(change: Callable[[Data], None], *, key: str = "kpi-values") -> tuple[Scheme, Scheme]:
    was = load_scheme(key)
    data = dump_scheme(was)
    data["version"] = was.version + 1
    change(data)
    return was, restore_scheme(data)


def weights(data: Data) -> None:
    data["sections"][0]["weight"], data["sections"][1]["weight"] = 60, 40


def no_gate(data: Data) -> None:
    data["sections"][1]["gate_below"] = None


def no_teamwork(data: Data) -> None:
    del data["sections"][1]["ladders"][1]


def another_value(data: Data) -> None:
    first = data["sections"][1]["ladders"][0]
    data["sections"][1]["ladders"].append({**first, "key": "candour", "name": {"en": "Candour"}})


def reworded(data: Data) -> None:
    data["sections"][1]["ladders"][0]["rungs"][0]["en"] = "Respects everybody."


def one_is_enough(data: Data) -> None:
    data["second_look"] = "either"


def no_shares(data: Data) -> None:
    del data["distribution"]


def no_values(data: Data) -> None:
    data["sections"] = [{**data["sections"][0], "weight": 100}]


def no_highest_point(data: Data) -> None:
    del data["scale"][0]


def of_the_team(data: Data) -> None:
    data["sections"][0]["whose"] = "team"


def with_the_team(data: Data) -> None:
    data["sections"][0]["weight"] = 30
    data["sections"].append({**data["sections"][0], "key": "team", "whose": "team", "weight": 40})


def from_the_post(data: Data) -> None:
    data["sections"][1]["from_post"] = True


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (weights, [(Aspect.WEIGHT, 70, 60), (Aspect.WEIGHT, 30, 40)]),
        (no_gate, [(Aspect.GATE, Decimal("2.5"), None)]),
        (no_teamwork, [(Aspect.ITEM_GONE, None, None)]),
        (another_value, [(Aspect.ITEM_ADDED, None, None)]),
        (reworded, [(Aspect.ITEM_WORDS, None, None)]),
        (one_is_enough, [(Aspect.SECOND_LOOK, Looks.BOTH, Looks.EITHER)]),
        (no_values, [(Aspect.WEIGHT, 70, 100), (Aspect.SECTION_GONE, 30, None)]),
        (no_shares, [(Aspect.DISTRIBUTION, load_scheme("kpi-values").distribution, None)]),
        (lambda data: None, []),
    ],
)
def test_what_is_another_is_named_with_what_it_was(
    change: Callable[[Data], None], expected: list[tuple[Aspect, Any, Any]]
) -> None:
    was, now = corrected(change)

    assert [(each.aspect, each.was, each.now) for each in differences(was, now)] == expected


@pytest.mark.parametrize(
    ("change", "key", "expected"),
    [
        (weights, "kpi-values", None),
        (no_teamwork, "kpi-values", None),
        (no_values, "kpi-values", None),
        (no_highest_point, "kpi-values", (Obstacle.POINT, "5")),
        (of_the_team, "kpi-values", (Obstacle.KIND, "KPIs")),
        (with_the_team, "kpi-values", (Obstacle.SHEET, "KPIs")),
        (from_the_post, "three-part", (Obstacle.KIND, "Attitude")),
    ],
)
def test_what_was_fixed_at_the_opening_has_to_fit(
    change: Callable[[Data], None], key: str, expected: tuple[Obstacle, str] | None
) -> None:
    found = misfits(*corrected(change, key=key))

    assert (None if found is None else (found.all[0].obstacle, found.all[0].what["en"])) == expected


def test_what_is_asked_anew_fits_until_somebody_has_handed_in() -> None:
    was, now = corrected(another_value)

    assert misfits(was, now) is None
    found = misfits(was, now, handed_in=["Chen Jie"])
    assert found is not None
    assert [(each.obstacle, each.what["en"]) for each in found.all] == [(Obstacle.ASKED_ANEW, "Candour")]
    assert found.handed_in == ("Chen Jie",)
