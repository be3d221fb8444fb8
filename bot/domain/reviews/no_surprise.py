"""No surprise: a low score, or a lower band than last time, needs something said while there was time.

Source: domain.md §6 and §8; docs/decisions/0043.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.reviews.facts import ReviewFacts
from bot.domain.weeks.feedback import Feedback, FeedbackKind
from bot.errors import Refusal

WARNING = frozenset({FeedbackKind.NEGATIVE, FeedbackKind.CONSTRUCTIVE})
"""What prepares somebody for a low score: praise alone does not (our choice)."""


class Why(StrEnum):
    """What about a score asks for feedback: it is in the lowest band, or in a lower one than last time."""

    LOW = "low"
    FELL = "fell"


@dataclass(frozen=True, kw_only=True)
class Window:
    """When something has to be told to count as said in time: from `opens`, before `shuts`.

    `shuts` is the end of the period's last day where the employee is, or their handing in where that came
    before: what they hear later changes neither their work nor what they say of it.
    """

    cycle_id: int
    opens: datetime
    shuts: datetime


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A score beside what was said. `why`: empty where it asks for nothing. `in_time` and `late`: the pieces
    that count, by id. `at_most`: the best point of the lowest band, None where the scale has none so low.
    """

    why: tuple[Why, ...] = ()
    at_most: Decimal | None = None
    in_time: tuple[int, ...] = ()
    late: tuple[int, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether it cannot be approved as it is."""
        return bool(self.why) and not self.in_time and not self.late

    @property
    def leans_on(self) -> tuple[int, ...]:
        """The late pieces without which it could not be approved."""
        return self.late if self.why and not self.in_time else ()


def band(point: Decimal, limits: Sequence[Decimal]) -> int:
    """In which band a point is, 0 the best; `limits`: the lower limit of each but the lowest, best first."""
    return sum(point < limit for limit in limits)


def lowest(scale: Sequence[Decimal], limits: Sequence[Decimal]) -> Decimal | None:
    """The best point of the lowest band; None where no point is so low."""
    return max((point for point in scale if band(point, limits) == len(limits)), default=None)


def reasons(point: Decimal, last: Decimal | None, limits: Sequence[Decimal]) -> tuple[Why, ...]:
    """What about a point asks for feedback. `last`: what they came to in their period before, on this scale;
    None where nothing compares.
    """
    low = band(point, limits) == len(limits)
    fell = last is not None and band(point, limits) > band(last, limits)
    return tuple(why for why, holds in ((Why.LOW, low), (Why.FELL, fell)) if holds)


def told_in_time(pieces: Sequence[Feedback], window: Window) -> tuple[int, ...]:
    """What they were told while it could still change something."""
    return tuple(
        each.id
        for each in pieces
        if _warns(each) and each.told_at is not None and window.opens <= each.told_at < window.shuts
    )


def told_late(pieces: Sequence[Feedback], window: Window) -> tuple[int, ...]:
    """What they were told later: recorded for this period after it, or kept since then. What was given later
    about other days does not count.
    """
    return tuple(
        each.id
        for each in pieces
        if _warns(each)
        and each.told_at is not None
        and each.told_at >= window.shuts
        and (each.late_for_id == window.cycle_id or window.opens <= each.given_at < window.shuts)
    )


def _warns(piece: Feedback) -> bool:
    return piece.kind in WARNING and piece.stage.on_record and piece.stage.told


def surprise(checked: Checked, review: ReviewFacts) -> Refusal:
    """Why it cannot be approved yet; `review_id` is for whoever offers to record it now."""
    return Refusal(
        "review.surprise",
        review_id=review.id,
        employee=review.employee.name,
        at_most=checked.at_most if Why.LOW in checked.why else None,
        fell=Why.FELL in checked.why,
        starts=review.cycle.starts_on,
        ends=review.cycle.ends_on,
    )
