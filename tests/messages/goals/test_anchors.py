"""What earns a score, as readers see it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi
from messages.catalog import Words
from messages.goals.anchors import earned_by
from tests.builders.approval import kpi

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
CONVERSION = replace(
    kpi("k1", "Conversion", 60),
    quantity=Quantity.PERCENT,
    direction=Direction.HIGHER,
    unit="%",
    target="3.6",
    scored_by=ScoredBy.SHARE,
)


def said(kpi: Kpi, locale: str = "en-US", **values: Any) -> str:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=NOW)
    return earned_by(words, kpi, Anchor(score=Decimal("4.5"), **values))


@pytest.mark.parametrize(
    ("kpi", "values", "english"),
    [
        (CONVERSION, {"share": Decimal(120)}, "120 % of the target or more: 4.32 % or more"),
        (
            replace(CONVERSION, direction=Direction.LOWER),
            {"share": Decimal("87.5")},
            "87.5 % of the target or less: 3.15 % or less",
        ),
        (replace(CONVERSION, target="soon"), {"share": Decimal(120)}, "120 % of the target or more"),
        (replace(CONVERSION, target="0.5"), {"share": Decimal(120)}, "120 % of the target or more"),
        (
            replace(CONVERSION, target="-2", direction=Direction.LOWER),
            {"share": Decimal(120)},
            "120 % of the target or less",
        ),
        (
            CONVERSION,
            {"share": Decimal(120), "text": "well above"},
            "well above (120 % of the target or more: 4.32 % or more)",
        ),
        (
            replace(CONVERSION, scored_by=ScoredBy.BANDS),
            {"low": Decimal("3.6"), "high": Decimal(4)},
            "3.6 % to below 4 %",
        ),
        (replace(CONVERSION, scored_by=ScoredBy.BANDS), {"low": Decimal(4)}, "4 % or more"),
        (
            replace(CONVERSION, scored_by=ScoredBy.BANDS, quantity=Quantity.TIME, unit="min"),
            {"high": Decimal(140)},
            "below 2 min 20 s",
        ),
        (replace(CONVERSION, scored_by=ScoredBy.BANDS, quantity=None), {"low": Decimal(4)}, "4 or more"),
    ],
)
def test_what_is_counted_is_said_with_its_figure(kpi: Kpi, values: dict[str, Any], english: str) -> None:
    assert said(kpi, **values) == english


@pytest.mark.parametrize("scored_by", ScoredBy)
def test_words_stand_as_both_sides_wrote_them(scored_by: ScoredBy) -> None:
    assert said(replace(CONVERSION, scored_by=scored_by), text="both up by 20 %") == "both up by 20 %"


def test_it_is_said_in_the_readers_language() -> None:
    assert said(CONVERSION, "zh-CN", share=Decimal(120)) == "目标的 120% 及以上：不低于 4.32%"
    assert said(CONVERSION, "zh-TW", share=Decimal(120)) == "目標的 120% 及以上：不低於 4.32%"
