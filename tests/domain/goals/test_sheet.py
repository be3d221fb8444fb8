"""A KPI sheet: what nobody may sign, what deserves a second look, what is different between two versions."""

from collections.abc import Sequence
from dataclasses import fields, replace

import pytest

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.sheet import (
    FIELDS,
    Doubt,
    KpiChange,
    changes,
    doubts,
    next_key,
    require_room,
    require_sound,
    weight_of,
    why_unsound,
)
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from bot.errors import Refusal
from tests.builders.goals import SHEET, kpi

RESULT, WORK = Measures.RESULT, Measures.WORK


def sheet(*weights: int, **rest: object) -> tuple[Kpi, ...]:
    return tuple(kpi(f"k{number}", weight, **rest) for number, weight in enumerate(weights, start=1))


def doubted(kpis: Sequence[Kpi], *, scored_after_days: int = 8) -> list[str]:
    """Each doubt by its name, with the KPI that it is about."""
    found = doubts(kpis, scored_after_days=scored_after_days)
    return [each.doubt.value + (f" {each.kpi.key}" if each.kpi else "") for each in found]


@pytest.mark.parametrize(
    ("kpis", "expected"),
    [
        (SHEET, []),
        ((), []),
        # More than seven.
        (sheet(40, 10, 10, 10, 10, 10, 10), []),
        (sheet(30, 10, 10, 10, 10, 10, 10, 10), ["many"]),
        # No key figure: none of a fifth or more.
        (sheet(20, 16, 16, 16, 16, 16), []),
        (sheet(19, 17, 16, 16, 16, 16), ["no_key"]),
        # A single goal; whatever else, it is not told that there are only results.
        (sheet(100), ["single"]),
        (sheet(100, measures=RESULT), ["single"]),
        # Only results, as far as everybody said what they look at.
        (sheet(60, 40, measures=RESULT), ["only_results"]),
        ((kpi("k1", 60, measures=RESULT), kpi("k2", 40, measures=WORK)), []),
        ((kpi("k1", 60, measures=RESULT), kpi("k2", 40)), []),
        # Hardly any weight.
        (sheet(95, 5), []),
        (sheet(96, 4), ["light k2"]),
        # No duty of the post: of all at once where it is of all.
        ((kpi("k1", 60), kpi("k2", 40, duty="")), ["no_duty k2"]),
        (sheet(60, 40, duty=""), ["no_duty"]),
        (sheet(100, duty=""), ["single", "no_duty k1"]),
        # Several at once: those of the sheet, then those of each KPI.
        (
            (kpi("k1", 97, arrives_days=30), kpi("k2", 3, duty="", arrives_days=9)),
            ["late_figure k1", "late_figure k2", "light k2", "no_duty k2"],
        ),
    ],
)
def test_what_a_careful_colleague_would_ask_about(kpis: Sequence[Kpi], expected: list[str]) -> None:
    assert doubted(kpis) == expected


@pytest.mark.parametrize(
    ("arrives", "scored_after", "expected"),
    [(8, 8, []), (9, 8, ["late_figure k1"]), (0, 0, []), (1, 0, ["late_figure k1"]), (None, 0, [])],
)
def test_a_figure_is_late_once_it_comes_after_the_self_score(
    arrives: int | None, scored_after: int, expected: list[str]
) -> None:
    kpis = (kpi("k1", 60, arrives_days=arrives), kpi("k2", 40))

    assert doubted(kpis, scored_after_days=scored_after) == expected


def test_every_doubt_can_be_had() -> None:
    sheets = [
        sheet(*[10] * 10, measures=RESULT),
        sheet(100, duty="", arrives_days=99),
        sheet(96, 4),
    ]

    assert {each.split()[0] for kpis in sheets for each in doubted(kpis)} == set(Doubt)


@pytest.mark.parametrize(
    ("kpis", "expected"),
    [
        (SHEET, []),
        ((), [("goals.no_kpis", {})]),
        (sheet(*[8] * 11, 12), []),
        (sheet(*[7] * 12, 16), [("goals.too_many", {"count": 13, "most": 12})]),
        (sheet(60, 40), []),
        (sheet(99, 1), []),
        (sheet(100, 0), [("goals.no_weight", {"names": ["KPI k2"]})]),
        (sheet(60, 39), [("goals.weights", {"total": 99, "off": 1, "is_over": False})]),
        (sheet(60, 41), [("goals.weights", {"total": 101, "off": 1, "is_over": True})]),
        (
            (kpi("k1", 60, anchors=(), name="Sales"), kpi("k2", 40)),
            [("goals.no_anchors", {"names": ["Sales"]})],
        ),
        (
            sheet(*[10] * 13, anchors=()),
            [
                ("goals.too_many", {"count": 13, "most": 12}),
                ("goals.weights", {"total": 130, "off": 30, "is_over": True}),
                ("goals.no_anchors", {"names": [f"KPI k{number}" for number in range(1, 14)]}),
            ],
        ),
    ],
)
def test_for_what_nobody_may_sign(kpis: Sequence[Kpi], expected: list[tuple[str, object]]) -> None:
    assert [(reason.code, reason.facts) for reason in why_unsound(kpis)] == expected


def test_the_first_reason_is_the_one_that_is_said() -> None:
    require_sound(SHEET)
    with pytest.raises(Refusal, match=r"goals\.too_many"):
        require_sound(sheet(*[10] * 13, anchors=()))


def test_weights_are_counted() -> None:
    assert [weight_of(each) for each in ((), SHEET, sheet(60, 39))] == [0, 100, 99]


ANOTHER: dict[str, object] = {
    "name": "Another",
    "weight": 61,
    "target": "3.7",
    "unit": "points",
    "measure": "Mean of the year",
    "direction": Direction.LOWER,
    "anchors": (),
    "result": "The shop costs less",
    "duty": "Buys",
    "source": "Finance",
    "figure_by_id": 5,
    "arrives_days": 3,
    "measures": WORK,
    "quantity": Quantity.PERCENT,
    "scored_by": ScoredBy.SHARE,
    "goal_key": "visits",
    "shared_id": 7,
}


def test_everything_that_a_kpi_says_is_compared() -> None:
    """But for the figure that is entered for it later."""
    known = {field.name for field in fields(Kpi)} - {"key", "whose", "figure"}

    assert set(FIELDS) == known == set(ANOTHER)
    assert len(FIELDS) == len(known)


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_names_its_field(field: str) -> None:
    before = kpi("k1", 60)
    after = replace(before, **{field: ANOTHER[field]})  # type: ignore[arg-type]

    assert changes([before], [after]) == [KpiChange(before=before, after=after, fields=(field,))]


def test_fields_are_named_in_the_order_in_which_a_reader_looks_for_them() -> None:
    before = kpi("k1", 60)
    after = replace(before, **ANOTHER)  # type: ignore[arg-type]

    (change,) = changes([before], [after])

    assert change.fields == FIELDS


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("a b", "a b", []),
        ("a b", "b a", []),
        ("", "a", ["+a"]),
        ("a", "", ["-a"]),
        ("a b", "b c", ["+c", "-a"]),
        ("a b c", "c", ["-a", "-b"]),
        ("a b", "c b d a", ["+c", "+d"]),
        ("a b", "d b*", ["+d", "~b", "-a"]),
    ],
)
def test_what_is_new_or_changed_comes_first_then_what_is_gone(
    before: str, after: str, expected: list[str]
) -> None:
    """A letter is a KPI; with an asterisk it asks for something else; another order is no change."""

    def version(written: str) -> list[Kpi]:
        return [kpi(each[0], 50, target=each) for each in (one.ljust(2) for one in written.split())]

    found = changes(version(before), version(after))

    signs = {(True, True): "~", (False, True): "+", (True, False): "-"}
    said = [signs[each.before is not None, each.after is not None] + each.kpi.key for each in found]
    assert said == expected


def test_a_change_is_of_something() -> None:
    with pytest.raises(ValueError, match="of something"):
        _ = KpiChange(before=None, after=None).kpi


@pytest.mark.parametrize(
    ("taken", "expected"),
    [("", "k1"), ("k1 k2", "k3"), ("k2", "k1"), ("conversion k1 k3", "k2")],
)
def test_a_key_is_one_that_is_not_taken(taken: str, expected: str) -> None:
    assert next_key(taken.split()) == expected


def test_there_is_room_for_as_many_as_may_be_signed() -> None:
    require_room(sheet(*[8] * 12))
    with pytest.raises(Refusal, match=r"goals\.too_many"):
        require_room(sheet(*[8] * 13))
