"""A swap of weeks at the website desk, as its rules see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.intake.rota import week_of
from bot.domain.intake.swap_way import SWAP, Stage, State
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class Swap:
    """`week` goes from the asker to the other, `in_return` the other way; None: nothing is given for it.

    Both are Mondays. `reason`: why it was declined.
    """

    id: int
    asker_id: int
    other_id: int
    week: date
    in_return: date | None
    state: State
    asked_at: datetime
    decided_at: datetime | None
    reason: str

    @property
    def stage(self) -> Stage:
        return SWAP.stage(self.state)

    @property
    def is_open(self) -> bool:
        return self.stage.move is not None

    @property
    def weeks(self) -> tuple[date, ...]:
        return (self.week,) if self.in_return is None else (self.week, self.in_return)

    @property
    def answer_on(self) -> date:
        """The last day on which it can be accepted: the earlier of its weeks has not begun."""
        return min(self.weeks) - timedelta(days=1)

    def is_over(self, today: date) -> bool:
        """Whether one of its weeks has begun."""
        return min(self.weeks) <= week_of(today)


@dataclass(frozen=True, kw_only=True)
class SwapFacts:
    """One swap before one of the two."""

    swap: Swap
    asker: Person
    other: Person
    reader: Person

    @property
    def is_asked(self) -> bool:
        """Whether the reader is to answer."""
        return self.swap.is_open and self.reader.id == self.other.id

    @property
    def may_withdraw(self) -> bool:
        return self.swap.is_open and self.reader.id == self.asker.id


@dataclass(frozen=True, kw_only=True)
class SwapForm:
    """One's own weeks to come, and each colleague with theirs, by their Mondays."""

    mine: tuple[date, ...]
    theirs: tuple[tuple[Person, tuple[date, ...]], ...]


def implied(swap: Swap) -> Iterator[Obligation]:
    """An answer of the colleague, until the earlier week begins."""
    move = swap.stage.move
    if move is not None:
        yield Obligation(
            person_id=swap.other_id,
            other_id=swap.asker_id,
            kind=move,
            subject=Subject.DUTY_SWAP,
            subject_id=swap.id,
            since=swap.asked_at,
            opens_at=swap.asked_at,
            due_on=swap.answer_on,
            lapses_on=swap.answer_on,
            minutes=MINUTES[move],
        )
