"""Bands as people type them."""

from decimal import Decimal

import pytest

from bot.domain.goals.anchor_bands import AnchorRules, Line, band_as_typed, joined, read_band
from bot.domain.goals.anchors import Anchor, ScoredBy
from bot.domain.quantities import Quantity
from bot.errors import Refusal

SCALE = (Decimal(5), Decimal(4), Decimal(3))


def rules(quantity: Quantity, unit: str = "") -> AnchorRules:
    return AnchorRules(scored_by=ScoredBy.BANDS, scale=SCALE, quantity=quantity, unit=unit)


def line(number: int = 1) -> Line:
    return Line(number=number, typed="", anchor=Anchor(score=Decimal(4)))


def ends(anchor: Anchor) -> tuple[str | None, str | None]:
    return tuple(None if each is None else str(each) for each in (anchor.low, anchor.high))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("typed", "quantity", "unit", "band"),
    [
        ("95-105", Quantity.PERCENT, "%", ("95", "105")),
        ("９５－１０５", Quantity.PERCENT, "%", ("95", "105")),
        ("95–105 %", Quantity.PERCENT, "%", ("95", "105")),
        ("0.5-0.9%", Quantity.PERCENT, "%", ("0.5", "0.9")),
        ("3.6 – 4.0", Quantity.PERCENT, "%", ("3.6", "4.0")),
        ("95到105", Quantity.PERCENT, "%", ("95", "105")),
        ("95 to 105", Quantity.PERCENT, "%", ("95", "105")),
        ("-5 - 5", Quantity.PERCENT, "%", ("-5", "5")),
        ("−5~−1", Quantity.PERCENT, "%", ("-5", "-1")),
        ("> 4.0", Quantity.PERCENT, "%", ("4.0", None)),
        ("＞4.0", Quantity.PERCENT, "%", ("4.0", None)),
        ("≥ 4", Quantity.PERCENT, "%", ("4", None)),
        ("4+", Quantity.PERCENT, "%", ("4", None)),
        ("4以上", Quantity.PERCENT, "%", ("4", None)),
        ("at least 4", Quantity.PERCENT, "%", ("4", None)),
        ("< 2", Quantity.PERCENT, "%", (None, "2")),
        ("不超过 2", Quantity.PERCENT, "%", (None, "2")),
        ("2 or less", Quantity.PERCENT, "%", (None, "2")),
        ("10-20 min", Quantity.TIME, "", ("600", "1200")),
        ("2分20秒-3分", Quantity.TIME, "", ("140", "180")),
        ("3-5万", Quantity.MONEY, "元", ("30000", "50000")),
        ("500-1千", Quantity.MONEY, "元", ("500", "1000")),
        ("5-7", Quantity.COUNT, "", ("5", "8")),
        ("> 7", Quantity.COUNT, "", ("8", None)),
        ("<= 4", Quantity.COUNT, "faults", (None, "5")),
        ("< 5", Quantity.COUNT, "faults", (None, "5")),
        ("0", Quantity.COUNT, "faults", ("0", "1")),
    ],
)
def test_a_band_is_read(
    typed: str, quantity: Quantity, unit: str, band: tuple[str | None, str | None]
) -> None:
    anchor = read_band(line(), typed, rules(quantity, unit)).anchor

    assert ends(anchor) == band
    assert (
        read_band(line(), band_as_typed(anchor, rules(quantity, unit)), rules(quantity, unit)).anchor
        == anchor
    )


@pytest.mark.parametrize(
    "typed", ["", "4", "5 - 4", "4 - 4", "> ", "- 5 -", "many", "1 - 2 - 3", "n/a - 5", ">"]
)
def test_what_is_no_band_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"figure\."):
        read_band(line(), typed, rules(Quantity.PERCENT))


def test_an_end_that_can_be_read_in_two_ways_is_asked_back() -> None:
    with pytest.raises(Refusal, match=r"figure\.unclear"):
        read_band(line(), "1:30 - 2:00", rules(Quantity.TIME))


@pytest.mark.parametrize(
    ("quantity", "typed", "bands"),
    [
        (Quantity.COUNT, ["0-4", "5-7", "> 7"], [("0", "5"), ("5", "8"), ("8", None)]),
        (Quantity.COUNT, ["0-5", "5-10", ">= 10"], [("0", "5"), ("5", "10"), ("10", None)]),
        (Quantity.COUNT, ["0", "1-2", "> 2"], [("0", "1"), ("1", "3"), ("3", None)]),
        (Quantity.PERCENT, ["< 2", "2-3.5", "> 3.5"], [(None, "2"), ("2", "3.5"), ("3.5", None)]),
    ],
)
def test_bands_are_joined_where_one_begins_and_the_other_ends(
    quantity: Quantity, typed: list[str], bands: list[tuple[str | None, str | None]]
) -> None:
    read = [read_band(line(number), each, rules(quantity)) for number, each in enumerate(typed)]

    assert [ends(each.anchor) for each in joined(read, rules(quantity))] == bands
    assert [ends(each.anchor) for each in joined(read[::-1], rules(quantity))] == bands[::-1]


@pytest.mark.parametrize(
    ("quantity", "typed", "code"),
    [
        (Quantity.COUNT, ["0-4", "6-7"], "anchor.gap"),
        (Quantity.PERCENT, ["0-4", "5-7"], "anchor.gap"),
        (Quantity.COUNT, ["0-5", "4-7"], "anchor.overlap"),
        (Quantity.PERCENT, ["0-4", "3-7"], "anchor.overlap"),
        (Quantity.PERCENT, ["> 4", "> 7"], "anchor.overlap"),
        (Quantity.PERCENT, ["< 4", "< 7"], "anchor.overlap"),
    ],
)
def test_holes_and_overlaps_are_refused_by_their_lines(
    quantity: Quantity, typed: list[str], code: str
) -> None:
    read = [read_band(line(number), each, rules(quantity)) for number, each in enumerate(typed, start=1)]

    with pytest.raises(Refusal, match=code) as refused:
        joined(read, rules(quantity))

    assert (refused.value.facts["line"], refused.value.facts["other_line"]) == (1, 2)
