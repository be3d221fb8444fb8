"""Somebody is away, and back: by their own word."""

from datetime import date

from bot.domain.absences import (
    COMING_WITHIN,
    Absence,
    Source,
    Standing,
    check_span,
    given_way,
    standing_on,
)
from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.spoken_days import spoken_span
from bot.services.acting import Acting
from bot.services.reviews.second_look_seats import pass_on_of
from storage.unit import Unit


def how_it_stands(acting: Acting) -> Standing:
    """Whether one is away, and what is coming."""
    require(Deed.BE_AWAY, acting.by)
    with acting.store.read() as unit:
        return _standing(unit, acting.person, acting)


def go_away(acting: Acting, *, said: str) -> Standing:
    """Be away as one has written it: `until 12 Oct`, `from 3 Oct until 12 Oct`.

    One's own earlier word gives way where both speak of the same days. Safe to run twice. Raises Refusal:
    away.usage, away.ambiguous, and what `check_span` raises.
    """
    require(Deed.BE_AWAY, acting.by)
    by, today = acting.person, _today(acting)
    span = spoken_span(said, today=today)
    first = span.first or today
    check_span(first, span.last, today=today, written=said)
    with acting.store.begin() as unit:
        for each in _own(unit, by.id, since=first):
            ended_on = given_way(each, first, span.last, today=today)
            if ended_on is not None:
                unit.absences.end(each.id, on=ended_on, by=Source.OWN, at=acting.now)
        unit.absences.add([(by.id, first, span.last)], source=Source.OWN, by_id=by.id, at=acting.now)
        pass_on_of(unit, [by.id], acting)
        return _standing(unit, by, acting)


def come_back(acting: Acting) -> Standing:
    """Be back from today on, whoever said that one is away; what begins later stays. Safe to run twice."""
    require(Deed.BE_AWAY, acting.by)
    by, today = acting.person, _today(acting)
    with acting.store.begin() as unit:
        for each in unit.absences.of([by.id], since=today).get(by.id, ()):
            if each.covers(today):
                _end(unit, each, acting)
        return _standing(unit, by, acting)


def take_back(acting: Acting, *, absence_id: int) -> Standing:
    """Not be away as it was planned; what has begun ends today. Safe to run twice."""
    require(Deed.BE_AWAY, acting.by)
    by = acting.person
    with acting.store.begin() as unit:
        for each in unit.absences.of([by.id], since=_today(acting)).get(by.id, ()):
            if each.id == absence_id:
                _end(unit, each, acting)
        return _standing(unit, by, acting)


def away_on_home(unit: Unit, person: Person, acting: Acting) -> Standing | None:
    """How it stands with whoever is away, or will be soon; None for everybody else."""
    standing = _standing(unit, person, acting)
    return None if standing.is_empty else standing


def _end(unit: Unit, absence: Absence, acting: Acting) -> None:
    on = max(absence.first, _today(acting))
    unit.absences.end(absence.id, on=on, by=Source.OWN, at=acting.now)


def _own(unit: Unit, person_id: int, *, since: date) -> list[Absence]:
    absences = unit.absences.of([person_id], since=since).get(person_id, ())
    return [each for each in absences if each.source is Source.OWN]


def _standing(unit: Unit, person: Person, acting: Acting) -> Standing:
    today = _today(acting, person)
    absences = unit.absences.of([person.id], since=today - COMING_WITHIN).get(person.id, ())
    return standing_on(absences, today, calendar=person.calendar)


def _today(acting: Acting, person: Person | None = None) -> date:
    return acting.now.astimezone((person or acting.person).zone).date()
