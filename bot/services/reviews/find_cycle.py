"""A cycle by the name that somebody wrote, and what became of one that was withdrawn."""

from dataclasses import asdict

from bot.domain.access import Deed, require
from bot.domain.reviews.cycles import Cycle, is_year
from bot.domain.reviews.review import Review
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit

NAMES_SHOWN = 20
REASON_LIMIT = 500


def require_hr(acting: Acting) -> None:
    """Cycles are HR's, and the command line's. Raises Refusal("cycle.not_hr")."""
    require(Deed.RUN_CYCLES, acting.by, refuse=lambda: Refusal("cycle.not_hr"))


def reason_given(text: str, *, otherwise: Refusal) -> str:
    """The reason as it was typed, for those whom it concerns; raises `otherwise` without a good one."""
    reason = typed_text(text).strip()
    if not reason or len(reason) > REASON_LIMIT:
        raise otherwise
    return reason


def years_opened(acting: Acting) -> frozenset[str]:
    """The names of the years that HR opened. Raises Refusal("cycle.not_hr")."""
    require_hr(acting)
    with acting.store.read() as unit:
        return frozenset(name for name in unit.cycles.names() if is_year(name))


def find_cycle(unit: Unit, name: str | None, *, lock: bool = False) -> Cycle:
    """The cycle, however it was written; without a name the latest in which people are scored, or, where
    there is none, in which they agree on goals.

    Raises Refusal("cycle.unknown"), Refusal("cycle.withdrawn"), and Refusal("cycle.none") where none
    was opened yet.
    """
    cycle = unit.cycles.named(name, lock=lock) if name else _latest(unit)
    if cycle is not None:
        return cycle
    gone = unit.cycles.withdrawn(name) if name else None
    if gone is not None:
        raise withdrawn_refusal("cycle.withdrawn", unit, gone)
    known = list(unit.cycles.names()[:NAMES_SHOWN])
    if not known:
        raise Refusal("cycle.none")
    raise Refusal("cycle.unknown", name=name, known=known)


def _latest(unit: Unit) -> Cycle | None:
    return unit.cycles.latest() or next(iter(unit.cycles.in_goals()), None)


def require_it_goes_on(unit: Unit, review: Review) -> None:
    """Raises Refusal: review.withdrawn where the review's cycle was taken back, review.not_rated where it
    ended without a score.
    """
    if not review.stage.counts:
        raise withdrawn_refusal("review.withdrawn", unit, unit.cycles.get(review.cycle_id))
    if not review.stage.rated:
        raise Refusal("review.not_rated", employee=unit.people.get(review.employee_id).name)


def withdrawn_refusal(code: str, unit: Unit, cycle: Cycle) -> Refusal:
    """A refusal that says who withdrew this cycle, when and why."""
    found = unit.cycles.withdrawal(cycle.id)
    return Refusal(code, name=cycle.name, **(asdict(found) if found else {}))
