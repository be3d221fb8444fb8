"""What HR hears of a year: a result that is part of it changed after it was decided."""

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.people import Role
from bot.domain.reviews.notices import YearStands
from messages.reviews.year_stands_card import year_stands_card


def on_year_stands(at: Snapshot, notice: YearStands) -> Outgoing | None:
    """Nothing where it is open again by now, or where the reader is not of HR any more."""
    reader = at.person(notice.to)
    review, cycle, employee, _ = at.unit.reviews.whole(notice.review_id)
    if not (reader.is_active and reader.has(Role.HR)) or not review.stage.decided:
        return None
    card = year_stands_card(
        at.words_for(reader),
        employee=employee.name,
        year=cycle.name,
        period=notice.period,
        is_released=review.stage.released,
    )
    return Outgoing(message=card, person=reader)


ROUTES: Routes = {YearStands: on_year_stands}
