"""Take a cycle back while nobody has handed in: asked about first, then told to everybody who was told."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.reviews.cycles import AskedToWithdraw, WithdrawnCycle
from bot.domain.reviews.notices import QuarterCardChanged, QuarterWithdrawn, TeamProgressChanged
from bot.domain.reviews.states import Event, State, possible
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle, withdrawn_refusal
from bot.services.reviews.open_cycle import NAMES_SHOWN, REASON_LIMIT, require_hr
from storage.models.reviews import CycleRow
from storage.reviews.cycles import InCycle
from storage.unit import Unit


def ask_to_withdraw(acting: Acting, *, name: str, reason: str) -> AskedToWithdraw:
    """What withdrawing would do; nothing is changed. `by` is None on the command line.

    Raises Refusal: cycle.not_hr, cycle.withdraw_reason, cycle.unknown, cycle.none, cycle.withdrawn,
    cycle.handed_in.
    """
    require_hr(acting.by)
    reason = _reason(reason)
    with acting.store.read() as unit:
        cycle = find_cycle(unit, name)
        reviews = unit.cycles.reviews(cycle.id)
        _refuse_if_handed_in(cycle, reviews)
        return AskedToWithdraw(
            cycle_id=cycle.id,
            name=cycle.name,
            opened_at=cycle.opened_at,
            people=len(reviews),
            told=unit.cycles.told(cycle.id),
            reason=reason,
        )


def withdraw_cycle(acting: Acting, *, cycle_id: int, reason: str) -> WithdrawnCycle:
    """Take the cycle back, all of it: nobody owes anything of it any more, and its name is free again.

    What was typed is kept, and so is every row. Raises as `ask_to_withdraw`.
    """
    require_hr(acting.by)
    reason = _reason(reason)
    with acting.store.begin() as unit:
        cycle = unit.cycles.get(cycle_id, lock=True)
        if cycle.withdrawn_at is not None:
            raise withdrawn_refusal("cycle.withdrawn", unit, cycle)
        reviews = unit.cycles.reviews(cycle.id, lock=True)
        _refuse_if_handed_in(cycle, reviews)
        cycle.withdrawn_at, cycle.withdrawn_because = acting.now, reason
        cycle.withdrawn_by_id = acting.by_id
        unit.cycles.withdraw_reviews(reviews, by_id=cycle.withdrawn_by_id, at=acting.now, note=reason)
        _announce(unit, cycle, reviews, now=acting.now)
        return WithdrawnCycle(name=cycle.name, people=len(reviews), told=unit.cycles.told(cycle.id))


def _reason(text: str) -> str:
    reason = typed_text(text).strip()
    if not reason or len(reason) > REASON_LIMIT:
        raise Refusal("cycle.withdraw_reason", limit=REASON_LIMIT)
    return reason


def _refuse_if_handed_in(cycle: CycleRow, reviews: Sequence[InCycle]) -> None:
    names = [each.employee for each in reviews if Event.WITHDRAW not in possible(each.state)]
    if names:
        more = max(0, len(names) - NAMES_SHOWN)
        raise Refusal("cycle.handed_in", name=cycle.name, names=names[:NAMES_SHOWN], more=more)


def _announce(unit: Unit, cycle: CycleRow, reviews: Sequence[InCycle], *, now: datetime) -> None:
    """Each card says so, and a word under it; whose message was not sent yet hears nothing of either."""
    version = State.WITHDRAWN.value
    here = [each for each in reviews if each.is_active]
    unit.outbox.add(
        *(QuarterCardChanged(to=each.employee_id, review_id=each.id, version=version) for each in here),
        *(QuarterWithdrawn(to=each.employee_id, review_id=each.id) for each in here),
        *(
            TeamProgressChanged(to=manager, cycle_id=cycle.id, version=version)
            for manager in sorted({each.manager_id for each in reviews})
        ),
        now=now,
    )
