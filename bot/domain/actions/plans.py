"""Which results want an improvement plan, and what of it is owed. Source: domain.md §6 and §8."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.domain.obligations import MINUTES, Kind, Obligation, Subject
from bot.domain.people import Person
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome

BOTTOM = Decimal("3.25")
"""Up to here it is the lowest band where a scheme has no shares that say so (our choice)."""


@dataclass(frozen=True, kw_only=True)
class PlanWanted:
    """A released result of the lowest band for which no plan is written yet."""

    review_id: int
    person_id: int
    period: str
    since: datetime


def bottom_of(scheme: Scheme) -> Decimal:
    """The highest point of the scheme's lowest band: the share that has no lower end."""
    shares = scheme.distribution.shares if scheme.distribution else ()
    ends = [each.highest for each in shares if each.lowest is None and each.highest is not None]
    return min(ends, default=BOTTOM)


def wants_a_plan(outcome: Outcome, scheme: Scheme) -> bool:
    """Whether a result is of the lowest band, or failed by a gate."""
    return outcome.failed or outcome.score <= bottom_of(scheme)


def implied(wanted: PlanWanted, person: Person, manager: Person | None, *, days: int) -> Iterator[Obligation]:
    """The plan, from the manager whom somebody has now. Nothing about whoever has left. `days`: working days
    from the release.
    """
    if manager is None or not (person.is_active and manager.is_active):
        return
    yield Obligation(
        person_id=manager.id,
        other_id=person.id,
        kind=Kind.PLAN,
        subject=Subject.PLAN,
        subject_id=wanted.review_id,
        since=wanted.since,
        opens_at=wanted.since,
        due_on=manager.calendar.add_working_days(wanted.since.astimezone(manager.zone).date(), days),
        minutes=MINUTES[Kind.PLAN],
        period=wanted.period,
    )
