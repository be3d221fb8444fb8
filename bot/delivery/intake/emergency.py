"""The developer who is called, and who else hears of it."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card, request_card
from bot.domain.intake.notices import DeskCalledDeveloper, DeveloperCalled
from bot.domain.intake.visibility import may_read
from bot.services.intake.emergency import emergency_facts
from messages.intake import emergency_card as words_of_it
from messages.intake.emergency_note import desk_called, requester_called
from messages.intake.private_card import emptied


def draw_emergency(at: Snapshot, key: CardKey) -> Outgoing | None:
    facts = emergency_facts(at.unit, key.numbers[0])
    developer = facts.page.developer
    if not may_read(facts.request, developer):
        words, channel = at.words_for(developer), at.policy.channels.intake
        message = emptied(words, facts.request, in_channel=True, channel=channel)
        return Outgoing(message=message, person=developer, card=key, only_update=True)
    card = words_of_it.emergency_card(at.words_for(developer), facts)
    return Outgoing(message=card, person=developer, card=key)


def on_desk_called(at: Snapshot, notice: DeskCalledDeveloper) -> Outgoing | None:
    """Nothing of a request that is private by now: whoever has it reads it on the card."""
    facts = emergency_facts(at.unit, notice.page_id)
    if facts.request.is_private:
        return None
    return Outgoing(
        message=desk_called(at.words_for_channel(), facts, is_taken=notice.is_taken),
        channel=at.policy.channels.intake,
        under=request_card(notice.request_id),
    )


def on_developer_called(at: Snapshot, notice: DeveloperCalled) -> Outgoing | None:
    person = at.person(notice.to)
    if not person.is_active:
        return None
    facts = emergency_facts(at.unit, notice.page_id)
    return Outgoing(
        message=requester_called(at.words_for(person), facts, is_taken=notice.is_taken),
        person=person,
        under=my_request_card(notice.request_id),
    )


DRAWS: Draws = {Card.EMERGENCY: draw_emergency}
ROUTES: Routes = {DeskCalledDeveloper: on_desk_called, DeveloperCalled: on_developer_called}
