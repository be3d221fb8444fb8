"""What cards show of a request that was put off."""

from bot.domain.intake.later import PutOff
from storage.unit import Unit


def put_off(unit: Unit, request_id: int) -> PutOff | None:
    """Until when, by whom and why; None where it stands in the queue."""
    kept = unit.put_off.of(request_id)
    if kept is None:
        return None
    return PutOff(by=unit.people.get(kept.by_id), until=kept.until, reason=kept.reason)
