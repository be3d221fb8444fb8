"""What is explained to whom, how a mean is rounded, and what became another one since last time."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain.reviews.explain import (
    Explained,
    GivenBy,
    Look,
    Moved,
    Nearer,
    differences,
    rounding,
    to_employee,
)
from bot.domain.reviews.scoring import Outcome, Side
from bot.domain.reviews.way import State
from tests.builders.approval import (
    CONVERSION,
    CUSTOMER,
    DWELL,
    FRIDAY,
    HANDED_IN,
    OWN,
    TEAMWORK,
    kpi,
    review,
    scored,
)
from tests.builders.shipped import load_scheme

POINTS = load_scheme("kpi-values").points
MONDAY = FRIDAY + timedelta(days=3)


def outcome(exact: str, *, failed: bool = False) -> Outcome:
    return Outcome(sections=(), exact=Decimal(exact), score=Decimal("2.5"), failed=failed)


@pytest.mark.parametrize(
    ("exact", "lower", "higher", "side"),
    [
        ("3.6417", "3.5", "3.75", Nearer.HIGHER),
        ("3.6", "3.5", "3.75", Nearer.LOWER),
        ("3.625", "3.5", "3.75", Nearer.HALF),
        ("3.62500001", "3.5", "3.75", Nearer.HIGHER),
        ("2.75", "2.5", "3", Nearer.HALF),
    ],
)
def test_a_mean_lies_between_two_points(exact: str, lower: str, higher: str, side: Nearer) -> None:
    found = rounding(outcome(exact), POINTS)

    assert found is not None
    assert (found.lower, found.higher, found.side) == (Decimal(lower), Decimal(higher), side)


@pytest.mark.parametrize("exact", ["3.5", "5", "2.5", "0.25", "2.4999"])
def test_a_point_itself_and_what_is_beyond_the_scale_lie_between_none(exact: str) -> None:
    assert rounding(outcome(exact), POINTS) is None


def test_what_became_another_one_since_the_period_before() -> None:
    before = review(State.SCORED, own={**OWN, CONVERSION: scored("4"), CUSTOMER: scored("3.5")})
    now = review(State.SCORED, given={DWELL: scored("3.25", reason="One week was missing")})

    found = differences(now, before)

    assert found is not None
    assert found.point == Moved(was=Decimal("3.5"), now=Decimal("3.25"))
    assert found.sections == {
        "kpi": Moved(was=Decimal("3.80"), now=Decimal("3.55")),
        "values": Moved(was=Decimal("3"), now=Decimal("2.75")),
    }
    assert found.items == {
        CONVERSION: Moved(was=Decimal("4"), now=Decimal("3.75")),
        DWELL: Moved(was=Decimal("3.5"), now=Decimal("3.25")),
        CUSTOMER: Moved(was=Decimal("3.5"), now=Decimal("3")),
        TEAMWORK: Moved(was=Decimal("2.5"), now=Decimal("2.5")),
    }


def test_another_kpi_under_the_same_key_is_not_compared() -> None:
    others = (kpi("conversion", "Repurchase rate", 60), kpi("dwell", " dwell TIME", 40))

    found = differences(review(State.SCORED), review(State.SCORED, kpis=others))

    assert found is not None
    assert CONVERSION not in found.items
    assert DWELL in found.items


def test_a_section_of_another_scheme_is_not_compared() -> None:
    scheme = load_scheme("kpi-values")
    kpis, values = scheme.sections
    renamed = scheme.model_copy(update={"sections": (kpis, values.model_copy(update={"key": "attitude"}))})
    own = {("attitude" if key == "values" else key, item): each for (key, item), each in OWN.items()}

    found = differences(review(State.SCORED), review(State.SCORED, scheme=renamed, own=own))

    assert found is not None
    assert set(found.sections) == {"kpi"}
    assert set(found.items) == {CONVERSION, DWELL}


def test_without_scores_there_is_nothing_to_compare() -> None:
    assert differences(replace(review(), outcome=None), review()) is None


def gave(side: Side, score: str, reason: str | None = None) -> GivenBy:
    return GivenBy(
        side=side,
        by="Chen Jie" if side is Side.SELF else "Liu Yang",
        at=HANDED_IN,
        score=Decimal(score),
        reason=reason,
    )


def test_the_employee_reads_what_holds_and_nothing_of_what_was_doubted() -> None:
    first, second = gave(Side.SELF, "4"), gave(Side.SELF, "3.5")
    harsh, mild = gave(Side.MANAGER, "2.5", "Too harsh"), gave(Side.MANAGER, "3.25", "One week was missing")
    doubt = Look(by="Zhao Min", at=FRIDAY, is_doubt=True, reason="Too harsh?", items=(DWELL,))
    early, late = Look(by="Zhou Jing", at=HANDED_IN), Look(by="Zhou Jing", at=MONDAY)
    explained = Explained(
        review=review(State.SCORED, given={DWELL: scored("3.25", reason="One week was missing")}),
        given={DWELL: (first, second, harsh, mild), TEAMWORK: (gave(Side.SELF, "2.5"), harsh)},
        looks=(early, doubt, late),
    )

    theirs = to_employee(explained)

    assert theirs.given == {DWELL: (second, mild), TEAMWORK: (gave(Side.SELF, "2.5"),)}
    assert theirs.looks == (late,)
