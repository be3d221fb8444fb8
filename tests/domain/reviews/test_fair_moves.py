"""Fair moves, against every way there is and against somebody else's solver. Source: domain.md §6."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from bot.domain.reviews.distribution import Limit, Share, standings
from bot.domain.reviews.fair_moves import Fitting, Placed, Shift, Unfit, fair_moves, overtaken
from bot.errors import Refusal
from tests.builders.shipped import load_scheme
from tests.domain.reviews.test_distribution import SHARES

SCALE = load_scheme("kpi-values").points
SHORT = (Decimal(4), Decimal("3.75"), Decimal("3.5"), Decimal("3.25"))


def placed(*points: str, means: Sequence[str] = (), stay: Sequence[int] = ()) -> list[Placed]:
    """One person a point, with ids from 1; each mean is the point where none is given."""
    return [
        Placed(
            id=number,
            point=Decimal(point),
            exact=Decimal(means[number - 1] if means else point),
            stays=number in stay,
        )
        for number, point in enumerate(points, start=1)
    ]


def fitting(shares: Sequence[Share], people: Sequence[Placed], scale: Sequence[Decimal] = SCALE) -> Fitting:
    found = fair_moves(shares, scale, people)
    assert isinstance(found, Fitting)
    return found


def said(found: Fitting) -> list[tuple[str, str, int]]:
    return [(str(each.was), str(each.now), each.count) for each in found.shifts]


TWELVE = placed("4.5", *["4"] * 4, "3.75", *["3.5"] * 6)


def test_the_twelve_of_the_example_move_four_times_by_one_step() -> None:
    found = fitting(SHARES, TWELVE)

    assert said(found) == [("4", "3.75", 2), ("3.75", "3.5", 1), ("3.5", "3.25", 1)]
    assert (found.steps, found.people, found.unfair) == (4, 4, 2)


def test_the_unfair_way_of_the_example_passes_seven_colleagues() -> None:
    assert len(overtaken(TWELVE, TWELVE[4], Decimal("3.25"))) == 7
    assert overtaken(TWELVE, TWELVE[4], Decimal("3.5")) == (6,)
    assert overtaken(TWELVE, TWELVE[6], Decimal("4")) == (6,)
    assert overtaken(TWELVE, TWELVE[4], Decimal("3.75")) == ()


def test_whoevers_mean_is_nearest_to_the_line_is_named_first() -> None:
    people = placed(*["4"] * 7, means=["4.10", "3.90", "4.00", "3.88", "4.05", "4.11", "4.12"])

    found = fitting([Share(lowest=Decimal(4), at_most=70)], people)

    assert found.shifts == (
        Shift(was=Decimal(4), now=Decimal("3.75"), count=2, candidates=(4, 2, 3, 5, 1, 6, 7), is_level=False),
    )
    assert found.shifts[0].is_choice


def test_whoever_goes_up_is_nearest_to_the_line_above() -> None:
    people = placed(*["3.5"] * 8, means=["3.5", "3.6", "3.4", *["3.45"] * 5])

    [shift] = fitting([Share(lowest=Decimal(4), at_least=13)], people).shifts

    assert (shift.now, shift.count, shift.candidates[:2]) == (Decimal(4), 1, (2, 1))


def test_equal_means_are_told_and_not_decided() -> None:
    people = placed(*["4"] * 7, means=["4.1", "3.9", "3.9", "3.9", "4", "4", "4"])

    [shift] = fitting([Share(lowest=Decimal(4), at_most=70)], people).shifts

    assert (shift.count, shift.candidates[:3], shift.is_level) == (2, (2, 3, 4), True)


def test_where_all_of_a_point_move_there_is_no_choice() -> None:
    [shift] = fitting([Share(lowest=Decimal(4), at_most=0)], placed("4", "4", "3.75")).shifts

    assert (shift.count, shift.is_choice, shift.is_level) == (2, False, False)


def test_those_of_one_point_may_go_different_ways() -> None:
    shares = [Share(lowest=Decimal(4), at_least=20), Share(highest=Decimal("3.25"), at_least=40)]

    found = fitting(shares, placed(*["3.5"] * 10, means=[f"3.{number}" for number in range(50, 60)]))

    assert said(found) == [("3.5", "4", 2), ("3.5", "3.25", 4)]
    assert [each.candidates[: each.count] for each in found.shifts] == [(10, 9), (1, 2, 3, 4)]
    assert (found.steps, found.people, found.unfair) == (8, 6, 6)


def test_nobody_is_the_first_for_both_ways() -> None:
    shares = [Share(lowest=Decimal(4), at_least=20), Share(highest=Decimal("3.25"), at_least=40)]

    up, down = fitting(shares, placed(*["3.5"] * 10)).shifts

    assert (up.candidates[: up.count], down.candidates[: down.count]) == ((1, 2), (3, 4, 5, 6))


def test_who_goes_furthest_is_not_asked_about_again() -> None:
    shares = [Share(lowest=Decimal("3.75"), at_most=50), Share(highest=Decimal("3.25"), at_least=25)]

    found = fitting(shares, placed(*["4"] * 4, means=["4.4", "4.3", "4.2", "4.1"]))

    assert said(found) == [("4", "3.25", 1), ("4", "3.5", 1)]
    assert [each.candidates for each in found.shifts] == [(4, 3, 2, 1), (3, 2, 1)]


@pytest.mark.parametrize("people", [[], placed("4"), placed("2.5")])
def test_of_nobody_and_of_one_the_shares_are_rounded_in_their_favour(people: list[Placed]) -> None:
    found = fitting(SHARES, people)

    assert (found.shifts, found.steps, found.people, found.unfair) == ((), 0, 0, 0)


@pytest.mark.parametrize(
    ("point", "shifts", "steps"),
    [
        # The best of all first: three may stay, two more stop at the next line.
        ("5", [("5", "3.25", 1), ("5", "3.5", 6), ("5", "3.75", 2)], 5 + 6 * 4 + 2 * 3),
        ("3.5", [("3.5", "3.25", 1)], 1),
        ("3.25", [], 0),
        ("2.5", [], 0),
    ],
)
def test_all_on_the_same_point(point: str, shifts: list[tuple[str, str, int]], steps: int) -> None:
    found = fitting(SHARES, placed(*[point] * 12))

    assert (said(found), found.steps) == (shifts, steps)


def test_what_fits_already_stays() -> None:
    found = fitting(SHARES, placed("4.5", "4", "3.75", *["3.5"] * 8, "3.25"))

    assert (found.shifts, found.unfair) == ((), 0)


def test_shares_that_contradict_each_other_are_named_with_the_number_of_people() -> None:
    upper, lower = Share(lowest=Decimal("3.75"), at_least=60), Share(highest=Decimal("3.5"), at_least=70)

    assert fair_moves([upper, lower], SCALE, TWELVE) == Unfit(least=upper, most=lower, people=3)


def test_a_share_of_more_than_everybody_needs_no_second_one() -> None:
    share = Share(lowest=Decimal("2.5"), at_most=50)

    assert fair_moves([share], SCALE, TWELVE) == Unfit(least=None, most=share, people=6)


def test_who_stays_is_counted_and_never_passed() -> None:
    """The one on 3.75 cannot be moved: two others leave the upper bands, and nobody falls below that one."""
    people = placed("4.5", *["4"] * 4, "3.75", *["3.5"] * 6, stay=[6])

    found = fitting([SHARES[0], SHARES[3]], people)
    assert said(found) == [("4", "3.75", 2), ("3.5", "3.25", 1)]

    share = Share(lowest=Decimal("3.75"), at_most=8)
    assert fair_moves([share], SCALE, people) == Unfit(least=None, most=share, people=5)


def test_somebody_off_the_scale_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        fair_moves(SHARES, SCALE, placed("3.6"))

    assert refusal.value.code == "calibration.off_scale"


limits = st.sampled_from(["at_most", "at_least"])


@st.composite
def some_shares(draw: st.DrawFn, scale: Sequence[Decimal]) -> list[Share]:
    return [
        Share(
            **{draw(st.sampled_from(["lowest", "highest"])): point, draw(limits): draw(st.integers(0, 100))}
        )
        for point in draw(st.lists(st.sampled_from(scale), max_size=4))
    ]


@st.composite
def some_people(draw: st.DrawFn, scale: Sequence[Decimal], most: int) -> list[Placed]:
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from(scale), st.integers(-12, 12), st.integers(0, 5)),
            min_size=1,
            max_size=most,
        )
    )
    return [
        Placed(id=number, point=point, exact=point + Decimal(off) / 100, stays=chance == 0)
        for number, (point, off, chance) in enumerate(drawn)
    ]


def kept(shares: Sequence[Share], points: Sequence[Decimal]) -> bool:
    return not any(each.beyond for each in standings(shares, points))


def landed(people: Sequence[Placed], found: Fitting) -> dict[int, Decimal]:
    """Where everybody stands when the first of each proposal are taken."""
    now = {each.id: each.point for each in people}
    for shift in found.shifts:
        now |= dict.fromkeys(shift.candidates[: shift.count], shift.now)
    return now


def overtakes(people: Sequence[Placed], now: dict[int, Decimal]) -> bool:
    return any(one.point > other.point and now[one.id] < now[other.id] for one in people for other in people)


def every_way(people: Sequence[Placed], scale: Sequence[Decimal]) -> Iterator[dict[int, Decimal]]:
    choices = [[each.point] if each.stays else list(scale) for each in people]
    for chosen in product(*choices):
        yield {each.id: point for each, point in zip(people, chosen, strict=True)}


@given(st.data())
def test_no_other_way_has_fewer_steps_and_none_without_the_rule_fewer_people(data: st.DataObject) -> None:
    people = data.draw(some_people(SHORT, 5))
    shares = data.draw(some_shares(SHORT))
    ways = [way for way in every_way(people, SHORT) if kept(shares, list(way.values()))]
    fair = [way for way in ways if not overtakes(people, way)]

    found = fair_moves(shares, SHORT, people)

    if not fair:
        assert isinstance(found, Unfit)
        assert found.people > 0
        return
    assert isinstance(found, Fitting)
    now = landed(people, found)
    assert now in fair
    least = min(_steps(people, way, SHORT) for way in fair)
    assert found.steps == _steps(people, now, SHORT) == least
    assert found.people == _moved(people, now)
    assert found.unfair == min(_moved(people, way) for way in ways)
    # No choice between equally good ways: how many go from where to where is the same in all of them.
    assert {_flow(people, way) for way in fair if _steps(people, way, SHORT) == least} == {_flow(people, now)}


@given(st.data())
def test_another_solver_finds_the_same(data: st.DataObject) -> None:
    people = data.draw(some_people(SCALE, 40))
    shares = data.draw(some_shares(SCALE))

    found = fair_moves(shares, SCALE, people)

    assert _by_milp(shares, people) == (None if isinstance(found, Unfit) else (found.steps, found.unfair))


def test_the_order_in_which_people_are_given_changes_nothing() -> None:
    people = placed(*["4"] * 7, "3.5", means=["4.1", "3.9", "3.9", "3.9", "4", "4", "4", "3.5"])

    assert fitting(SHARES, people) == fitting(SHARES, people[::-1])


def _steps(people: Sequence[Placed], now: dict[int, Decimal], scale: Sequence[Decimal]) -> int:
    return sum(abs(scale.index(each.point) - scale.index(now[each.id])) for each in people)


def _moved(people: Sequence[Placed], now: dict[int, Decimal]) -> int:
    return sum(each.point != now[each.id] for each in people)


def _flow(
    people: Sequence[Placed], now: dict[int, Decimal]
) -> frozenset[tuple[tuple[Decimal, Decimal], int]]:
    return frozenset(Counter((each.point, now[each.id]) for each in people).items())


def _by_milp(shares: Sequence[Share], people: Sequence[Placed]) -> tuple[int, int] | None:
    """The fewest steps, and the fewest people without the rule, by how many go from which point to which.

    Who stays is a kind of their own. That nobody overtakes is said of every two neighbouring points,
    line by line: where somebody of the lower one is above it, everybody of the higher one is.
    """
    kinds = sorted({(each.point, each.stays) for each in people}, reverse=True)
    size = Counter((each.point, each.stays) for each in people)
    flows = [(kind, now) for kind in kinds for now in SCALE]
    distance = [abs(SCALE.index(was) - SCALE.index(now)) for (was, _), now in flows]
    low = [size[kind] if kind[1] and kind[0] == now else 0 for kind, now in flows]
    high = [0 if kind[1] and kind[0] != now else size[kind] for kind, now in flows]
    rows = [([float(kind == each) for each, _ in flows], size[kind], size[kind]) for kind in kinds]
    for share in shares:
        allowed = share.allowed(len(people))
        row = [float(share.holds(now)) for _, now in flows]
        at_most = share.limit is Limit.AT_MOST
        rows.append((row, 0, allowed) if at_most else (row, allowed, len(people)))
    unfair = _solved([float(each > 0) for each in distance], rows, low, high)
    # A line and a pair need a yes or no: whether somebody of the lower point is above it.
    points = sorted({each.point for each in people}, reverse=True)
    pairs = [
        (a, b)
        for higher, lower in pairwise(points)
        for a in kinds
        for b in kinds
        if (a[0], b[0]) == (higher, lower)
    ]
    wide = [(pair, line) for pair in pairs for line in range(1, len(SCALE))]
    ordered = [([*row, *[0.0] * len(wide)], least, most) for row, least, most in rows]
    for chosen, ((better, worse), line) in enumerate(wide):
        above = SCALE[:line]
        flag = [float(number == chosen) for number in range(len(wide))]
        of_worse = [float(kind == worse and now in above) for kind, now in flows]
        of_better = [float(kind == better and now in above) for kind, now in flows]
        ordered.append(([*of_worse, *(-size[worse] * each for each in flag)], -size[worse], 0))
        ordered.append(([*of_better, *(-size[better] * each for each in flag)], 0, size[better]))
    fair = _solved(
        [*map(float, distance), *[0.0] * len(wide)],
        ordered,
        [*low, *[0] * len(wide)],
        [*high, *[1] * len(wide)],
    )
    return None if fair is None or unfair is None else (fair, unfair)


def _solved(
    cost: Sequence[float],
    rows: Sequence[tuple[list[float], int, int]],
    low: Sequence[int],
    high: Sequence[int],
) -> int | None:
    matrix = numpy.array([row for row, _, _ in rows])
    limits = LinearConstraint(matrix, [least for _, least, _ in rows], [most for _, _, most in rows])
    found = milp(cost, constraints=limits, bounds=Bounds(low, high), integrality=numpy.ones(len(cost)))
    return round(found.fun) if found.success else None
