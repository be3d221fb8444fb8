"""A suggestion: how work is done, and what would be better; to the head of department, who answers.

Source: domain.md §8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person
from bot.domain.weeks.feedback import TAKE_BACK_FOR
from bot.domain.weeks.suggestion_way import SUGGESTION, Event, Stage, State


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`head_id`: whose it is to answer; None where nobody leads, so that HR does. `owed_since`: when it
    became theirs. `made_on`: the giver's own day. `version`: the number of the last entry of its history.
    """

    id: int
    giver_id: int
    head_id: int | None
    behaviour: str
    consequence: str
    made_at: datetime
    made_on: date
    owed_since: datetime
    state: State
    version: int

    @property
    def stage(self) -> Stage:
        return SUGGESTION.stage(self.state)

    def can_be_taken_back(self, now: datetime) -> bool:
        """Whether its giver still may: not after five minutes, nor once it was answered."""
        return self.stage.move is not None and now < self.made_at + TAKE_BACK_FOR


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A suggestion and who answers it now, for the table of deeds."""

    giver_id: int
    answering: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came of it: how it was answered, by whom, when, in which words."""

    event: Event
    by: Person
    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class SuggestionFacts:
    """One suggestion before one reader. `answering`: who answers it, or would have. `due_on`: by the calendar
    of the first of them; None where nothing waits.
    """

    suggestion: Suggestion
    giver: Person
    reader: Person
    answering: tuple[Person, ...]
    due_on: date | None
    came: Came | None
    now: datetime

    @property
    def is_own(self) -> bool:
        return self.reader.id == self.giver.id

    @property
    def is_for_hr(self) -> bool:
        """Nobody leads its giver, so that HR answers."""
        return self.suggestion.head_id is None

    @property
    def is_asked(self) -> bool:
        """Whether the reader is to answer."""
        return self.suggestion.stage.move is not None and self.reader.id in {
            person.id for person in self.answering
        }

    @property
    def may_take_back(self) -> bool:
        return self.is_own and self.suggestion.can_be_taken_back(self.now)


def implied(suggestion: Suggestion, answering: Sequence[Person], *, days: int) -> Iterator[Obligation]:
    """One answer, from everybody who can give it. `days`: working days from when it became theirs."""
    move = suggestion.stage.move
    if move is None:
        return
    for person in answering:
        yield Obligation(
            person_id=person.id,
            other_id=suggestion.giver_id,
            kind=move,
            subject=Subject.SUGGESTION,
            subject_id=suggestion.id,
            since=suggestion.owed_since,
            opens_at=suggestion.owed_since,
            due_on=due_on(suggestion.owed_since, person, days=days),
            minutes=MINUTES[move],
        )


def due_on(since: datetime, person: Person, *, days: int) -> date:
    """By when somebody answers who has it since then."""
    return person.calendar.add_working_days(since.astimezone(person.zone).date(), days)
