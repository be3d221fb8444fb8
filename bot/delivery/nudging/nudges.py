"""How reminders are worded, at the moment they are sent."""

from datetime import date

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.nudging.cards import nudge_card
from bot.domain.nudging.notices import Nudged
from bot.services.nudging.nudges import nudge_facts
from messages.nudging import nudge_card as words_of_it


def draw_nudge(at: Snapshot, key: CardKey) -> Outgoing | None:
    """It is never posted anew."""
    person, day = at.person(int(key.ids[0])), date.fromisoformat(key.ids[1])
    facts = nudge_facts(at.unit, person, day=day, policy=at.policy, now=at.now)
    card = words_of_it.nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=key, only_update=True)


def on_nudged(at: Snapshot, notice: Nudged) -> Outgoing | None:
    """All that is owed now. Nothing where nothing is, nor after that day: a late nudge is none."""
    person, day = at.person(notice.to), date.fromisoformat(notice.day)
    facts = nudge_facts(at.unit, person, day=day, policy=at.policy, now=at.now)
    if facts.is_empty or at.now.astimezone(person.zone).date() != day:
        return None
    card = words_of_it.nudge_card(at.words_for(person), facts)
    return Outgoing(message=card, person=person, card=nudge_card(person.id, day))


DRAWS: Draws = {Card.NUDGE: draw_nudge}
ROUTES: Routes = {Nudged: on_nudged}
