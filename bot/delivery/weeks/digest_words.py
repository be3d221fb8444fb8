"""What is said about a check-in: to its person as a thread of its own, to the manager under the digest."""

from bot.delivery.outgoing import Draws, Outgoing, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.weeks.cards import digest_card, word_card
from bot.services.weeks.digest_words import word_facts
from messages.weeks.digest_words_card import word_card as words_of_it


def draw_word(at: Snapshot, key: CardKey) -> Outgoing | None:
    """The first word to a person begins the thread in which the others stand."""
    check_in_id, number, reader_id = key.numbers
    facts = word_facts(at.unit, check_in_id, number, reader_id)
    if facts is None or not facts.reader.is_active:
        return None
    check_in = facts.check_in
    thread = (
        word_card(check_in.id, facts.first_number, reader_id)
        if facts.is_employees
        else digest_card(reader_id, check_in.week)
    )
    return Outgoing(
        message=words_of_it(at.words_for(facts.reader), facts),
        person=facts.reader,
        card=key,
        under=at.where_it_stands(thread) if thread != key else None,
    )


DRAWS: Draws = {Card.CHECK_IN_WORD: draw_word}
