"""A KPI as it is typed: what is understood, and everything that is not, at its field."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.anchor_lines import MOST_ANCHORS
from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.kpi_form import (
    ANCHORS_LIMIT,
    MOST_DAYS,
    NAME_LIMIT,
    SOURCE_LIMIT,
    TARGET_LIMIT,
    TEXT_LIMIT,
    UNIT_LIMIT,
    KpiUnclear,
    TypedKpi,
    read_kpi,
    read_own,
)
from bot.domain.goals.sheet import FIELDS
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from tests.builders.goals import kpi
from tests.builders.shipped import load_scheme

SCALE = load_scheme("kpi-values").points

TYPED = TypedKpi(
    name="Shop-wide conversion",
    weight="40",
    target="3.6",
    unit="%",
    measure="Mean of the quarter",
    result="The shop sells more",
    duty="Runs campaigns",
    source="Web analytics",
    quantity="percent",
    direction="higher",
    measures="result",
    scored_by="share",
    anchors="4.5: 120%\n3.5: 100%\n2.5: 60%",
    arrives_days="5",
    goal_key="revenue",
    figure_by_id=7,
)
"""Nothing is wrong with it."""


def read(**said: object) -> Kpi:
    return read_kpi(replace(TYPED, **said), scale=SCALE)  # type: ignore[arg-type]


def problems_of(typed: TypedKpi) -> list[tuple[str, str | None]]:
    """(code, field) of everything that cannot be taken."""
    try:
        read_kpi(typed, scale=SCALE)
    except KpiUnclear as unclear:
        return [(each.code, each.field) for each in unclear.problems]
    return []


def problems(**said: object) -> list[tuple[str, str | None]]:
    return problems_of(replace(TYPED, **said))  # type: ignore[arg-type]


def test_what_was_typed_is_the_kpi() -> None:
    assert read() == Kpi(
        key="",
        name="Shop-wide conversion",
        weight=40,
        target="3.6",
        unit="%",
        measure="Mean of the quarter",
        result="The shop sells more",
        duty="Runs campaigns",
        source="Web analytics",
        quantity=Quantity.PERCENT,
        direction=Direction.HIGHER,
        measures=Measures.RESULT,
        scored_by=ScoredBy.SHARE,
        anchors=(
            Anchor(score=Decimal("4.5"), share=Decimal(120)),
            Anchor(score=Decimal("3.5"), share=Decimal(100)),
            Anchor(score=Decimal("2.5"), share=Decimal(60)),
        ),
        arrives_days=5,
        goal_key="revenue",
        figure_by_id=7,
    )


def test_a_name_a_weight_a_target_and_one_anchor_are_enough() -> None:
    few = TypedKpi(name="Sales", weight="100", target="more than last year", anchors="3.5: as agreed")

    taken = read_kpi(few, scale=SCALE)

    assert (taken.name, taken.weight, taken.target) == ("Sales", 100, "more than last year")
    assert (taken.quantity, taken.direction, taken.arrives_days) == (None, None, None)
    assert taken.measures is Measures.RESULT
    assert taken.anchors == (Anchor(score=Decimal("3.5"), text="as agreed"),)


@pytest.mark.parametrize(
    ("typed", "weight"),
    [
        ("40", 40),
        ("1", 1),
        ("100", 100),
        ("４０", 40),
        ("40%", 40),
        ("４０％", 40),
        (" 40 ", 40),
        ("40.0", 40),
    ],
)
def test_a_weight_as_people_type_it(typed: str, weight: int) -> None:
    assert read(weight=typed).weight == weight


@pytest.mark.parametrize("typed", ["", "0", "101", "-5", "39.5", "forty", "40 or so", "-", "n/a", "1" * 3000])
def test_any_other_weight_is_refused_at_its_field(typed: str) -> None:
    assert problems(weight=typed) == [("goals.kpi_weight", "weight")]


@pytest.mark.parametrize(
    ("typed", "days"),
    [("", None), (" ", None), ("0", 0), ("5", 5), ("１２", 12), (str(MOST_DAYS), MOST_DAYS), ("007", 7)],
)
def test_days_as_people_type_them(typed: str, days: int | None) -> None:
    assert read(arrives_days=typed).arrives_days == days


@pytest.mark.parametrize(
    "typed", [str(MOST_DAYS + 1), "-1", "2.5", "a week", "5 days", "00000999", "9" * 3000]
)
def test_any_other_number_of_days_is_refused_at_its_field(typed: str) -> None:
    assert problems(arrives_days=typed) == [("goals.kpi_days", "arrives_days")]


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("name", NAME_LIMIT),
        ("unit", UNIT_LIMIT),
        ("target", TARGET_LIMIT),
        ("measure", TEXT_LIMIT),
        ("result", TEXT_LIMIT),
        ("duty", NAME_LIMIT),
        ("source", SOURCE_LIMIT),
    ],
)
def test_a_text_is_taken_up_to_its_limit_and_three_thousand_characters_are_not(
    field: str, limit: int
) -> None:
    words = {"scored_by": "words", "quantity": "", "anchors": "3.5: as agreed"}

    assert getattr(read(**words, **{field: "字" * limit}), field) == "字" * limit
    assert problems(**words, **{field: "字" * (limit + 1)}) == [("goals.kpi_too_long", field)]
    with pytest.raises(KpiUnclear) as refused:
        read(**words, **{field: "字" * 3000})
    assert refused.value.problems[0].facts == {"limit": limit, "count": 3000}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name": ""}, [("goals.kpi_name", "name")]),
        ({"name": " \u200b\n "}, [("goals.kpi_name", "name")]),
        ({"anchors": ""}, [("anchor.none", "anchors")]),
        ({"anchors": "3.6: 100%"}, [("anchor.score", "anchors")]),
        ({"anchors": "a lot earns 5"}, [("anchor.line", "anchors")]),
        ({"anchors": "4: 90%\n3.5: 100%"}, [("anchor.out_of_order", "anchors")]),
        ({"anchors": "x" * 3000}, [("anchor.line", "anchors")]),
        ({"anchors": "3.5: " + "x" * 2995, "scored_by": "words"}, [("anchor.too_long", "anchors")]),
        # Of a share: a number above nought, and which way is better.
        ({"target": "a lot"}, [("figure.not_a_number", "target")]),
        ({"target": "0"}, [("goals.kpi_target", "target")]),
        ({"target": "-3"}, [("goals.kpi_target", "target")]),
        ({"target": "-"}, [("goals.kpi_target", "target")]),
        ({"direction": ""}, [("goals.kpi_direction", "direction")]),
        ({"quantity": ""}, [("goals.kpi_counts_nothing", "quantity")]),
        # Of bands: which way is better, and what they count.
        (
            {"scored_by": "bands", "anchors": "4: 5-10\n3.5: 0-5", "quantity": ""},
            [("goals.kpi_counts_nothing", "quantity")],
        ),
        (
            {"scored_by": "bands", "anchors": "4: 5-10\n3.5: 0-5", "direction": ""},
            [("goals.kpi_direction", "direction")],
        ),
        ({"scored_by": "bands", "anchors": "4: 6-10\n3.5: 0-5"}, [("anchor.gap", "anchors")]),
        ({"scored_by": "bands", "anchors": "4: 4-10\n3.5: 0-5"}, [("anchor.overlap", "anchors")]),
        # In words: whatever is counted can still be a number, or not be there yet.
        ({"scored_by": "words", "anchors": "3.5: as agreed", "direction": ""}, []),
        ({"scored_by": "words", "anchors": "3.5: as agreed", "target": "a lot", "quantity": ""}, []),
        (
            {"scored_by": "words", "anchors": "3.5: as agreed", "target": "a lot"},
            [("figure.not_a_number", "target")],
        ),
        ({"target": "1.234", "quantity": "count", "unit": ""}, [("figure.unclear", "target")]),
        ({"target": "2分20秒"}, [("figure.not_a_number", "target")]),
        # One does not hide the other.
        (
            {"target": "0", "direction": ""},
            [("goals.kpi_target", "target"), ("goals.kpi_direction", "direction")],
        ),
    ],
)
def test_what_cannot_be_taken_names_its_field(
    said: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert problems(**said) == expected


def test_an_empty_target_is_asked_for_once() -> None:
    assert problems(target="") == [("goals.kpi_target", "target")]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert problems(
        name="", weight="0", target="a lot", measure="x" * 301, arrives_days="soon", anchors=""
    ) == [
        ("goals.kpi_name", "name"),
        ("goals.kpi_too_long", "measure"),
        ("goals.kpi_weight", "weight"),
        ("goals.kpi_days", "arrives_days"),
        ("figure.not_a_number", "target"),
        ("anchor.none", "anchors"),
    ]


def test_the_first_of_it_is_what_the_refusal_says() -> None:
    with pytest.raises(KpiUnclear) as refused:
        read(name="", weight="0")

    assert (refused.value.code, refused.value.field) == ("goals.kpi_name", "name")


@pytest.mark.parametrize(
    ("quantity", "unit", "target", "figure"),
    [
        ("percent", "%", "９５％", "95"),
        ("money", "CNY", "3.2万", "32000"),
        ("money", "CNY", "1.5亿", "150000000"),
        ("time", "min", "2分20秒", "140"),
        ("count", "", "1,234", "1234"),
        ("rating", "points", "4.6", "4.6"),
    ],
)
def test_a_target_is_kept_as_it_was_typed_and_understood_as_a_number(
    quantity: str, unit: str, target: str, figure: str
) -> None:
    taken = read(quantity=quantity, unit=unit, target=target)

    assert (taken.target, taken.target_figure) == (target, Decimal(figure))


def test_bands_are_read_in_what_the_kpi_counts() -> None:
    taken = read(
        scored_by="bands",
        quantity="time",
        unit="min",
        target="30 min",
        direction="lower",
        anchors="4: < 20 min\n3.5: 20-40 min\n2.5: > 40 min",
    )

    assert [(each.low, each.high) for each in taken.anchors] == [(None, 1200), (1200, 2400), (2400, None)]


def test_what_is_kept_is_what_was_typed() -> None:
    kept = TYPED.as_kept()

    assert TypedKpi.typed(kept) == TYPED
    assert TypedKpi.typed({**kept, "from_another_version": "x"}) == TYPED
    assert TypedKpi.typed({}) == TypedKpi()


def test_every_field_that_is_signed_can_be_typed() -> None:
    assert set(TypedKpi.__dataclass_fields__) == {*FIELDS} - {"shared_id"}


SIGNS = st.sampled_from("aZ9 ,.;:%-–&<>*_~`\"'文字标题（）：；％🎯é")


def text(most: int) -> st.SearchStrategy[str]:
    return st.text(SIGNS, min_size=1, max_size=most).map(str.strip).filter(lambda said: said.strip(" "))


WHOLE = st.integers(min_value=1, max_value=10**6)


def worded(data: st.DataObject, scores: list[Decimal]) -> tuple[Anchor, ...]:
    return tuple(Anchor(score=score, text=data.draw(text(60))) for score in scores)


def by_share(data: st.DataObject, scores: list[Decimal], direction: Direction) -> tuple[Anchor, ...]:
    ends = data.draw(st.lists(st.integers(6, 900), min_size=len(scores), max_size=len(scores), unique=True))
    ends.sort(reverse=direction is Direction.HIGHER)
    return tuple(
        Anchor(score=score, share=Decimal(end), text=data.draw(st.just("") | text(40)))
        for score, end in zip(scores, ends, strict=True)
    )


def by_band(data: st.DataObject, scores: list[Decimal], direction: Direction) -> tuple[Anchor, ...]:
    count = len(scores) - 1
    ends = sorted(data.draw(st.lists(WHOLE, min_size=count, max_size=count, unique=True)))
    edges = [None, *map(Decimal, ends), None]
    bands = list(pairwise(edges))
    if len(bands) == 1:
        bands = [(Decimal(data.draw(WHOLE)), None)]
    if direction is Direction.HIGHER:
        bands.reverse()
    return tuple(
        Anchor(score=score, low=low, high=high) for score, (low, high) in zip(scores, bands, strict=True)
    )


@st.composite
def kpis(draw: st.DrawFn) -> Kpi:
    """One that the form takes, of any kind."""
    data = draw(st.data())
    scored_by, direction = draw(st.sampled_from(ScoredBy)), draw(st.sampled_from(Direction))
    scores = sorted(draw(st.sets(st.sampled_from(SCALE), min_size=1, max_size=MOST_ANCHORS)), reverse=True)
    anchors = {
        ScoredBy.WORDS: lambda: worded(data, scores),
        ScoredBy.SHARE: lambda: by_share(data, scores, direction),
        ScoredBy.BANDS: lambda: by_band(data, scores, direction),
    }[scored_by]()
    in_words = scored_by is ScoredBy.WORDS
    counts = draw(st.sampled_from([Quantity.PERCENT, Quantity.COUNT, Quantity.MONEY]))
    quantity = draw(st.sampled_from([None, counts])) if in_words else counts
    return Kpi(
        key="",
        name=draw(text(NAME_LIMIT)),
        weight=draw(st.integers(1, 100)),
        target=draw(text(TARGET_LIMIT)) if quantity is None else str(draw(WHOLE)),
        unit="",
        measure=draw(st.just("") | text(TEXT_LIMIT)),
        result=draw(st.just("") | text(TEXT_LIMIT)),
        duty=draw(st.just("") | text(NAME_LIMIT)),
        source=draw(st.just("") | text(SOURCE_LIMIT)),
        quantity=quantity,
        direction=draw(st.sampled_from([None, direction])) if in_words else direction,
        measures=draw(st.sampled_from([None, *Measures])),
        scored_by=scored_by,
        anchors=anchors,
        arrives_days=draw(st.none() | st.integers(0, MOST_DAYS)),
        goal_key=draw(st.sampled_from([None, "revenue"])),
        figure_by_id=draw(st.none() | st.integers(1, 10**6)),
    )


@given(kpis())
def test_a_kpi_written_to_be_edited_is_read_as_it_was(known: Kpi) -> None:
    typed = TypedKpi.of(known)

    assert len(typed.anchors) <= ANCHORS_LIMIT
    assert read_kpi(typed, scale=SCALE) == known


EIGHT = sorted(SCALE, reverse=True)[:MOST_ANCHORS]
LONGEST = {
    ScoredBy.WORDS: tuple(Anchor(score=score, text="文" * 300) for score in EIGHT),
    ScoredBy.SHARE: tuple(
        Anchor(score=score, share=Decimal("120.25") - place, text="x" * 300)
        for place, score in enumerate(EIGHT)
    ),
    ScoredBy.BANDS: tuple(
        Anchor(score=score, low=Decimal(8 - place) * 10**9, high=Decimal(9 - place) * 10**9, text="x" * 300)
        for place, score in enumerate(EIGHT)
    ),
}


@pytest.mark.parametrize("scored_by", list(ScoredBy))
def test_eight_anchors_as_long_as_may_be_can_be_edited(scored_by: ScoredBy) -> None:
    known = kpi(
        "",
        50,
        anchors=LONGEST[scored_by],
        scored_by=scored_by,
        quantity=Quantity.COUNT,
        direction=Direction.HIGHER,
        target="36",
        unit="u" * UNIT_LIMIT,
    )

    assert len(TypedKpi.of(known).anchors) <= ANCHORS_LIMIT
    assert read_kpi(TypedKpi.of(known), scale=SCALE).anchors == known.anchors


@given(
    st.builds(TypedKpi, **dict.fromkeys(("name", "weight", "target", "arrives_days", "anchors"), st.text()))
)
def test_whatever_is_typed_is_taken_or_refused_at_a_field(typed: TypedKpi) -> None:
    assert all(field in TypedKpi.__dataclass_fields__ for _, field in problems_of(typed))


def test_of_a_kpi_that_others_share_only_weight_and_duty_are_read() -> None:
    shared = kpi("k3", 0, shared_id=7)

    own = read_own(shared, TypedKpi(name="Another", target="9", weight="30 %", duty=" Buys "))

    assert own == replace(shared, weight=30, duty="Buys")
    with pytest.raises(KpiUnclear) as unclear:
        read_own(shared, TypedKpi(weight="none", duty="x" * 151))
    assert [each.code for each in unclear.value.problems] == ["goals.kpi_too_long", "goals.kpi_weight"]
