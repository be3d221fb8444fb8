"""Who is there for too few working days of a period to be rated in it. Source: domain.md §6."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from bot.domain.employment import share_of
from bot.domain.history import Facts
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.notices import NotRated
from bot.domain.reviews.way import Event
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from storage.unit import Unit

LONG_AGO = timedelta(days=366)
"""Whoever came before that is new in no period that is under review."""


class Days(Protocol):
    """A period, or the cycle about it."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


def too_new(unit: Unit, people: Iterable[Person], period: Days, policy: Policy) -> Mapping[int, int]:
    """Those of `people` who are too new to be rated, each with their working days in the period; whoever is
    there counts as staying until its end.
    """
    came = [
        person for person in people if person.here_since is not None and person.here_since > period.starts_on
    ]
    away = unit.moves.away_of([person.id for person in came if person.returned_on is not None])
    shares = {
        person.id: share_of(
            period.starts_on,
            period.ends_on,
            joined_on=person.joined_on,
            away=away.get(person.id, ()),
            calendar=person.calendar,
        )
        for person in came
    }
    least = policy.goals.too_new_days
    return {who: share.working_days for who, share in shares.items() if share.is_too_new(least=least)}


def tell_too_new(unit: Unit, acting: Acting, cycle_id: int, people: Sequence[Person]) -> None:
    """Each of these and their manager hear once that they are not rated in this cycle."""
    unit.outbox.add(
        *(
            NotRated(to=to, person_id=person.id, cycle_id=cycle_id)
            for person in people
            for to in (person.id, person.manager_id)
            if to is not None
        ),
        now=acting.now,
    )


def end_too_new(unit: Unit, acting: Acting) -> None:
    """Whoever turns out to be too new, by a first day that was corrected, is not rated; safe to run twice.

    What is scored already stays, and so does what waits for somebody who left: how long they were there is
    not known before they are back, or HR closes it.
    """
    since = acting.today - LONG_AGO
    came = {each.id: each for each in unit.people.active() if each.here_since and each.here_since > since}
    for who in sorted(came.keys() & unit.reviews.with_under_way()):
        for review in unit.reviews.under_way_of(who):
            if review.stage.decided:
                continue
            cycle = unit.cycles.facts(review.cycle_id)
            if cycle.scheme.asks_periods:  # whoever was long enough in a period is rated in its year
                continue
            days = too_new(unit, [came[who]], cycle, acting.policy)
            if who in days:
                facts = Facts(working_days=days[who])
                advance(unit, review, Event.NOT_RATE, replace(acting, by=None), facts=facts, cycle=cycle)
