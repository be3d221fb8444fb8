"""What goals, and the form beside them, want; and of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.goals.way import Party
from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.people import Person


class Step(Protocol):
    """As much of a stage as says what waits, and of whom."""

    @property
    def move(self) -> Kind | None: ...
    @property
    def proposed(self) -> bool: ...
    def waits_for(self, party: Party, /) -> bool: ...


class TwoSided(Protocol):
    """Goals, or the job-responsibility form beside them: both sides have their steps."""

    @property
    def id(self) -> int: ...
    @property
    def cycle_id(self) -> int: ...
    @property
    def employee_id(self) -> int: ...
    @property
    def manager_id(self) -> int: ...
    @property
    def owed_since(self) -> datetime: ...
    @property
    def is_here(self) -> bool: ...
    @property
    def stage(self) -> Step: ...


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What decides what is owed, beside where the goals are.

    `due`: the day by which all goals of the period are agreed on. `announced_at`: when their employee hears
    that they were opened. `agreement_days`: the working days that whoever is to sign has at least.
    """

    period: str
    due: date
    announced_at: datetime
    agreement_days: int


def implied(
    goals: TwoSided, *, employee: Person, manager: Person, terms: Terms, subject: Subject = Subject.GOALS
) -> Iterator[Obligation]:
    """The step that waits. Nobody is asked about somebody who has left. Source: domain.md §8."""
    stage, since = goals.stage, goals.owed_since
    if stage.move is None or not goals.is_here:
        return
    who, other = (employee, manager) if stage.waits_for(Party.EMPLOYEE) else (manager, employee)
    yield Obligation(
        person_id=who.id,
        other_id=other.id,
        kind=stage.move,
        subject=subject,
        subject_id=goals.id,
        since=since,
        opens_at=since if stage.proposed else max(since, terms.announced_at),
        due_on=_due_on(since, who, terms),
        minutes=MINUTES[stage.move],
        period=terms.period,
    )


def _due_on(since: datetime, who: Person, terms: Terms) -> date:
    """Whoever hears of it late, or of a change within the period, has some days all the same."""
    begun = since.astimezone(who.zone).date()
    return max(terms.due, who.calendar.add_working_days(begun, terms.agreement_days))
