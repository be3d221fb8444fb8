"""A manager's part of a review: what they are shown, what they change, and what must come with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from bot.domain.obligations import Owed
from bot.domain.people import Person
from bot.domain.reviews.balance import Balance
from bot.domain.reviews.contribution import Contribution
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import Given, Item, ItemScore, ReviewFacts
from bot.domain.reviews.no_surprise import Checked
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.second_look import SentBack
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.shares import ManagersShare
from bot.domain.reviews.way import APPROVED_MARKS, UNRATED_MARKS, Mark
from bot.domain.text import is_blank
from bot.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class TeamProgress:
    """How far a manager's reports are in one cycle: (name, mark) in the order of their reviews.

    `given_back`: who of them has their self-score again because they wanted it. `elsewhere`: whose reviews
    somebody else (`has_them`) has while the manager is on leave.
    """

    cycle_name: str
    manager: Person
    approval_due: date
    reports: tuple[tuple[str, Mark], ...]
    given_back: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    has_them: str | None = None
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
class InPlace:
    """The manager of a review that somebody else has while they are on leave. `until_on`: None where that is
    over and goes back at the next look.
    """

    manager_id: int
    manager: str
    until_on: date | None


@dataclass(frozen=True, kw_only=True)
class ApprovalFacts:
    """A review with what its manager needs to know besides.

    `fresh` are the items that the employee changed after the manager's question, or else of their own accord;
    `asked_at` and `asked_by` tell of that question; `second_look_by` is the manager's own manager.
    `sent_back`: what the second look doubted, while it waits for the manager again. `surprise`: what was said
    beside the score that stands, while it waits for the manager. `begun_at`: since when the manager scores
    what was handed in last. `delegation`: where somebody has it in the manager's place.
    `given_back`: the employee had it again last because they wanted it.
    `shares`: each manager's days, where there were several; `contributions`: what the former ones wrote.
    """

    review: ReviewFacts
    fresh: frozenset[Item] = frozenset()
    fresh_comment: bool = False
    asked_at: datetime | None = None
    asked_by: str | None = None
    answered: bool = False
    handed_in_again: bool = False
    adjusted: Mapping[Item, Adjustment] = field(default_factory=dict)
    second_look_by: str | None = None
    sent_back: SentBack | None = None
    given_back: bool = False
    shares: tuple[ManagersShare, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    surprise: Checked | None = None
    balance: Balance | None = None
    begun_at: datetime | None = None
    delegation: InPlace | None = None


@dataclass(frozen=True, kw_only=True)
class Approved:
    """Whose review was approved, and whose wait for the same person still, the soonest due first."""

    employee: str
    waiting: tuple[Owed, ...]


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


class Lack(StrEnum):
    """What a manager's score has to come with and does not; each has its refusal's sentence."""

    REASON = "review.reason_needed"
    CASE_AGAINST = "review.case_against"
    CASE_FOR = "review.case_for"


class ReasonsMissing(Refusal):
    """Scores lack a reason or a case; `items` are all of those, with what each lacks."""

    def __init__(self, items: Mapping[Item, Lack]) -> None:
        super().__init__(next(iter(items.values())).value)
        self.items = items


def adjustments(
    facts: ReviewFacts, wanted: Mapping[Item, Wanted], *, reason_from: Decimal
) -> dict[Item, Wanted]:
    """Those of `wanted` that differ from what holds now.

    Raises ReasonsMissing (see `lacking`), and Refusal("review.not_a_score") for a score that the item cannot
    be given.
    """
    unknown = [
        item
        for item, each in wanted.items()
        if item not in facts.own or each.score not in points(facts, item)
    ]
    if unknown:
        raise Refusal("review.not_a_score")
    require_reasons(facts, wanted, reason_from=reason_from)
    return {item: each for item, each in wanted.items() if _holds(facts, item) != each}


def require_reasons(facts: ReviewFacts, wanted: Mapping[Item, Wanted], *, reason_from: Decimal) -> None:
    """Raises ReasonsMissing where something lacks."""
    found = {
        item: lack
        for item, each in wanted.items()
        if (lack := lacking(facts, item, each, reason_from=reason_from)) is not None
    }
    if found:
        raise ReasonsMissing(found)


def lacking(facts: ReviewFacts, item: Item, wanted: Wanted, *, reason_from: Decimal) -> Lack | None:
    """What an item's score has to come with and does not.

    A score that is `reason_from` points or more from the employee's own needs a reason. The evidence rule
    holds for it as for theirs: where their case speaks for another kind of score, or there is none, the
    reason has to be the case. Source: domain.md §3 and §5; issue 11.
    """
    if not is_blank(wanted.reason or ""):
        return None
    own = facts.own[item]
    section = facts.cycle.scheme.section(item[0])
    need = section.case_needed(wanted.score)
    served = not is_blank(own.evidence or "") and section.case_needed(own.score) is need
    if need is not Need.NONE and not served:
        return Lack.CASE_FOR if need is Need.FOR else Lack.CASE_AGAINST
    return Lack.REASON if abs(wanted.score - own.score) >= reason_from else None


def standing(facts: ReviewFacts) -> dict[Item, Wanted]:
    """What holds now, as the manager's form is filled with it."""
    return {item: _holds(facts, item) for item in facts.own}


def with_scores(facts: ReviewFacts, wanted: Mapping[Item, Wanted]) -> ReviewFacts:
    """The review as though the manager had put these down."""
    given = dict(facts.given)
    for item, each in wanted.items():
        if item in facts.own and each.score in points(facts, item):
            given[item] = ItemScore(score=each.score, reason=each.reason)
    holding = {item: each.score for item, each in {**facts.own, **given}.items()}
    return replace(facts, given=given, outcome=outcome_of(facts.cycle.scheme, facts.basis, holding))


def scores_mark(wanted: Mapping[Item, Wanted]) -> str:
    """A short mark of a set of scores, by which a form knows whether they were added up already."""
    said = ";".join(
        f"{section}:{item}={each.score.normalize():f}" for (section, item), each in sorted(wanted.items())
    )
    return sha256(said.encode()).hexdigest()[:16]


def given_by_manager(scores: Sequence[Given]) -> dict[Item, ItemScore]:
    """What the manager gave and did not take back, of all scores that were ever given, oldest first.

    A row without a reason that equals what the employee had given by then takes it back.
    """
    own: dict[Item, Decimal] = {}
    given: dict[Item, ItemScore] = {}
    for each in scores:
        if each.side is Side.SELF:
            own[each.item] = each.score.score
        elif each.score.reason or each.score.score != own.get(each.item):
            given[each.item] = each.score
        else:
            given.pop(each.item, None)
    return given


def points(facts: ReviewFacts, item: Item) -> tuple[Decimal, ...]:
    """The scores that an item can be given, best first."""
    scheme = facts.cycle.scheme
    computed = scheme.computed(facts.basis).get(item)
    if computed is not None:
        return (computed,)
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
