"""Anchors as people type them, in one field: read, named by their line where they cannot be, written back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.anchor_bands import AnchorRules
from bot.domain.goals.anchor_lines import MOST_ANCHORS, as_typed, parse_anchors
from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.quantities import Quantity
from bot.errors import Refusal
from tests.domain.goals.test_anchors import HIGHER, LOWER, SCALE, bands, shares

WORDS, SHARE, BANDS = ScoredBy.WORDS, ScoredBy.SHARE, ScoredBy.BANDS


def rules(
    scored_by: ScoredBy,
    direction: Direction = HIGHER,
    quantity: Quantity = Quantity.PERCENT,
    unit: str = "",
) -> AnchorRules:
    return AnchorRules(scored_by=scored_by, scale=SCALE, direction=direction, quantity=quantity, unit=unit)


def anchor(score: str, **values: str) -> Anchor:
    text = values.pop("text", "")
    return Anchor(score=Decimal(score), text=text, **{name: Decimal(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("typed", "scored_by", "direction", "anchors"),
    [
        ("4.5: 20 % above the target", WORDS, HIGHER, [anchor("4.5", text="20 % above the target")]),
        ("４．５：两项都高；都好", WORDS, HIGHER, [anchor("4.5", text="两项都高；都好")]),
        ("4.5 分：都好", WORDS, HIGHER, [anchor("4.5", text="都好")]),
        ("3,5: on target: 3.6", WORDS, HIGHER, [anchor("3.5", text="on target: 3.6")]),
        ("- 3.5 = on target", WORDS, HIGHER, [anchor("3.5", text="on target")]),
        (
            "\n3: late\n\n 5:  early \n3.5: on time\n",
            WORDS,
            HIGHER,
            [anchor("5", text="early"), anchor("3.5", text="on time"), anchor("3", text="late")],
        ),
        ("4.5: 120%", SHARE, HIGHER, [anchor("4.5", share="120")]),
        ("4.5 >= 120 %", SHARE, HIGHER, [anchor("4.5", share="120")]),
        ("4.5≥120", SHARE, HIGHER, [anchor("4.5", share="120")]),
        ("4.5：１２０％", SHARE, HIGHER, [anchor("4.5", share="120")]),
        ("4.5: 120% or more; both", SHARE, HIGHER, [anchor("4.5", share="120", text="both")]),
        ("4.5: 120%；好；更好", SHARE, HIGHER, [anchor("4.5", share="120", text="好；更好")]),
        ("4.5: 80%\n3.5: <= 100%", SHARE, LOWER, [anchor("4.5", share="80"), anchor("3.5", share="100")]),
        ("3.5: 95-105", BANDS, HIGHER, [anchor("3.5", low="95", high="105")]),
        (
            "2.5: < 2\n4.5: > 4.0\n4: 3.6 – 4.0\n3.5: 2 - 3.6；够了",
            BANDS,
            HIGHER,
            [
                anchor("4.5", low="4.0"),
                anchor("4", low="3.6", high="4.0"),
                anchor("3.5", low="2", high="3.6", text="够了"),
                anchor("2.5", high="2"),
            ],
        ),
        ("5 < 2\n4: 2-3", BANDS, LOWER, [anchor("5", high="2"), anchor("4", low="2", high="3")]),
    ],
)
def test_lines_are_read_best_first(
    typed: str, scored_by: ScoredBy, direction: Direction, anchors: list[Anchor]
) -> None:
    read = parse_anchors(typed, rules(scored_by, direction))

    assert list(read) == anchors
    assert parse_anchors(as_typed(read, rules(scored_by, direction)), rules(scored_by, direction)) == read


@pytest.mark.parametrize(
    ("typed", "scored_by", "code", "line"),
    [
        ("", WORDS, "anchor.none", None),
        (" \n\u200b\n", WORDS, "anchor.none", None),
        ("5: good\nwell, then", WORDS, "anchor.line", 2),
        ("5:", WORDS, "anchor.line", 1),
        ("5: " + "x" * 301, WORDS, "anchor.too_long", 1),
        ("\n".join(f"{score}: {score}" for score in (*SCALE, "5")), WORDS, "anchor.too_many", None),
        ("5: good\n\n4.2: fair", WORDS, "anchor.score", 3),
        ("5: good\n4: fair\n5: great", WORDS, "anchor.twice", 3),
        ("5: a lot", SHARE, "anchor.line", 1),
        ("5: <= 120%", SHARE, "anchor.line", 1),
        ("5: 0.9", SHARE, "anchor.unclear", 1),
        ("5: 1.2", SHARE, "anchor.unclear", 1),
        ("5: 100%\n4: 120%", SHARE, "anchor.out_of_order", 1),
        ("4: 120%\n5: 120%", SHARE, "anchor.out_of_order", 2),
        ("5: many", BANDS, "anchor.line", 1),
        ("5: 105-95", BANDS, "anchor.line", 1),
        ("5: 1-2\n4: 2-3", BANDS, "anchor.out_of_order", 1),
        ("5: 3-4\n4: 1-2", BANDS, "anchor.gap", 1),
        ("5: 3-4\n4: 1-3.5", BANDS, "anchor.overlap", 1),
    ],
)
def test_what_is_wrong_is_named_by_its_line(
    typed: str, scored_by: ScoredBy, code: str, line: int | None
) -> None:
    with pytest.raises(Refusal) as refused:
        parse_anchors(typed, rules(scored_by), field="anchors")

    assert (refused.value.code, refused.value.field) == (code, "anchors")
    assert refused.value.facts.get("line") == line


def test_order_is_that_of_the_direction() -> None:
    typed = "5: 80%\n4: 100%"

    assert len(parse_anchors(typed, rules(SHARE, LOWER))) == 2
    with pytest.raises(Refusal, match=r"anchor\.out_of_order"):
        parse_anchors(typed, rules(SHARE, HIGHER))


def test_what_can_be_read_in_two_ways_is_named_with_its_readings() -> None:
    with pytest.raises(Refusal, match=r"anchor\.unclear") as refused:
        parse_anchors("5: 1:30 - 2:00", rules(BANDS, quantity=Quantity.TIME))

    assert refused.value.facts["text"] == "2:00"
    assert refused.value.facts["readings"].readings == (120, 7200)


NUMBERS = st.decimals(min_value=0, max_value=10**7, places=3).map(str)
UNITS = {
    Quantity.PERCENT: ["", "%"],
    Quantity.MONEY: ["", "万元", "million CNY", "CNY"],
    Quantity.TIME: ["", "min", "days", "working days"],
    Quantity.COUNT: ["", "faults", "万次"],
    Quantity.RATING: ["", "points"],
}


@given(st.data(), st.sampled_from(Direction), st.sampled_from([SHARE, BANDS]), st.sampled_from(Quantity))
def test_anchors_written_to_be_edited_are_read_as_they_were(
    data: st.DataObject, direction: Direction, scored_by: ScoredBy, quantity: Quantity
) -> None:
    unit = data.draw(st.sampled_from(UNITS[quantity]))
    ends = data.draw(st.lists(NUMBERS, min_size=1, max_size=MOST_ANCHORS - 1, unique_by=Decimal))
    anchors = (shares if scored_by is SHARE else bands)(direction, *ends)
    by = rules(scored_by, direction, quantity, unit)

    assert parse_anchors(as_typed(anchors, by), by) == anchors


@given(st.text(), st.sampled_from(ScoredBy), st.sampled_from(Direction), st.sampled_from(Quantity))
def test_whatever_is_typed_is_read_the_same_again_or_refused(
    typed: str, scored_by: ScoredBy, direction: Direction, quantity: Quantity
) -> None:
    by = rules(scored_by, direction, quantity)
    try:
        read = parse_anchors(f"5: {typed}", by)
    except Refusal:
        return

    assert parse_anchors(as_typed(read, by), by) == read
