"""How reminders are worded, at the moment they are sent."""

from datetime import date, datetime

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.absences import is_away
from bot.domain.cards import Card, CardKey
from bot.domain.nudging.cards import nudge_card
from bot.domain.nudging.cards import urgent_card as key_of_urgent
from bot.domain.nudging.notices import Nudged, UrgentNudged
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.services.nudging.nudges import nudge_facts, urgent_facts
from messages.nudging import nudge_card as words_of_it
from messages.nudging import urgent_card


def draw_nudge(at: Snapshot, key: CardKey) -> Outgoing | None:
    """It is never posted anew."""
    person, day = at.person(int(key.ids[0])), date.fromisoformat(key.ids[1])
    facts = nudge_facts(at.unit, person, day=day, now=at.now)
    card = words_of_it.nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=key, only_update=True)


def on_nudged(at: Snapshot, notice: Nudged) -> Outgoing | None:
    """All that is owed now. Nothing where nothing is, nor after that day or its working hours, nor where they
    are away since: a late nudge is none.
    """
    person, day = at.person(notice.to), date.fromisoformat(notice.day)
    facts = nudge_facts(at.unit, person, day=day, now=at.now)
    is_late = at.now.astimezone(person.zone).date() != day or not is_a_good_hour(at, person)
    is_gone = is_away(at.unit.absences.of([person.id], since=day).get(person.id, ()), day)
    if facts.is_empty or not facts.is_said or is_late or is_gone:
        return None
    card = words_of_it.nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=nudge_card(person.id, day))


def draw_urgent(at: Snapshot, key: CardKey) -> Outgoing | None:
    """It is never posted anew."""
    person_id, number, begun = key.numbers
    person = at.person(person_id)
    facts = urgent_facts(at.unit, person, number=number, begun=begun, now=at.now)
    card = urgent_card.urgent_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=key, only_update=True)


def on_urgent_nudged(at: Snapshot, notice: UrgentNudged) -> Outgoing | None:
    """Nothing where it was seen to meanwhile, nor outside working hours."""
    person, begun = at.person(notice.to), datetime.fromisoformat(notice.since)
    step = StepKey(person_id=person.id, kind=Kind.REQUEST, subject_id=notice.request_id, since=begun)
    key = key_of_urgent(person.id, step)
    facts = urgent_facts(at.unit, person, number=notice.request_id, begun=key.numbers[-1], now=at.now)
    if facts.owed is None or not is_a_good_hour(at, person):
        return None
    card = urgent_card.urgent_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=key)


def is_a_good_hour(at: Snapshot, person: Person) -> bool:
    """Whether it is working time where they are."""
    return at.policy.hours.office.is_inside(at.now, zone=person.zone)


DRAWS: Draws = {Card.NUDGE: draw_nudge, Card.URGENT: draw_urgent}
ROUTES: Routes = {Nudged: on_nudged, UrgentNudged: on_urgent_nudged}
