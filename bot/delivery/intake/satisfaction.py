"""The question to the requester how it went, and what they wrote, before whoever has the request."""

from bot.delivery.outgoing import Draws, Outgoing, Routes, Snapshot
from bot.domain.cards import Card, CardKey
from bot.domain.intake.cards import my_request_card
from bot.domain.intake.notices import SatisfactionWritten
from bot.services.intake.satisfaction import rated
from messages.intake.satisfaction_card import satisfaction_card, satisfaction_note


def draw_satisfaction(at: Snapshot, key: CardKey) -> Outgoing | None:
    """Asked once it is settled; where it is open again, what stands is brought up to date."""
    found = rated(at.unit, key.numbers[0])
    person = found.request.requester
    if not person.is_active:
        return None
    words, request = at.words_for(person), found.request
    return Outgoing(
        message=satisfaction_card(words, request, found.said, is_asked=found.is_asked),
        plainer=lambda _: satisfaction_card(
            words, request, found.said, is_asked=found.is_asked, is_plain=True
        ),
        person=person,
        under=my_request_card(request.id),
        card=key,
        only_update=not found.is_asked,
    )


def on_satisfaction_written(at: Snapshot, notice: SatisfactionWritten) -> Outgoing | None:
    """Nothing where the words were taken back by then; what is newer is said for itself."""
    owner, found = at.person(notice.to), rated(at.unit, notice.request_id)
    said = found.said
    if not owner.is_active or said is None or not said.words or said.at.isoformat() != notice.at:
        return None
    return Outgoing(message=satisfaction_note(at.words_for(owner), found.request, said), person=owner)


DRAWS: Draws = {Card.SATISFACTION: draw_satisfaction}
ROUTES: Routes = {SatisfactionWritten: on_satisfaction_written}
