"""A scheme as a whole."""

import pytest

from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scheme import Scheme
from bot.errors import Refusal
from tests.builders.schemes import plain_data
from tests.builders.shipped import load_scheme


def test_sections_that_do_not_add_up_make_no_scheme() -> None:
    data = plain_data("kpi-values")
    data["sections"][0]["weight"] = 69

    with pytest.raises(Refusal) as refusal:
        Scheme.model_validate(data)

    assert refusal.value.code == "scheme.weights_not_100"
    assert refusal.value.facts == {"scheme": "kpi-values", "total": 99}


@pytest.mark.parametrize(
    ("key", "sheets"),
    [
        ("kpi-values", {Whose.OWN}),
        ("three-part", {Whose.OWN}),
        ("operations", {Whose.OWN, Whose.TEAM}),
    ],
)
def test_a_scheme_knows_whose_sheets_it_is_about(key: str, sheets: set[Whose]) -> None:
    assert load_scheme(key).sheets == sheets


def test_a_scheme_never_changes() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_scheme("kpi-values").version = 2  # type: ignore[misc]
