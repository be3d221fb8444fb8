"""What cards and forms show of a developer who was called."""

from bot.domain.intake.emergency import Paged
from storage.intake.emergency import KeptPage
from storage.unit import Unit


def paged(unit: Unit, request_id: int) -> Paged | None:
    """The last call about a request; None where there was none."""
    kept = unit.pages.latest(request_id)
    return None if kept is None else call_of(unit, kept)


def call_of(unit: Unit, kept: KeptPage) -> Paged:
    """The same of one that is known."""
    return Paged(
        id=kept.id,
        request_id=kept.request_id,
        developer=unit.people.get(kept.developer_id),
        by=unit.people.get(kept.by_id),
        at=kept.at,
        reason=kept.reason,
        taken_at=kept.taken_at,
    )
