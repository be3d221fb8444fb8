"""Past results by other rules: computed by hand, and what is never shown."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import Applies, Distribution, Share
from bot.domain.reviews.fair_moves import Fitting, Unfit
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.simulation import FEWEST, Past, again, first_named, simulation
from bot.errors import Refusal
from tests.builders.approval import kpi
from tests.builders.schemes import another
from tests.builders.shipped import load_scheme

ENFORCING = load_scheme("kpi-values")
SHARES = ENFORCING.distribution
SCHEME = ENFORCING.model_copy(update={"distribution": None})
BASIS = Basis(kpis=(kpi("k1", "Conversion", 50), kpi("k2", "Dwell time", 50)))
GIVEN: Mapping[str, tuple[str, str]] = {
    "4.5": ("5", "3"),
    "4": ("4", "4"),
    "3.75": ("4", "3"),
    "3.5": ("3.5", "3.5"),
    "3.25": ("3.25", "3.25"),
}
"""What every KPI and every value was given for a point; 70 to 30."""
DOMAINS_TWELVE = ("4.5", *("4",) * 4, "3.75", *("3.5",) * 6)


def past(
    number: int,
    point: str = "3.75",
    *,
    department: str = "Marketing",
    manager: str = "Liu Yang",
    period: str = "2026Q3",
    given: tuple[str, str] | None = None,
    calibrated: str | None = None,
) -> Past:
    performance, values = map(Decimal, given or GIVEN[point])
    scores = {("kpi", "k1"): performance, ("kpi", "k2"): performance}
    scores |= {("values", "customer_first"): values, ("values", "teamwork"): values}
    outcome = outcome_of(SCHEME, BASIS, scores)
    if calibrated is not None:
        outcome = replace(outcome, score=Decimal(calibrated), computed=outcome.score)
    return Past(
        review_id=number,
        employee_id=number,
        name=f"Person {number}",
        department=department,
        manager_id=sum(map(ord, manager)),
        manager=manager,
        period=period,
        scheme=SCHEME,
        basis=BASIS,
        scores=scores,
        outcome=outcome,
    )


def weighing(performance: int, *, gate: str | None = None) -> Scheme:
    """The same scheme, KPIs to values so much to the rest."""
    kpis, values = SCHEME.sections
    sections = (
        kpis.model_copy(update={"weight": performance}),
        values.model_copy(update={"weight": 100 - performance, "gate_below": gate and Decimal(gate)}),
    )
    return SCHEME.model_copy(update={"key": "ours", "sections": sections})


def points(*wanted: str, department: str = "Marketing", first: int = 1) -> list[Past]:
    return [past(number, point, department=department) for number, point in enumerate(wanted, start=first)]


def test_other_weights_come_to_another_point() -> None:
    """KPIs 4 and values 3: 3.7 by 70 to 30, so 3.75; 3.5 by 50 to 50."""
    found = again(past(1), weighing(50))

    assert (found.past.outcome.score, found.outcome.score, found.steps) == (
        Decimal("3.75"),
        Decimal("3.5"),
        -1,
    )
    assert found.failed_by == ()


def test_a_stricter_gate_fails_who_passed_it_and_is_named_once() -> None:
    """Values of 3 under a gate of 3.25: the lowest point, four steps below 3.75."""
    strict = weighing(70, gate="3.25")
    found = again(past(1), strict)

    assert (found.outcome.score, found.steps, found.failed_by) == (Decimal("2.5"), -4, ("values",))
    failed = past(1, given=("4", "2"))
    assert failed.outcome.failed
    assert again(failed, strict).failed_by == (), "it had failed before"
    assert again(failed, weighing(70)).steps == 3, "3.4 without a gate is 3.5"


def test_what_calibration_made_of_a_point_stays_while_it_is_the_same_point() -> None:
    moved = past(1, calibrated="4")

    assert again(moved, SCHEME).outcome.score == 4
    assert again(moved, weighing(50)).outcome.score == Decimal("3.5"), "it was about another point"


def test_a_scale_without_the_point_counts_from_the_nearest() -> None:
    coarse = SCHEME.model_copy(
        update={"scale": tuple(each for each in SCHEME.scale if each.score in {5, 4, 3})}
    )

    found = again(past(1, calibrated="3.75"), coarse)

    assert (found.outcome.score, found.steps) == (4, 0)


def test_the_twelve_of_the_reference_make_four_fair_moves() -> None:
    """domain.md §6: fairly four moves of one step, two without the rule."""
    found = simulation(points(*DOMAINS_TWELVE), scheme=None, bands="20/15/50/15", is_named=True)

    [marketing] = found.departments
    assert (marketing.by_shares, marketing.shares_steps, marketing.unfair) == (4, 4, 2)
    assert (marketing.people, marketing.up, marketing.down, marketing.unfit) == (12, 0, 0, 0)
    [squeezed] = found.squeezed
    assert isinstance(squeezed.found, Fitting)
    moves = [(str(each.was), str(each.now), each.count) for each in squeezed.found.shifts]
    assert moves == [("4", "3.75", 2), ("3.75", "3.5", 1), ("3.5", "3.25", 1)]
    first, others = first_named(squeezed.found.shifts[0], squeezed.names)
    assert (len(first), len(others)) == (2, 2)
    assert squeezed.candidates >= {2, 3, 4, 5}


def test_the_shares_of_a_scheme_count_only_where_it_enforces_them() -> None:
    advised = ENFORCING.model_copy(
        update={"distribution": SHARES and SHARES.model_copy(update={"applies": Applies.ADVISED})}
    )
    twelve = points(*DOMAINS_TWELVE)

    assert simulation(twelve, scheme=ENFORCING, bands=None, is_named=False).whole.by_shares == 4
    found = simulation(twelve, scheme=advised, bands=None, is_named=False)
    assert (found.whole.by_shares, found.shares) == (0, ())


def test_whoever_is_failed_stays_and_it_is_said_where_nothing_fits() -> None:
    failed = [past(number, given=("4", "2")) for number in range(1, 8)]
    half = Share(lowest=Decimal(4), at_least=50)
    distribution = Distribution(applies=Applies.ENFORCED, shares=(half,))
    demanding = SCHEME.model_copy(update={"distribution": distribution})

    found = simulation(failed, scheme=demanding, bands=None, is_named=True)

    assert (found.whole.unfit, found.whole.by_shares) == (1, 0)
    assert [isinstance(each.found, Unfit) for each in found.squeezed] == [True]
    assert found.squeezed[0].candidates == frozenset()


def test_shares_on_a_group_of_four_move_nobody_and_show_nothing() -> None:
    four = points("4", "4", "4", "4")

    with pytest.raises(Refusal) as refused:
        simulation(four, scheme=None, bands="30/60/10", is_named=False)
    assert refused.value.code == "simulation.too_few"

    hr = points("4", "4", "4", "4", department="HR", first=50)
    found = simulation(points(*DOMAINS_TWELVE) + hr, scheme=None, bands="30/60/10", is_named=True)
    assert [(each.name, each.people) for each in found.departments] == [(None, 16)], (
        "with the next larger one"
    )
    assert {each.department for each in found.squeezed} == {"Marketing"}


def test_six_are_counted_and_bound_by_nothing() -> None:
    found = simulation(points(*("4",) * 6), scheme=None, bands="0/100/0", is_named=True)

    assert (found.whole.people, found.whole.by_shares, found.squeezed) == (6, 0, ())


def test_four_people_of_two_quarters_are_four_people() -> None:
    both = [past(number, period=period) for number in range(4) for period in ("2026Q3", "2026Q4")]

    with pytest.raises(Refusal) as refused:
        simulation(both, scheme=weighing(50), bands=None, is_named=False)

    assert refused.value.code == "simulation.too_few"


def test_what_a_second_cycle_adds_is_of_five_people_too() -> None:
    """Six of a department in a quarter and four in the next: with both, and with the first alone, there is
    nothing to take from each other.
    """
    first = [past(number) for number in range(6)] + [
        past(number, department="Shop", manager="Gao Lan") for number in range(10, 17)
    ]
    second = [
        replace(each, review_id=100 + each.review_id, period="2026Q4")
        for each in first
        if each.employee_id not in {0, 1}
    ]

    alone, both = (
        simulation(some, scheme=weighing(50), bands=None, is_named=False) for some in (first, first + second)
    )

    assert [(each.name, each.results) for each in alone.departments] == [("Shop", 7), ("Marketing", 6)]
    assert [(each.name, each.results) for each in both.departments] == [
        (None, 11),
        ("Shop", 7),
        ("Marketing", 6),
    ], "the second quarter of both together"
    assert {each.manager: each.results for each in both.leanings} == {"Gao Lan": 14, "Liu Yang": 6}

    few = simulation([*first, *second[:4]], scheme=weighing(50), bands=None, is_named=False)
    assert (few.departments, few.whole) == (alone.departments, alone.whole), "of four nothing"


def test_leniency_is_the_distance_from_the_mean_of_the_cycles_of_managers_of_five_and_more() -> None:
    """Five of 4, five of 3.5 and four of 3.75 (by their sum): a mean of 3.75."""
    people = [
        *(past(number, given=("4", "4"), manager="Liu Yang") for number in range(5)),
        *(past(number, given=("3.5", "3.5"), manager="Gao Lan") for number in range(5, 10)),
        *(past(number, given=("3.75", "3.75"), manager="Zhao Min") for number in range(10, 14)),
    ]

    found = simulation(people, scheme=weighing(50), bands=None, is_named=False)

    assert [(each.manager, each.people, each.distance) for each in found.leanings] == [
        ("Liu Yang", 5, Decimal("0.25")),
        ("Gao Lan", 5, Decimal("-0.25")),
    ]
    assert found.hidden == 1
    assert (found.moved, found.squeezed) == ((), ()), "nobody is named unasked"


def test_what_nobody_was_asked_is_named() -> None:
    asks_more = load_scheme("three-part")

    with pytest.raises(Refusal) as refused:
        simulation(points(*("4",) * 6), scheme=asks_more, bands=None, is_named=False)

    assert refused.value.code == "simulation.missing"
    assert refused.value.facts["periods"] == ["2026Q3"]
    assert "performance: k1" in refused.value.facts["items"]
    assert any(each.startswith("attitude: ") for each in refused.value.facts["items"])


@st.composite
def pasts(draw: st.DrawFn) -> list[Past]:
    found = []
    for number in range(draw(st.integers(5, 12))):
        given_ = (
            draw(st.sampled_from(("5", "4", "3.75", "3.5", "2.5"))),
            draw(st.sampled_from(("2", "3", "4"))),
        )
        each = past(number, given=given_, department=draw(st.sampled_from(("A", "B"))))
        if draw(st.booleans()) and not each.outcome.failed:
            to = draw(st.sampled_from([str(point) for point in SCHEME.points]))
            each = past(number, given=given_, department=each.department, calibrated=to)
        found.append(each)
    return found


@given(st.data())
def test_no_two_simulations_differ_by_fewer_than_five_people(data: st.DataObject) -> None:
    """Whatever is counted of some cycles, less what is counted of fewer of them."""
    rooms = [
        (period, department, data.draw(st.integers(0, 9)))
        for period in ("2026Q2", "2026Q3", "2026Q4")
        for department in ("A", "B", "C")
    ]
    every = [
        past(10 * number + one, period=period, department=department, manager=f"Head of {department}")
        for number, (period, department, people) in enumerate(rooms)
        for one in range(people)
    ]

    counted = []
    for periods in ({"2026Q2"}, {"2026Q2", "2026Q3"}, {"2026Q2", "2026Q3", "2026Q4"}):
        some = [each for each in every if each.period in periods]
        try:
            found = simulation(some, scheme=None, bands="30/60/10", is_named=False)
        except Refusal:
            counted.append({})
            continue
        results: dict[tuple[str, str | None], int] = {
            ("department", each.name): each.results for each in found.departments
        }
        results[("whole", None)] = found.whole.results
        counted.append(results | {("manager", each.manager): each.results for each in found.leanings})

    for fewer, more in pairwise(counted):
        assert all(count >= FEWEST for count in fewer.values())
        for name in fewer | more:
            assert more.get(name, 0) - fewer.get(name, 0) not in range(1, FEWEST), name


@given(pasts(), st.booleans())
def test_the_same_scheme_without_shares_moves_nobody(some: list[Past], by_key: bool) -> None:
    scheme = another(key="kpi-values").model_copy(update={"distribution": None}) if by_key else None

    found = simulation(some, scheme=scheme, bands=None, is_named=True)

    assert found.moved == ()
    assert (found.whole.up, found.whole.down, found.whole.by_shares, found.whole.failed) == (0, 0, 0, 0)
    assert sum(each.people for each in found.departments) == found.whole.people
