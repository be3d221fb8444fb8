"""How a review's point was computed: who gave which score when, how it was rounded, what it was before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.reviews.calibration import Move, Result, Typed, in_force
from bot.domain.reviews.facts import Item, ItemScore, ReviewFacts
from bot.domain.reviews.fingerprint import Rules
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, Side


@dataclass(frozen=True, kw_only=True)
class GivenBy:
    """One score that one side gave one item; `by` is empty where nobody is named."""

    side: Side
    by: str
    at: datetime
    score: Decimal
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one of those who looked again did: confirm, or (`is_doubt`) send back with a reason."""

    by: str
    at: datetime
    is_doubt: bool = False
    reason: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Explained:
    """Everything that a review's point was made of.

    `given`: every score of every item, oldest first. `looks`: every step of the second look, oldest first.
    `moves`: what calibration moved and took back, oldest first. `approved_at`: when the manager approved
    last. `before`: the same person's last released review of the same cadence.
    """

    review: ReviewFacts
    given: Mapping[Item, tuple[GivenBy, ...]]
    looks: tuple[Look, ...] = ()
    moves: tuple[Move, ...] = ()
    rules: Rules | None = None
    before: ReviewFacts | None = None


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One result before whoever calibrates. `explained`: None where they may move it, and not read why.
    `typed`: what they put down last into the form for a move.
    """

    result: Result
    scheme: Scheme
    explained: Explained | None
    typed: Typed = field(default_factory=Typed)


class Nearer(StrEnum):
    """To which of two points a mean is nearer; half-way goes down."""

    LOWER = "lower"
    HALF = "half"
    HIGHER = "higher"


@dataclass(frozen=True, kw_only=True)
class Rounding:
    """Between which points of the scale a mean lies, and where half-way is."""

    exact: Decimal
    lower: Decimal
    higher: Decimal

    @property
    def half(self) -> Decimal:
        return (self.lower + self.higher) / 2

    @property
    def side(self) -> Nearer:
        if self.exact == self.half:
            return Nearer.HALF
        return Nearer.LOWER if self.exact < self.half else Nearer.HIGHER


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A number before and now."""

    was: Decimal
    now: Decimal


@dataclass(frozen=True, kw_only=True)
class Differences:
    """What became another one since the period before: the point, the sections' means, the items' scores."""

    point: Moved
    sections: Mapping[str, Moved]
    items: Mapping[Item, Moved]


def to_employee(explained: Explained) -> Explained:
    """What its employee reads of it: what they gave and what holds now.

    Of scores that a manager gave and took back, and of doubts in the second look, they hear nothing: it was
    said so to whoever sent something back. That calibration moved them they read, and not the reason, which
    may speak of others. Source: docs/decisions/0042.
    """
    review = explained.review
    given = {
        item: tuple(_last_of_each(all_of_it, with_manager=item in review.given))
        for item, all_of_it in explained.given.items()
    }
    approved = review.approved_at
    looks = tuple(
        look for look in explained.looks if not look.is_doubt and approved is not None and look.at >= approved
    )
    moves = tuple(replace(each, reason=None) for each in in_force(explained.moves))
    return replace(explained, given=given, looks=looks, moves=moves)


def to_calibrators(explained: Explained) -> Explained:
    """What HR and the head read of it before it is released: who gave which score and why, the figures, and
    what the second look said; not the employee's cases nor their remark, nor what the manager asked them.
    """
    review = explained.review
    plain = replace(
        review,
        own={item: _without_case(each) for item, each in review.own.items()},
        given={item: _without_case(each) for item, each in review.given.items()},
        comment=None,
        question=None,
    )
    return replace(explained, review=plain, before=None)


def rounding(outcome: Outcome, points: tuple[Decimal, ...]) -> Rounding | None:
    """None where the mean is a point itself, or lies beyond the scale."""
    lower = [point for point in points if point < outcome.exact]
    higher = [point for point in points if point > outcome.exact]
    if outcome.exact in points or not lower or not higher:
        return None
    return Rounding(exact=outcome.exact, lower=max(lower), higher=min(higher))


def differences(now: ReviewFacts, before: ReviewFacts) -> Differences | None:
    """Only of what is in both: a section of the same key, an item of the same key; a KPI has to have the same
    name as well, for keys are given anew. None where one of them has no scores.
    """
    if now.outcome is None or before.outcome is None:
        return None
    was = {each.key: each.mean for each in before.outcome.sections}
    held = before.holding
    return Differences(
        point=Moved(was=before.outcome.score, now=now.outcome.score),
        sections={
            each.key: Moved(was=was[each.key], now=each.mean)
            for each in now.outcome.sections
            if each.key in was
        },
        items={
            item: Moved(was=held[item].score, now=each.score)
            for item, each in now.holding.items()
            if item in held and _kpi_name(now, item) == _kpi_name(before, item)
        },
    )


def _without_case(score: ItemScore) -> ItemScore:
    return replace(score, evidence=None, files=(), rungs=None)


def _last_of_each(given: tuple[GivenBy, ...], *, with_manager: bool) -> Iterator[GivenBy]:
    for side in (Side.SELF, Side.MANAGER):
        theirs = [each for each in given if each.side is side]
        if theirs and (side is Side.SELF or with_manager):
            yield theirs[-1]


def _kpi_name(review: ReviewFacts, item: Item) -> str | None:
    part = review.cycle.scheme.section(item[0])
    called = (place.name["en"] for place in part.places(review.basis) if place.key == item[1])
    names = (name.strip().casefold() for name in called)
    return next(names, None) if part.has_figure else None
