"""A cycle by the name that somebody wrote, and what became of one that was withdrawn."""

from collections.abc import Callable, Sequence
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
    """The cycle, however it was written; without a name the first of `running_cycles`.

    Raises Refusal("cycle.unknown"), Refusal("cycle.withdrawn"), and Refusal("cycle.none") where none
    was opened yet, or without a name only ad-hoc reviews were.
    """
    cycle = unit.cycles.named(name, lock=lock) if name else next(iter(running_cycles(unit)), None)
    if cycle is not None:
        return cycle
    gone = unit.cycles.withdrawn(name) if name else None
    if gone is not None:
        raise withdrawn_refusal("cycle.withdrawn", unit, gone)
    known = list(unit.cycles.names()[:NAMES_SHOWN])
    if not (name and known):
        raise Refusal("cycle.none")
    raise Refusal("cycle.unknown", name=name, known=known)


def running_cycles(unit: Unit) -> Sequence[Cycle]:
    """Those in which somebody still waits for a result, else the latest in which people are scored; where
    there is none, the newest in which they agree on goals. A year comes after its parts.
    """
    return unit.cycles.running() or unit.cycles.in_goals()[:1]


def cycle_to_go_on_with(
    unit: Unit, waits: Callable[[Cycle], bool], *, to: str, beside: Sequence[Cycle] = ()
) -> Cycle:
    """The running one of which something waits for whoever names none; the first where nothing does.

    `to`: what they want to do, as a command has it; `beside`: others that may wait, after those.
    Raises Refusal("cycle.which") where something waits of several; and as `find_cycle`.
    """
    waiting = [each for each in (*running_cycles(unit), *beside) if waits(each)]
    if len(waiting) > 1:
        raise Refusal("cycle.which", names=[each.name for each in waiting], to=to)
    return waiting[0] if waiting else find_cycle(unit, None)


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
