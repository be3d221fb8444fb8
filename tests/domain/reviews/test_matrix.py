"""Performance beside values: the two means, and the field that they come to."""

from decimal import Decimal

import pytest

from bot.domain.policy import Matrix, Policy, contradictions
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.matrix import Field, Halves, Standing, Stood, counted, field_of, halves, has_halves
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi
from tests.builders.shipped import load_scheme

BASIS = Basis(kpis=(kpi("conversion", "Conversion", 60), kpi("dwell", "Dwell time", 40)))


@pytest.mark.parametrize(
    ("performance", "values", "field"),
    [
        ("3.75", "3", Field.STAR),
        ("5", "5", Field.STAR),
        ("3.75", "2.49", Field.WILD_DOG),
        ("3.25", "3", Field.RABBIT),
        ("3.25", "2.49", Field.DOG),
        ("2.5", "1", Field.DOG),
        # One half in the middle is the middle, whatever the other is.
        ("3.749", "3", Field.BULL),
        ("3.251", "3", Field.BULL),
        ("3.75", "2.5", Field.BULL),
        ("3.75", "2.99", Field.BULL),
        ("3.25", "2.5", Field.BULL),
        ("3.5", "2.75", Field.BULL),
        ("3.5", "1", Field.BULL),
    ],
)
def test_both_high_both_low_one_of_each_or_the_middle(performance: str, values: str, field: Field) -> None:
    assert field_of(Halves(performance=Decimal(performance), values=Decimal(values)), Matrix()) is field


def test_the_lines_are_the_companys() -> None:
    lines = Matrix(performance_high=3.5, performance_low=3, values_high=2.5, values_low=2)

    assert field_of(Halves(performance=Decimal("3.5"), values=Decimal("2.5")), lines) is Field.STAR
    assert field_of(Halves(performance=Decimal("3.25"), values=Decimal("1.9")), lines) is Field.BULL


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (Matrix(performance_low=3.75), ["matrix.performance_low"]),
        (Matrix(values_low=3.5), ["matrix.values_low"]),
        (Matrix(values_low=3), []),
    ],
)
def test_nothing_is_low_and_high_at_once(lines: Matrix, wrong: list[str]) -> None:
    assert [name for name, _ in contradictions(Policy(matrix=lines))] == wrong


def test_the_halves_are_unrounded_means_of_what_is_scored_by_figures_and_of_the_values() -> None:
    scores = {
        CONVERSION: Decimal("3.75"),
        DWELL: Decimal("3.5"),
        CUSTOMER: Decimal("3"),
        TEAMWORK: Decimal("2.5"),
    }

    found = halves(load_scheme("kpi-values"), BASIS, scores)

    assert (found.performance, found.values) == (Decimal("3.65"), Decimal("2.75"))


@pytest.mark.parametrize(
    ("key", "both"), [("kpi-values", True), ("three-part", False), ("operations", False)]
)
def test_a_scheme_may_lack_one_half(key: str, both: bool) -> None:
    assert has_halves(load_scheme(key)) is both


def test_every_field_is_counted_and_whoever_is_known_from_before_may_have_moved() -> None:
    stood = Stood(field=Field.STAR, period="2026Q3")
    people = [
        Standing(review_id=1, employee_id=1, name="A", field=Field.STAR, before=stood),
        Standing(review_id=2, employee_id=2, name="B", field=Field.BULL, before=stood),
        Standing(review_id=3, employee_id=3, name="C", field=Field.BULL),
    ]

    assert [each.has_moved for each in people] == [False, True, False]
    assert dict(counted(people)) == dict.fromkeys(Field, 0) | {Field.STAR: 1, Field.BULL: 2}
