"""Fix the rules of a cycle, and look whether it still goes by what was fixed."""

from bot.domain.reviews.fingerprint import Rules, agrees, canonical, recorded_days
from bot.domain.reviews.scheme import Scheme
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle, require_hr
from storage.unit import Unit


def fix_rules(
    unit: Unit,
    cycle_id: int,
    acting: Acting,
    *,
    reason: str | None = None,
    schemes: tuple[Scheme, Scheme] | None = None,
) -> bool:
    """Record what the cycle goes by from now on, with who did it and why; whether anything had changed.
    `schemes`: both versions of its scheme, where it went over to another.

    Called by whatever moves one of its days, or gives it another version of its scheme, once that is
    written. The cycle is locked.
    """
    pinned = unit.fingerprints.pinned(cycle_id)
    fixed = unit.fingerprints.of(cycle_id)
    if fixed and agrees(pinned, fixed[-1]):
        return False
    unit.fingerprints.add(cycle_id, pinned, by_id=acting.by_id, at=acting.now, reason=reason, schemes=schemes)
    return True


def written_rules(acting: Acting, *, name: str) -> str:
    """What was hashed last, as the cycle has it now, for whoever wants to hash it themselves.

    Raises Refusal: cycle.not_hr, cycle.unknown.
    """
    require_hr(acting)
    with acting.store.read() as unit:
        cycle_id = find_cycle(unit, name).id
        pinned, fixed = unit.fingerprints.pinned(cycle_id), unit.fingerprints.of(cycle_id)
        return canonical(recorded_days(pinned, fixed[-1]) if fixed else pinned)


def fixed_rules(unit: Unit, cycle_id: int) -> Rules | None:
    """What was fixed, without looking whether it still holds; None of a cycle of which nothing was."""
    fixed = tuple(unit.fingerprints.of(cycle_id))
    return Rules(fixed=fixed) if fixed else None


def checked_rules(unit: Unit, cycle_id: int) -> Rules | None:
    """The same, compared with what the cycle goes by: whoever changed that behind Steward's back is found
    out.
    """
    fixed = tuple(unit.fingerprints.of(cycle_id))
    if not fixed:
        return None
    return Rules(fixed=fixed, is_intact=agrees(unit.fingerprints.pinned(cycle_id), fixed[-1]))
