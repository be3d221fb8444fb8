"""What those read who are to see to an answer that is due."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import AnswerDue
from bot.services.intake.answer_due import due_facts
from messages.intake.answer_due_note import answer_due


def on_answer_due(at: Snapshot, notice: AnswerDue) -> Outgoing | None:
    """Nothing where it was answered meanwhile."""
    facts = due_facts(at.unit, notice)
    if facts is None:
        return None
    return Outgoing(message=answer_due(at.words_for(facts.reader), facts), person=facts.reader)


ROUTES: Routes = {AnswerDue: on_answer_due}
