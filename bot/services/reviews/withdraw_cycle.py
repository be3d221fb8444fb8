"""Take a cycle back while nobody has handed in: asked about first, then told to everybody who was told."""

from collections.abc import Sequence

from bot.domain.obligations import Subject
from bot.domain.reviews.cycles import AskedToWithdraw, Cycle, WithdrawnCycle
from bot.domain.reviews.follows import Moved
from bot.domain.reviews.way import REVIEW, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.figures_owed import ask_for_figures
from bot.services.reviews.advance import follow_all
from bot.services.reviews.find_cycle import (
    NAMES_SHOWN,
    REASON_LIMIT,
    find_cycle,
    reason_given,
    require_hr,
    withdrawn_refusal,
)
from storage.reviews.cycles import InCycle
from storage.unit import Unit


def ask_to_withdraw(acting: Acting, *, name: str, reason: str) -> AskedToWithdraw:
    """What withdrawing would do; nothing is changed.

    Raises Refusal: cycle.not_hr, cycle.withdraw_reason, cycle.unknown, cycle.none, cycle.withdrawn,
    cycle.handed_in.
    """
    require_hr(acting)
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
    require_hr(acting)
    reason = _reason(reason)
    with acting.store.begin() as unit:
        cycle = unit.cycles.get(cycle_id, lock=True)
        if cycle.is_withdrawn:
            raise withdrawn_refusal("cycle.withdrawn", unit, cycle)
        reviews = unit.cycles.reviews(cycle.id, lock=True)
        _refuse_if_handed_in(cycle, reviews)
        unit.cycles.withdraw(cycle.id, by_id=acting.by_id, at=acting.now, reason=reason)
        _take_back(unit, reviews, acting, reason=reason)
        ask_for_figures(unit, acting, cycle.id)
        return WithdrawnCycle(name=cycle.name, people=len(reviews), told=unit.cycles.told(cycle.id))


def _take_back(unit: Unit, reviews: Sequence[InCycle], acting: Acting, *, reason: str) -> None:
    """Each card says so, and a word under it; whose message was not sent yet hears nothing of either."""
    moved = unit.cycles.move_all(
        [each.review for each in reviews],
        Event.WITHDRAW,
        by_id=acting.by_id,
        at=acting.now,
        note=reason,
    )
    unit.obligations.close(Subject.REVIEW, [each.id for each in moved], now=acting.now)
    follow_all(
        unit, Event.WITHDRAW, [Moved(review=each) for each in moved], now=acting.now, because="withdrawn"
    )


def _reason(text: str) -> str:
    return reason_given(text, otherwise=Refusal("cycle.withdraw_reason", limit=REASON_LIMIT))


def _refuse_if_handed_in(cycle: Cycle, reviews: Sequence[InCycle]) -> None:
    names = [each.employee for each in reviews if Event.WITHDRAW not in REVIEW.possible(each.review.state)]
    if names:
        more = max(0, len(names) - NAMES_SHOWN)
        raise Refusal("cycle.handed_in", name=cycle.name, names=names[:NAMES_SHOWN], more=more)
