"""Where the results come from that a year is made of: one place for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.domain.employment import Share, share_of
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Period
from bot.domain.reviews.review import Review
from bot.domain.reviews.year import Missing, PeriodResult
from bot.domain.reviews.year_sources import Source, counted, parts_of, periods_of
from bot.services.reviews.outcomes import outcomes_of
from storage.unit import Unit

Shares = Mapping[str, Share]
"""By period."""


def years_of(
    unit: Unit, year: Period, people: Sequence[Person], policy: Policy
) -> dict[int, tuple[PeriodResult, ...]]:
    """By person, the periods of their year as they stand now, with what is missing. Everybody counts
    as staying until the year's end: how long somebody who left stays away is known once they are back.
    """
    shares = _shares(unit, year, people)
    sources = _sources(unit, year, people, shares, least=policy.goals.too_new_days)
    return {
        person.id: periods_of(
            year.name,
            sources=sources.get(person.id, ()),
            days=_days(shares.get(person.id, {})),
            grade=person.grade,
        )
        for person in people
    }


def _sources(
    unit: Unit, year: Period, people: Sequence[Person], shares: Mapping[int, Shares], *, least: int
) -> Mapping[int, Sequence[Source]]:
    """Reviews of the year's cycles, what was imported of the time before them, and whoever was too new to
    have one in a cycle that was opened.
    """
    parts = {each.name: each for each in parts_of(year.name)}
    opened = parts.keys() & set(unit.cycles.names())
    rows = unit.years.reviews(parts.keys(), [person.id for person in people])
    released = _released(unit, [each.review for each in rows])
    found: dict[int, dict[str, Source]] = {}
    for (person_id, name), past in unit.past.of([person.id for person in people]).items():
        if name in parts:
            found.setdefault(person_id, {})[name] = Source(period=name, counted=past.counted)
    for review, name in rows:
        share = shares.get(review.employee_id, {}).get(name)
        source = released.get(review.id) or Source(period=name, missing=_why(review, share, least=least))
        if source.counted is None and not review.stage.rated and name in found.get(review.employee_id, {}):
            continue
        found.setdefault(review.employee_id, {})[name] = source
    for person in people:
        theirs = found.setdefault(person.id, {})
        for name, share in shares.get(person.id, {}).items():
            could_have = name in opened and name not in theirs and parts[name].grade is person.grade
            if could_have and share.days and share.is_too_new(least=least):
                theirs[name] = Source(period=name, missing=Missing.TOO_NEW)
    return {person_id: list(theirs.values()) for person_id, theirs in found.items()}


def _released(unit: Unit, reviews: Sequence[Review]) -> dict[int, Source]:
    """What each came to that its person may see, calibrated."""
    by_cycle: dict[int, list[Review]] = {}
    for each in reviews:
        if each.stage.released:
            by_cycle.setdefault(each.cycle_id, []).append(each)
    found = {}
    for cycle_id, some in by_cycle.items():
        cycle = unit.cycles.facts(cycle_id)
        moves = unit.calibrations.of_all([each.id for each in some])
        outcomes = outcomes_of(unit, some, cycle.scheme, moves=moves)
        for review_id, outcome in outcomes.items():
            found[review_id] = Source(
                period=cycle.name, counted=counted(cycle.scheme, outcome), review_id=review_id
            )
    return found


def _why(review: Review, share: Share | None, *, least: int) -> Missing:
    if review.stage.rated:
        return Missing.NOT_RELEASED
    is_too_new = share is not None and share.is_too_new(least=least)
    return Missing.TOO_NEW if is_too_new else Missing.NOT_RATED


def _shares(unit: Unit, year: Period, people: Sequence[Person]) -> dict[int, Shares]:
    """Of whoever came within the year, or came back and may have been away in it: nobody else's days are
    looked at.
    """
    came = [each for each in people if each.here_since is not None and each.here_since > year.starts_on]
    away = unit.moves.away_of([person.id for person in came if person.returned_on is not None])
    return {person.id: dict(_of_parts(year, person, away.get(person.id, ()))) for person in came}


def _of_parts(
    year: Period, person: Person, away: Sequence[tuple[date, date | None]]
) -> Iterator[tuple[str, Share]]:
    for part in parts_of(year.name):
        yield (
            part.name,
            share_of(
                part.starts_on,
                part.ends_on,
                joined_on=person.joined_on,
                away=away,
                calendar=person.calendar,
            ),
        )


def _days(shares: Shares) -> Mapping[str, int]:
    return {name: share.days for name, share in shares.items()}
