"""That what was handed over is late, or with nobody any more, to the owner of its request."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.handover_due import Want
from bot.domain.intake.notices import HandoverWantsYou
from bot.domain.intake.tracker import IssueState, is_closed_early
from bot.services.intake.handover import handover_facts
from messages.intake.handover_due import wants_you


def on_wants(at: Snapshot, notice: HandoverWantsYou) -> Outgoing | None:
    """Nothing where it was settled, or is somebody else's, in the meantime."""
    person, facts = at.person(notice.to), handover_facts(at.unit, notice.handover_id)
    want = Want(notice.want)
    is_so = facts.assignee.is_active is not (want is Want.ANOTHER)
    if want is Want.CLOSED:
        is_so = facts.issue is not None and is_closed_early(facts.stage, IssueState.OPEN, facts.issue.state)
    if not (person.is_active and facts.handover.is_open and is_so):
        return None
    return Outgoing(message=wants_you(at.words_for(person), facts, want), person=person)


ROUTES: Routes = {HandoverWantsYou: on_wants}
