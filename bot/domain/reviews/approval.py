"""A manager's part of a review: what they are shown, what they change, and what must come with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot.domain.people import Person
from bot.domain.reviews.contribution import Contribution
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import Item, ItemScore, ReviewFacts
from bot.domain.reviews.second_look import SentBack
from bot.domain.reviews.shares import ManagersShare
from bot.domain.reviews.way import APPROVED_MARKS, UNRATED_MARKS, Mark
from bot.domain.text import is_blank
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class TeamProgress:
    """How far a manager's reports are in one cycle: (name, mark) in the order of their reviews."""

    cycle_name: str
    manager: Person
    approval_due: date
    reports: tuple[tuple[str, Mark], ...]
    withdrawn: Withdrawal | None = None

    @property
    def approved(self) -> int:
        return sum(mark in APPROVED_MARKS for _, mark in self.reports)

    @property
    def total(self) -> int:
        """Those who come to a score."""
        return sum(mark not in UNRATED_MARKS for _, mark in self.reports)

    def named(self, mark: Mark) -> list[str]:
        return [name for name, each in self.reports if each is mark]


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """Who gave an item the score that holds, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ApprovalFacts:
    """A review with what its manager needs to know besides.

    `fresh` are the items that the employee changed after the manager's question; `asked_at` and
    `asked_by` tell of that question; `second_look_by` is the manager's own manager. `sent_back`: what the
    second look doubted, while it waits for the manager again. `shares`: each manager's days, where there were
    several; `contributions`: what the former ones wrote.
    """

    review: ReviewFacts
    fresh: frozenset[Item] = frozenset()
    fresh_comment: bool = False
    asked_at: datetime | None = None
    asked_by: str | None = None
    answered: bool = False
    adjusted: Mapping[Item, Adjustment] = field(default_factory=dict)
    second_look_by: str | None = None
    sent_back: SentBack | None = None
    shares: tuple[ManagersShare, ...] = ()
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a manager asked for, and since when it is answered."""

    text: str
    by: str
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TakenOver:
    """What a former manager is told of a review that is no longer theirs."""

    employee: str
    manager: str
    on: datetime


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the manager puts down for one item."""

    score: Decimal
    reason: str | None


class ReasonsMissing(Refusal):
    """Scores differ from the employee's without a reason; `items` are all of those."""

    def __init__(self, items: list[Item]) -> None:
        super().__init__("review.reason_needed")
        self.items = items


def adjustments(facts: ReviewFacts, wanted: Mapping[Item, Wanted]) -> dict[Item, Wanted]:
    """Those of `wanted` that differ from what holds now.

    Every score that differs from the employee's own needs a reason. Source: issue 2, story 2.
    Raises ReasonsMissing, and Refusal("review.not_a_score") for a score that the item cannot be given.
    """
    own = facts.own
    unknown = [
        item for item, each in wanted.items() if item not in own or each.score not in points(facts, item)
    ]
    if unknown:
        raise Refusal("review.not_a_score")
    missing = [
        item for item, each in wanted.items() if each.score != own[item].score and is_blank(each.reason or "")
    ]
    if missing:
        raise ReasonsMissing(missing)
    return {item: each for item, each in wanted.items() if _holds(facts, item) != each}


def points(facts: ReviewFacts, item: Item) -> tuple[Decimal, ...]:
    """The scores that an item can be given, best first."""
    scheme = facts.cycle.scheme
    return scheme.section(item[0]).points(scheme.points)


def is_adjusted(facts: ReviewFacts, item: Item) -> bool:
    """Whether the manager's score or remark stands beside the employee's."""
    given = facts.given.get(item)
    return given is not None and (given.score != facts.own[item].score or bool(given.reason))


def changed(before: Mapping[Item, ItemScore], after: Mapping[Item, ItemScore]) -> frozenset[Item]:
    """The items of `after` that are not as they were."""
    return frozenset(item for item, score in after.items() if before.get(item) != score)


def _holds(facts: ReviewFacts, item: Item) -> Wanted:
    given = facts.given.get(item)
    return Wanted(score=facts.holding[item].score, reason=given.reason if given else None)
