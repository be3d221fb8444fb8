"""What calibration moved, told to the manager who scored."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.reviews.cards import team_card
from bot.domain.reviews.notices import ResultCalibrated
from bot.services.reviews.calibration_room import moved_facts
from messages.reviews.calibrated_note import calibrated_note


def on_calibrated(at: Snapshot, notice: ResultCalibrated) -> Outgoing | None:
    """Nothing where it counts no more, or they have left."""
    facts = moved_facts(at.unit, notice.review_id, notice.number)
    if facts.move is None or not facts.manager.is_active:
        return None
    cycle_id = at.unit.reviews.look(notice.review_id).cycle_id
    return Outgoing(
        message=calibrated_note(at.words_for(facts.manager), facts, facts.move),
        person=facts.manager,
        under=at.where_it_stands(team_card(cycle_id, facts.manager.id)),
    )


ROUTES: Routes = {ResultCalibrated: on_calibrated}
