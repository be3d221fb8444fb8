"""What cards and modals show of a review: values, ready to be worded."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from bot.domain.people import Person
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.cycles import Dates
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, Side
from bot.domain.reviews.way import REVIEW, Party, Stage, State
from bot.domain.whose_move import Turn, their_turn


@dataclass(frozen=True, kw_only=True)
class ItemScore:
    """What one side gave one item: the figure reached, the case for it, the reason for differing.

    `rungs`: for which of a ladder the case speaks. `files`: what came along with it, by the ids of the cases
    that hold them in the pocket.
    """

    score: Decimal
    actual: str | None = None
    evidence: str | None = None
    reason: str | None = None
    rungs: tuple[int, ...] | None = None
    files: tuple[int, ...] = ()


Item = tuple[str, str]
"""A scored item: (section key, item key), e.g. ("kpi", "k1") or ("values", "customer_first")."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """One score that one side gave one item, with the step `number` of the review's history."""

    side: Side
    item: Item
    score: ItemScore
    number: int


@dataclass(frozen=True, kw_only=True)
class CycleFacts:
    """The period under review and its dates.

    `goals_due`: the day by which goals are agreed on; None where they came with the organisation file.
    `scoring_opened_at`: None until then; `scoring_opens_on`: the day on which it opens by itself.
    """

    id: int
    name: str
    scheme: Scheme
    starts_on: date
    ends_on: date
    self_score_due: date
    self_score_closes: date
    approval_due: date
    second_look_due: date
    goals_opened_at: datetime | None = None
    goals_due: date | None = None
    scoring_opens_on: date | None = None
    scoring_opened_at: datetime | None = None

    def with_days(self, days: Dates | None) -> "CycleFacts":
        """The cycle as it is for a review that has days of its own."""
        return self if days is None else replace(self, **asdict(days))

    def self_score_due_since(self, since: datetime) -> date:
        """By when a self-score that is owed since then is due: who joins late has until the closing day."""
        joins = joins_late(since, ends_on=self.ends_on, scoring_opened_at=self.scoring_opened_at)
        return self.self_score_closes if joins else self.self_score_due


class Sides(Protocol):
    """As much of a review's facts as says whose turn it is."""

    @property
    def employee(self) -> Person: ...
    @property
    def manager(self) -> Person: ...
    @property
    def awaited(self) -> Sequence[Person]: ...
    @property
    def owed_since(self) -> datetime: ...


def turn_of(stage: Stage, sides: Sides, reader: Person) -> Turn | None:
    """Whose turn a review is. One whose self-score is still to be asked for is nobody's yet: its card says
    what is wanted, and is there from when it is.
    """
    if stage.mover is None or stage.lapses or not sides.employee.is_active:
        return None
    if stage.mover in (Party.SECOND_LOOK, Party.HR):
        if not sides.awaited:
            return None
        who = sides.awaited[0]
    else:
        who = sides.employee if stage.waits_for(Party.EMPLOYEE) else sides.manager
    return their_turn(who, since=sides.owed_since, reader=reader)


def joins_late(since: datetime, *, ends_on: date, scoring_opened_at: datetime | None) -> bool:
    """Whether a review that began then is of somebody who joined after the others, and after the period."""
    return scoring_opened_at is not None and since > scoring_opened_at and since.date() > ends_on


@dataclass(frozen=True, kw_only=True)
class ReviewFacts:
    """One review, whole. Only its employee, its manager and (later) the second look may be shown the scores.

    `own` are the employee's last scores handed in, `given` the manager's adjustments; an item that
    is not in `given` stands as the employee scored it. `comment` is the employee's closing remark.
    `question` is what the manager last asked for. `outcome` is of the scores that stand now, None
    before there are any. `awaited`: who has still to confirm in the second look, or to release it.
    `manager` is whose it is to decide; `in_place_of_id`: the manager's id, where somebody has it in their
    place. `leans_on`: the feedback that came late, without which it could not have been approved, by its ids.
    """

    id: int
    state: State
    version: int
    cycle: CycleFacts
    employee: Person
    manager: Person
    basis: Basis
    own: Mapping[Item, ItemScore]
    given: Mapping[Item, ItemScore]
    comment: str | None
    question: str | None
    submitted_at: datetime | None
    approved_at: datetime | None
    approved_by: Person | None
    owed_since: datetime
    own_outcome: Outcome | None
    outcome: Outcome | None
    awaited: tuple[Person, ...] = ()
    in_place_of_id: int | None = None
    leans_on: tuple[int, ...] = ()

    @property
    def stage(self) -> Stage:
        return REVIEW.stage(self.state)

    def turn(self, reader: Person) -> Turn | None:
        """Whose turn it is, before that reader; nobody's about somebody who left."""
        return turn_of(self.stage, self, reader)

    @property
    def holding(self) -> Mapping[Item, ItemScore]:
        """The score of each item that holds now: the manager's where there is one."""
        return {**self.own, **self.given}
