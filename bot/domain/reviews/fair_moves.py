"""What would fit: the fewest steps of the scale by which shares are kept and nobody overtakes another.

Source: domain.md §6; why this is exact and not a search: docs/decisions/0053.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from bot.domain.reviews.distribution import Limit, Share
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where somebody stands: on which point, and by which unrounded mean. `stays`: they cannot be moved."""

    id: int
    point: Decimal
    exact: Decimal
    stays: bool = False


@dataclass(frozen=True, kw_only=True)
class Shift:
    """So many of those on one point go to another; which of them is for people to say.

    `candidates`: their ids, whoever's unrounded mean is nearest to the line first. `is_level`: where the
    first so many end, the next one's mean is the same.
    """

    was: Decimal
    now: Decimal
    count: int
    candidates: tuple[int, ...]
    is_level: bool

    @property
    def is_choice(self) -> bool:
        """Whether some of them stay."""
        return self.count < len(self.candidates)


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """What fits: nothing to do where there are no shifts. `steps`: of the scale, of all of them together.

    `people`: how many would move; `unfair`: how many would if one could overtake another.
    """

    shifts: tuple[Shift, ...]
    steps: int
    people: int
    unfair: int


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """Nothing fits: so many people would have to be on both sides of a line. `least`: the share that wants
    them above it, `most`: the one that wants them below; None where those who cannot be moved do.
    """

    least: Share | None
    most: Share | None
    people: int


@dataclass(frozen=True, kw_only=True)
class _Bound:
    """How many people may be above a line, at least or at most, and which share says so."""

    line: int
    count: int
    share: Share | None = None


@dataclass(frozen=True, kw_only=True)
class _Bounds:
    """Lines lie below each point of the scale, best first; line 0 above all of them."""

    least: tuple[_Bound, ...]
    most: tuple[_Bound, ...]

    def clamp(self, line: int, count: int) -> int:
        """The number nearest to `count` that those above this line can be."""
        lowest = max(each.count for each in self.least if each.line <= line)
        highest = min(each.count for each in self.most if each.line >= line)
        return min(max(count, lowest), highest)


def fair_moves(
    shares: Sequence[Share], scale: Sequence[Decimal], placed: Sequence[Placed]
) -> Fitting | Unfit:
    """The fewest steps that keep the shares, nobody overtaking another. `scale`: best first.

    Raises Refusal("calibration.off_scale") for somebody who stands on no point of the scale.
    """
    free = _counts(scale, [each for each in placed if not each.stays])
    fixed = _counts(scale, [each for each in placed if each.stays])
    of_shares = _of_shares(shares, scale, free=sum(free), fixed=_above(fixed))
    in_order = _in_order(of_shares, free=_above(free), fixed=fixed)
    if (unfit := _unfit(in_order)) is not None:
        return unfit
    before = _above(free)
    after = [in_order.clamp(line, count) for line, count in enumerate(before)]
    shifts = tuple(_shifts(scale, placed, before, after))
    return Fitting(
        shifts=shifts,
        steps=sum(abs(now - was) for was, now in zip(before, after, strict=True)),
        people=sum(each.count for each in shifts),
        unfair=sum(free) - _most_that_stay(of_shares, free),
    )


def overtaken(placed: Sequence[Placed], moved: Placed, now: Decimal) -> tuple[int, ...]:
    """The ids of those whom somebody would pass by a move to this point: who was above is below, or the other
    way round.
    """
    return tuple(
        each.id
        for each in placed
        if each.id != moved.id and (each.point - moved.point) * (each.point - now) < 0
    )


def _counts(scale: Sequence[Decimal], placed: Sequence[Placed]) -> list[int]:
    """How many stand on each point."""
    off = next((each for each in placed if each.point not in scale), None)
    if off is not None:
        raise Refusal("calibration.off_scale", score=off.point, points=list(scale))
    return [sum(each.point == point for each in placed) for point in scale]


def _above(counts: Sequence[int]) -> list[int]:
    """How many stand above each line."""
    return list(accumulate(counts, initial=0))


def _of_shares(
    shares: Sequence[Share], scale: Sequence[Decimal], *, free: int, fixed: Sequence[int]
) -> _Bounds:
    """What the shares say of those who can be moved. `fixed`: how many of the others are above each line."""
    least = [_Bound(line=0, count=0), _Bound(line=len(scale), count=free)]
    most = list(least)
    everybody = free + fixed[-1]
    for share in shares:
        if share.limit is Limit.ABOUT:
            continue
        allowed = share.allowed(everybody)
        is_upper = share.highest is None
        line = sum(share.holds(point) is is_upper for point in scale)
        count = (allowed if is_upper else everybody - allowed) - fixed[line]
        bound = _Bound(line=line, count=count, share=share)
        (most if is_upper is (share.limit is Limit.AT_MOST) else least).append(bound)
    return _Bounds(least=tuple(least), most=tuple(most))


def _in_order(bounds: _Bounds, *, free: Sequence[int], fixed: Sequence[int]) -> _Bounds:
    """The same, and nobody passes one who stays: who is above is not below after it, nor the other way."""
    held = [number for number, count in enumerate(fixed) if count]
    return _Bounds(
        least=(*bounds.least, *(_Bound(line=each + 1, count=free[each]) for each in held)),
        most=(*bounds.most, *(_Bound(line=each, count=free[each + 1]) for each in held)),
    )


def _unfit(bounds: _Bounds) -> Unfit | None:
    """The worst of what contradicts itself: at least so many above a line, and fewer above a lower one."""
    by, least, most = max(
        (
            (low.count - high.count, low, high)
            for low in bounds.least
            for high in bounds.most
            if low.line <= high.line
        ),
        key=lambda each: each[0],
    )
    return Unfit(least=least.share, most=most.share, people=by) if by > 0 else None


def _shifts(
    scale: Sequence[Decimal], placed: Sequence[Placed], before: Sequence[int], after: Sequence[int]
) -> Iterator[Shift]:
    """In the order of the scale. Whoever stands in the best place of a point goes highest, and the last one
    lowest.
    """
    for point, (first, last) in zip(scale, pairwise(before), strict=True):
        here = [each for each in placed if each.point == point and not each.stays]
        landed = [
            (now, max(0, min(last, end) - max(first, begin)))
            for now, (begin, end) in zip(scale, pairwise(after), strict=True)
        ]
        up = [(now, count) for now, count in landed if count and now > point]
        down = [(now, count) for now, count in landed if count and now < point]
        best = sorted(here, key=lambda each: (-each.exact, each.id))
        yield from _nearest_first(point, up, best)
        left = best[sum(count for _, count in up) :]
        yield from _nearest_first(point, down[::-1], sorted(left, key=lambda each: (each.exact, each.id)))


def _nearest_first(
    was: Decimal, landed: Sequence[tuple[Decimal, int]], candidates: Sequence[Placed]
) -> Iterator[Shift]:
    """Who goes furthest is taken out of those who are left for the next."""
    rest = list(candidates)
    for now, count in landed:
        yield Shift(
            was=was,
            now=now,
            count=count,
            candidates=tuple(each.id for each in rest),
            is_level=count < len(rest) and rest[count - 1].exact == rest[count].exact,
        )
        rest = rest[count:]


def _most_that_stay(bounds: _Bounds, free: Sequence[int]) -> int:
    """How many can stay where they are if the others may go anywhere.

    As many as possible stay on each point, best first, so that between no two lines more stay than the bounds
    leave room for.
    """
    stay: list[int] = []
    for line, count in enumerate(free, start=1):
        rooms = (
            high.count - low.count - sum(stay[low.line :])
            for high in bounds.most
            for low in bounds.least
            if low.line < line <= high.line
        )
        stay.append(min([count, *rooms]))
    return sum(stay)
