"""A suggestion before the head who answers and whoever made it; what came of it, said once."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.access import Deed, may
from bot.domain.cards import Card, CardKey
from bot.domain.weeks.cards import suggestion_card
from bot.domain.weeks.notices import SuggestionAnswered
from bot.services.weeks.suggestion import asked
from bot.services.weeks.suggestion_facts import suggestion_facts
from messages.weeks import suggestion_card as words_of_it


def draw_suggestion(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Posted for whoever answers and whoever made it. Whoever answered before only reads who has it now."""
    suggestion_id, reader_id = key.numbers
    facts = suggestion_facts(at.unit, suggestion_id, reader_id, now=at.now, policy=at.policy)
    if not facts.reader.is_active:
        return None
    may_read = may(Deed.READ_SUGGESTION, facts.reader, asked(at.unit, facts.suggestion))
    build = words_of_it.suggestion_card if may_read else words_of_it.taken_over_card
    return Outgoing(
        message=build(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        only_update=not may_read or not facts.suggestion.stage.stands,
    )


def on_answered(at: Snapshot, notice: SuggestionAnswered) -> Outgoing | None:
    """Under the own copy of whoever made it."""
    facts = suggestion_facts(at.unit, notice.suggestion_id, notice.to, now=at.now, policy=at.policy)
    if not facts.reader.is_active or facts.came is None:
        return None
    return Outgoing(
        message=words_of_it.answered_note(at.words_for(facts.reader), facts),
        person=facts.reader,
        under=at.where_it_stands(suggestion_card(notice.suggestion_id, notice.to)),
    )


DRAWS: Draws = {Card.SUGGESTION: draw_suggestion}
ROUTES: Routes = {SuggestionAnswered: on_answered}
