"""Briefs that were handed over."""

from datetime import date

from bot.domain.intake.handover_way import Event
from bot.services.intake.handover_moves import advance
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company


def handed_over(store: Store, people: Company, request_id: int, *, due_on: date | None = None) -> int:
    """The id of a hand-over of a request to He Jun, by Sun Li."""
    by = acting(store, by=people.product_manager, now=MORNING)
    with store.begin() as unit:
        handover = unit.handovers.add(
            request_id=request_id,
            brief=1,
            assignee_id=people.developer.id,
            by_id=people.product_manager.id,
            due_on=due_on,
            submission=f"handed-over-{request_id}",
            at=MORNING,
        )
        return advance(unit, handover, Event.SEND, by).id
