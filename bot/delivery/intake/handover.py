"""A brief that was handed over: its card in the developers' channel, and a word to the other of the two."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card
from bot.domain.intake.handover_way import Event
from bot.domain.intake.notices import HandoverStepTaken, RequestProgressed
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake import handover_card as words_of_it
from messages.intake.brief_labels import in_language
from messages.intake.handover_private import no_longer_yours
from messages.intake.handover_question import pass_on_button
from messages.intake.private_card import emptied
from messages.intake.progress_note import progress_note


def draw_handover(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the language in which briefs are written, whatever the channel's."""
    facts = handover_facts(at.unit, key.numbers[0])
    read = brief_facts(at.unit, facts.request.id)
    if read is None:
        return None
    channel = at.policy.channels.developers
    if facts.request.is_private:
        message = emptied(at.words_for_channel(), facts.request, in_channel=True, channel=channel)
        return Outgoing(message=message, channel=channel, card=key, only_update=True)
    words = in_language(at.words_for_channel(), read.brief.locale)
    return Outgoing(
        message=words_of_it.handover_card(words, facts, read),
        channel=channel,
        card=key,
    )


def draw_private_handover(at: Snapshot, key: CardKey) -> Outgoing | None:
    """In the messages of the developer who has it; one who has it no more reads nothing of it."""
    handover_id, assignee_id = key.numbers
    facts, developer = handover_facts(at.unit, handover_id), at.person(assignee_id)
    read = brief_facts(at.unit, facts.request.id)
    if read is None or not developer.is_active:
        return None
    words = at.words_for(developer)
    has_it = facts.assignee_id == assignee_id and not facts.stage.taken_back
    if has_it or not facts.is_private:
        own = in_language(words, read.brief.locale)
        message = words_of_it.handover_card(own, facts, read, reader=developer)
    else:
        message = no_longer_yours(words, facts)
    only_update = not has_it or not facts.is_private
    return Outgoing(message=message, person=developer, card=key, only_update=only_update)


def on_step(at: Snapshot, notice: HandoverStepTaken) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    facts = handover_facts(at.unit, notice.handover_id)
    words, step = at.words_for(person), facts.step(notice.number)
    asks_the_requester = step.event is Event.ASK and facts.request.requester.is_active
    first = [pass_on_button(words, facts, step)] if asks_the_requester else []
    if step.event is Event.REASSIGN and person.id != facts.assignee_id:
        return Outgoing(message=words_of_it.given_away_note(words, facts, step.number), person=person)
    return Outgoing(message=words_of_it.handover_note(words, facts, notice.number, *first), person=person)


def on_progress(at: Snapshot, notice: RequestProgressed) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    facts = handover_facts(at.unit, notice.handover_id)
    return Outgoing(
        message=progress_note(at.words_for(person), facts, notice.number),
        person=person,
        under=my_request_card(facts.request.id),
    )


DRAWS: Draws = {Card.HANDOVER: draw_handover, Card.PRIVATE_HANDOVER: draw_private_handover}
ROUTES: Routes = {HandoverStepTaken: on_step, RequestProgressed: on_progress}
