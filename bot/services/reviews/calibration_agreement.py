"""HR and the head each say that they agree to a department's results, before they are released."""

from collections.abc import Mapping

from bot.domain.access import Deed, require
from bot.domain.reviews.calibration_agreement import Agreement, agreement, side_of
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.calibration_room import headed_now, not_yours, of_department, room_of
from storage.unit import Unit


def agree(acting: Acting, *, cycle_id: int, department_id: int, seen: str) -> None:
    """They agree to what was on the screen. `seen`: the digest of it, `Room.seen`.

    Raises Refusal: calibration.not_yours, calibration.nothing_to_agree, calibration.moved_since.
    """
    with acting.store.begin() as unit:
        room = room_of(unit, acting, cycle_id=cycle_id, department_id=department_id)
        headed = of_department(room.department, headed_now(unit))
        require(Deed.AGREE_ON_RESULTS, acting.by, headed, refuse=not_yours)
        if room.is_over:
            raise Refusal("calibration.nothing_to_agree", name=room.department)
        if room.seen != seen:
            raise Refusal("calibration.moved_since", name=room.department)
        if room.can_agree:
            unit.calibration_agreements.add(
                cycle_id,
                department_id,
                side=side_of(acting.person.id, headed.heads),
                by_id=acting.person.id,
                seen=seen,
                at=acting.now,
            )


def agreements(unit: Unit, cycle_id: int) -> Mapping[int, Agreement]:
    """By department of a cycle in which somebody is through the second look: who agreed to what stands."""
    headed, names = headed_now(unit), {number: name for name, number in unit.people.departments().items()}
    given = unit.calibration_agreements.given(cycle_id)
    return {
        department_id: agreement(
            given.get(department_id, ()), marks, of_department(names[department_id], headed).heads
        )
        for department_id, marks in unit.calibration_agreements.marks(cycle_id).items()
    }
