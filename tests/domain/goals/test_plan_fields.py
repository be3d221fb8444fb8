"""The fields of a plan's file, one by one."""

from typing import Any

import pytest

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan_fields import DEFAULTS, READ, REQUIRED, Unfit
from bot.domain.quantities import Quantity

LANGUAGES = ("en", "zh_Hans", "zh_Hant")


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("key", " Turnover-2027 ", "turnover-2027"),
        ("parent", "ｔｏｐ", "top"),
        ("name", "  Turnover \u200b of the shop ", {"en": "Turnover of the shop"}),
        ("name", "", {}),
        (
            "name",
            {"en": "a", "zh_Hans": "b", "zh_Hant": " c "},
            {"en": "a", "zh_Hans": "b", "zh_Hant": "c"},
        ),
        ("measure", "a\r\nb ", {"en": "a\nb"}),
        ("owner", "COMPANY", None),
        ("owner", "Website  Product", "Website Product"),
        ("period", "２０２７Ｑ１", "2027Q1"),
        ("period", "", ""),
        ("quantity", "Percent", Quantity.PERCENT),
        ("quantity", " ", None),
        ("direction", "“lower”", Direction.LOWER),
        ("target", " 1,200 ", "1,200"),
        ("figure_by", "Mailto:Zhou@Example.com", "zhou@example.com"),
    ],
)
def test_each_field_is_brought_to_its_form(field: str, raw: Any, value: Any) -> None:
    assert READ[field](raw, LANGUAGES) == value


@pytest.mark.parametrize(
    ("field", "raw", "code"),
    [
        ("key", "a key", "key"),
        ("key", "目标", "key"),
        ("name", ["a"], "text"),
        ("name", {"en": "a", "zh_Hans": "b", "zh_Hant": None}, "language"),
        ("name", {"en": ["a"], "zh_Hans": "b", "zh_Hant": "c"}, "text"),
        ("source", "x" * 201, "too_long"),
        ("owner", "half \ud83d", "damaged"),
        ("period", "2027M1", "plan.period"),
        ("direction", "sideways", "choice"),
        ("target", "9" * 121, "too_long"),
        ("figure_by", "x" * 255, "too_long"),
    ],
)
def test_what_cannot_be_read_says_why(field: str, raw: Any, code: str) -> None:
    with pytest.raises(Unfit) as unfit:
        READ[field](raw, LANGUAGES)

    assert unfit.value.code == code


def test_whatever_is_needed_has_a_stand_in() -> None:
    assert set(READ) >= REQUIRED
    assert set(DEFAULTS) == REQUIRED
