"""A swap of weeks moves on: what is owed, and what has to be said of it, in one place."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.domain.intake.rota import DutyWeek, today_of
from bot.domain.intake.swap import Swap, implied
from bot.domain.intake.swap_follows import FOLLOWS
from bot.domain.intake.swap_way import SWAP, Event
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Role
from bot.services.acting import Acting
from bot.services.intake.duty import line_of
from storage.unit import Unit


def advance(unit: Unit, swap: Swap, event: Event, acting: Acting, *, reason: str = "") -> Swap:
    """Move a locked one on; returns it as it is now. Raises Refusal("swap.not_now")."""
    moved = unit.swaps.move(swap, to=SWAP.after(swap.state, event), at=acting.now, reason=reason)
    unit.obligations.put(Subject.DUTY_SWAP, moved.id, implied(moved), now=acting.now)
    unit.outbox.add(*FOLLOWS[event].notices(moved, because=f"{event}-{moved.id}"), now=acting.now)
    return moved


def all_implied(swaps: Sequence[Swap]) -> Iterator[Obligation]:
    """What all of these want."""
    for swap in swaps:
        yield from implied(swap)


def void_over(unit: Unit, weeks: Collection[date], acting: Acting, *, but: int = 0) -> None:
    """Those that wait about one of these weeks are no longer about anything."""
    for each in unit.swaps.open_over(weeks):
        if each.id != but:
            advance(unit, unit.swaps.get(each.id), Event.VOID, acting)


def change_weeks(unit: Unit, swap: Swap, acting: Acting) -> None:
    """Both weeks change hands."""
    unit.homes.concern([each.id for each in unit.people.holding(Role.PRODUCT_MANAGER)])
    taken = [(swap.week, swap.other_id), (swap.in_return, swap.asker_id)]
    for week, person_id in taken:
        if week is not None:
            unit.rota.decide(DutyWeek(week=week, person_id=person_id), by_id=acting.by_id, at=acting.now)


def is_still_so(unit: Unit, swap: Swap, acting: Acting) -> bool:
    """Whether both are still at the desk and have the weeks that the swap is about."""
    owners = [(swap.week, swap.asker_id), (swap.in_return, swap.other_id)]
    lines = {week: line_of(unit, week, policy=acting.policy) for week in swap.weeks}
    here = {person.id for line in lines.values() for person in line}
    return {swap.asker_id, swap.other_id} <= here and all(
        lines[week][0].id == person_id for week, person_id in owners if week is not None
    )


def let_swaps_lapse(unit: Unit, acting: Acting) -> None:
    """Whose week has begun expires; what is no longer so is void. Safe to run twice."""
    today = today_of(acting.now, timezone=acting.policy.default_timezone)
    for each in unit.swaps.all_open():
        if each.is_over(today):
            advance(unit, unit.swaps.get(each.id), Event.EXPIRE, acting)
        elif not is_still_so(unit, each, acting):
            advance(unit, unit.swaps.get(each.id), Event.VOID, acting)
