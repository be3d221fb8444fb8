"""That a cycle goes by a corrected version of its scheme, to everybody under way in it."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.cards import CardKey
from bot.domain.goals.cards import my_goals_card
from bot.domain.people import Person
from bot.domain.reviews.cards import my_review_card, team_card
from bot.domain.reviews.correct_cycle import CorrectedFacts
from bot.domain.reviews.notices import CycleCorrected
from bot.services.reviews.correct_cycle import corrected_facts
from messages.reviews.correct_cycle_note import corrected_note


def on_corrected(at: Snapshot, notice: CycleCorrected) -> Outgoing | None:
    """Under what it concerns, where that stands; nothing once the cycle was withdrawn, or where they have not
    heard of it yet: what they will hear is by the new rules.
    """
    reader = at.person(notice.to)
    facts = corrected_facts(at.unit, cycle_id=notice.cycle_id, number=notice.number, person_id=reader.id)
    if facts is None or not reader.is_active or at.unit.cycles.get(notice.cycle_id).is_withdrawn:
        return None
    under = _under(at, reader, notice.cycle_id, facts)
    if under is None and not facts.has_people:
        return None
    return Outgoing(message=corrected_note(at.words_for(reader), facts), person=reader, under=under)


def _under(at: Snapshot, reader: Person, cycle_id: int, facts: CorrectedFacts) -> CardKey | None:
    """The thread in which they have something to do first."""
    review = at.unit.reviews.of_person(reader.id, cycle_id)
    goals = at.unit.goals.latest_of(reader.id, period=facts.cycle_name)
    mine = my_review_card(review.id) if review else my_goals_card(goals.id) if goals else None
    team = team_card(cycle_id, reader.id)
    order = (team, mine) if facts.back else (mine, team)
    return next((key for key in order if key is not None and at.where_it_stands(key)), None)


ROUTES: Routes = {CycleCorrected: on_corrected}
