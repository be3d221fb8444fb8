"""That a requester answered what a developer asked, to the product manager between them."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import RequesterAnswered
from bot.services.intake.handover_question import answer_to_offer
from messages.intake.handover_question import answered


def on_answer(at: Snapshot, notice: RequesterAnswered) -> Outgoing | None:
    """Nothing where nobody waits for it any more, or what was written was deleted."""
    person = at.person(notice.to)
    facts, answer = answer_to_offer(at.unit, notice)
    if not (person.is_active and answer and facts.asked and facts.handover.is_open):
        return None
    return Outgoing(message=answered(at.words_for(person), facts, answer, notice.number), person=person)


ROUTES: Routes = {RequesterAnswered: on_answer}
