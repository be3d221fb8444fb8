"""A recognition: before its person, in the channel once they said yes, and what its manager hears."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.reviews.cards import recognition_post, team_card
from bot.domain.reviews.notices import RecognitionAnswered
from bot.services.reviews.recognition import recognition_facts
from messages.reviews import recognition_card as words_of_it


def draw_asked(at: Snapshot, key: CardKey) -> Outgoing | None:
    """One wording; one that was changed since only says so, where it stands."""
    recognition_id, asking = key.numbers
    facts = recognition_facts(at.unit, recognition_id, at.now)
    if not facts.employee.is_active:
        return None
    words = at.words_for(facts.employee)
    if asking != facts.recognition.asking:
        former = words_of_it.former_card(words, facts)
        return Outgoing(message=former, person=facts.employee, card=key, only_update=True)
    is_up = at.where_it_stands(recognition_post(recognition_id)) is not None
    message = words_of_it.recognition_card(words, facts, is_up=is_up)
    return Outgoing(message=message, person=facts.employee, card=key)


def draw_post(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the channel while it is to be there, and nowhere else."""
    (recognition_id,) = key.numbers
    facts = recognition_facts(at.unit, recognition_id, at.now)
    return Outgoing(
        message=words_of_it.recognition_post(at.words_for_channel(), facts),
        channel=facts.recognition.channel,
        card=key,
        only_update=not facts.is_due,
        is_taken_down=not facts.is_due,
    )


def on_answered(at: Snapshot, notice: RecognitionAnswered) -> Outgoing | None:
    """To whoever wrote it; what was changed again meanwhile is told by the next notice."""
    facts = recognition_facts(at.unit, notice.recognition_id, at.now)
    if not facts.by.is_active or facts.recognition.version != notice.number:
        return None
    return Outgoing(
        message=words_of_it.answered_note(at.words_for(facts.by), facts),
        person=facts.by,
        under=at.where_it_stands(team_card(facts.cycle_id, facts.by.id)),
    )


DRAWS: Draws = {Card.RECOGNITION: draw_asked, Card.RECOGNITION_POST: draw_post}
ROUTES: Routes = {RecognitionAnswered: on_answered}
