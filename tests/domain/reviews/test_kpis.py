"""Whose sheet a KPI stands on, and its target as a number."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Whose, counted
from tests.builders.approval import kpi
from tests.builders.schemes import kpis_of_both


def test_kpis_are_counted_by_sheet() -> None:
    assert counted(kpis_of_both()) == {Whose.OWN: 2, Whose.TEAM: 4}
    assert counted(()).get(Whose.TEAM, 0) == 0


@pytest.mark.parametrize(
    ("target", "unit", "quantity", "figure"),
    [
        ("3.6", "%", Quantity.PERCENT, "3.6"),
        ("48", "million CNY", Quantity.MONEY, "48000000"),
        ("2分20秒", "", Quantity.TIME, "140"),
        ("at most 4", "faults", Quantity.COUNT, None),
        ("1:30", "", Quantity.TIME, None),
        ("-", "%", Quantity.PERCENT, None),
        ("3.6", "%", None, None),
    ],
)
def test_a_target_is_a_number_where_it_can_be_read_in_one_way(
    target: str, unit: str, quantity: Quantity | None, figure: str | None
) -> None:
    wanted = replace(kpi("k1", "Conversion", 60), target=target, unit=unit, quantity=quantity)

    assert wanted.target_figure == (None if figure is None else Decimal(figure))
