"""Feedback: what one colleague saw another do, and what came of it; on any day. Source: domain.md §8."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.weeks.feedback_way import FEEDBACK, Stage, State
from bot.domain.weeks.visibility import Reader, When

TAKE_BACK_FOR = timedelta(minutes=5)
"""How long after giving it can be taken back (our choice)."""

MOST_SHOWN = 3
"""Of each kind, on the Home tab; the rest stands behind a button."""


class FeedbackKind(StrEnum):
    """What it is, as its giver sees it."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    CONSTRUCTIVE = "constructive"


class Telling(StrEnum):
    """When whoever it is about hears of it."""

    AT_ONCE = "at_once"
    KEPT = "kept"


class TiedTo(StrEnum):
    """What feedback or an improvement action can be tied to. `REQUIREMENT`, of the post: an action alone."""

    VALUE = "value"
    KPI = "kpi"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, kw_only=True)
class Tied:
    """What it is tied to. `name`: as it was called by then, by language; just "en" where it has one name."""

    to: TiedTo
    key: str
    name: Mapping[str, str]

    @property
    def value(self) -> str:
        """As a form carries it."""
        return f"{self.to.value}:{self.key}"


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """`given_on`: the giver's own day. `manager_id`: who manages the receiver now. `told_at`: when they were
    told. `version`: the number of the last entry of its history. `late_for_id`: the cycle for which it came
    too late, where a score leans on it.
    """

    id: int
    giver_id: int
    receiver_id: int
    manager_id: int | None
    kind: FeedbackKind
    behaviour: str
    consequence: str
    tied: Tied | None
    given_at: datetime
    given_on: date
    told_at: datetime | None
    state: State
    version: int
    late_for_id: int | None = None

    @property
    def stage(self) -> Stage:
        return FEEDBACK.stage(self.state)

    def can_be_taken_back(self, now: datetime) -> bool:
        """Whether its giver still may: not after five minutes, nor once it was answered."""
        return self.stage.can_be_taken_back and now < self.given_at + TAKE_BACK_FOR

    def is_read_by(self, reader: Reader) -> bool:
        """Whether this kind of reader may read it now."""
        return self.stage.readers[reader] is When.NOW


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What its receiver said to it, once."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class FeedbackFacts:
    """One piece before one reader. `told_by`: who told it that was kept, where its giver did not. `answer`:
    where there is one. `manager`: None where nobody manages the receiver now. `has_hr`: somebody of HR beside
    the receiver. `reached`: whether it reached the receiver, as far as it was told. `late_for`: the name of
    the cycle for which it came too late.
    """

    feedback: Feedback
    giver: Person
    receiver: Person
    manager: Person | None
    reader: Person
    answer: Answer | None
    told_by: Person | None
    now: datetime
    has_hr: bool = True
    reached: bool = True
    late_for: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether the reader gave it."""
        return self.reader.id == self.giver.id

    @property
    def is_received(self) -> bool:
        """Whether it is about the reader."""
        return self.reader.id == self.receiver.id

    @property
    def may_answer(self) -> bool:
        return self.is_received and self.feedback.stage.told and self.feedback.state in _TO_ANSWER

    @property
    def may_tell(self) -> bool:
        """Kept till now, and theirs to tell: its giver's, or the manager's."""
        is_theirs = self.is_own or (self.manager is not None and self.reader.id == self.manager.id)
        is_kept = self.feedback.stage.on_record and not self.feedback.stage.told
        return is_theirs and is_kept and self.receiver.is_active

    @property
    def may_take_back(self) -> bool:
        return self.is_own and self.feedback.can_be_taken_back(self.now)


_TO_ANSWER = FEEDBACK.where(lambda stage: stage.told and stage.on_record and not stage.answered)
