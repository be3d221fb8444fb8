"""What HR hears of a cycle that was opened for scoring: who is not scored, who has little time."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.people import Role
from bot.domain.reviews.notices import JoinedLate, NotReadyForScoring
from bot.services.reviews.open_scoring import not_ready
from messages.reviews.joined_late_card import joined_late_card
from messages.reviews.not_ready_card import not_ready_card


def on_not_ready(at: Snapshot, notice: NotReadyForScoring) -> Outgoing | None:
    """Nothing where everybody is by now, or where the reader is not of HR any more."""
    reader = at.person(notice.to)
    cycle = at.unit.cycles.get(notice.cycle_id)
    others = not_ready(at.unit, notice.cycle_id, at.policy)
    if not (reader.is_active and reader.has(Role.HR)) or cycle.is_withdrawn or not others:
        return None
    scored = len(at.unit.cycles.reviewed(notice.cycle_id))
    return Outgoing(
        message=not_ready_card(at.words_for(reader), cycle.name, others, scored=scored), person=reader
    )


def on_joined_late(at: Snapshot, notice: JoinedLate) -> Outgoing | None:
    """Nothing where they have handed in by now, or where the reader is not of HR any more."""
    reader = at.person(notice.to)
    review, cycle, employee, _ = at.unit.reviews.whole(notice.review_id)
    if not (reader.is_active and reader.has(Role.HR)) or not review.stage.lapses:
        return None
    return Outgoing(
        message=joined_late_card(
            at.words_for(reader),
            employee=employee.name,
            name=cycle.name,
            closes=cycle.self_score_closes,
        ),
        person=reader,
    )


ROUTES: Routes = {NotReadyForScoring: on_not_ready, JoinedLate: on_joined_late}
