"""Figures that are owed: by whom, since when and until when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import at_local
from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.people import Person


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What decides when a cycle's figures are asked for. `since`: when scoring was opened, or somebody was
    named after it.

    `hour`: when working days open, by the clock of whoever is asked.
    """

    cycle_id: int
    period: str
    since: datetime
    ends_on: date
    self_score_due: date
    hour: int


def implied(person: Person, *, arrives_days: int, terms: Terms) -> Obligation:
    """All figures of a period that name a person are one step, asked for once: on the day on which the last
    of them should be there, and due on the last working day before self-scores are due.

    `arrives_days`: how many days after the period's end the last of those that are missing should be there.
    """
    due = due_on(terms.self_score_due, person)
    arrival = next(person.calendar.working_days(terms.ends_on + timedelta(days=arrives_days)))
    return Obligation(
        person_id=person.id,
        other_id=person.id,  # nobody else is on the other side
        kind=Kind.FIGURES,
        subject=Subject.FIGURES,
        subject_id=terms.cycle_id,
        since=terms.since,
        opens_at=max(terms.since, at_local(min(arrival, due), terms.hour, zone=person.zone)),
        due_on=due,
        minutes=MINUTES[Kind.FIGURES],
        period=terms.period,
    )


def due_on(self_score_due: date, person: Person) -> date:
    """The last working day of whoever is asked before self-scores are due."""
    day = self_score_due - timedelta(days=1)
    while not person.calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
