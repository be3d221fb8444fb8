"""A cycle by the name that somebody wrote, and what became of one that was withdrawn."""

from dataclasses import asdict

from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.states import State
from bot.errors import Refusal
from storage.models.reviews import CycleRow, ReviewRow
from storage.unit import Unit

NAMES_SHOWN = 20


def find_cycle(unit: Unit, name: str | None, *, lock: bool = False) -> CycleRow:
    """The cycle, however it was written; without a name the latest one.

    Raises Refusal("cycle.unknown"), Refusal("cycle.withdrawn"), and Refusal("cycle.none") where none
    was opened yet.
    """
    cycle = unit.cycles.named(name, lock=lock) if name else unit.cycles.latest()
    if cycle is not None:
        return cycle
    gone = unit.cycles.withdrawn(name) if name else None
    if gone is not None:
        raise withdrawn_refusal("cycle.withdrawn", unit, gone)
    known = list(unit.cycles.names()[:NAMES_SHOWN])
    if not known:
        raise Refusal("cycle.none")
    raise Refusal("cycle.unknown", name=name, known=known)


def withdrawal(unit: Unit, cycle: CycleRow) -> Withdrawal | None:
    """Who withdrew a cycle, when and why; None where it stands."""
    if cycle.withdrawn_at is None:
        return None
    by = unit.people.get(cycle.withdrawn_by_id).name if cycle.withdrawn_by_id else ""
    return Withdrawal(by=by, on=cycle.withdrawn_at, reason=cycle.withdrawn_because or "")


def whom_to_ask(unit: Unit, cycle: CycleRow) -> str:
    """Who opened a cycle, to be asked for more time; empty for the command line and for who has left."""
    opener = unit.people.get(cycle.opened_by_id) if cycle.opened_by_id else None
    return opener.name if opener and opener.left_on is None else ""


def require_not_withdrawn(unit: Unit, review: ReviewRow) -> None:
    """Raises Refusal("review.withdrawn") where the review's cycle was taken back."""
    if review.state is State.WITHDRAWN:
        # Read again: what was read with the review may be from before it was withdrawn.
        raise withdrawn_refusal("review.withdrawn", unit, unit.cycles.get(review.cycle_id))


def withdrawn_refusal(code: str, unit: Unit, cycle: CycleRow) -> Refusal:
    """A refusal that says who withdrew this cycle, when and why."""
    found = withdrawal(unit, cycle)
    return Refusal(code, name=cycle.name, **(asdict(found) if found else {}))
