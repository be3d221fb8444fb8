"""Take a cycle back while nobody has signed or handed in: asked about first, then told to who was told."""

from collections.abc import Sequence

from bot.domain.goals.follows import Moved as GoalsMoved
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.obligations import Subject
from bot.domain.reviews.cycles import AskedToWithdraw, Cycle, WithdrawnCycle
from bot.domain.reviews.follows import Moved
from bot.domain.reviews.way import REVIEW, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals import advance as goals_advance
from bot.services.goals import advance_job_form as job_forms
from bot.services.goals.figures_owed import ask_for_figures
from bot.services.reviews.advance import follow_all
from bot.services.reviews.find_cycle import (
    REASON_LIMIT,
    find_cycle,
    reason_given,
    require_hr,
    withdrawn_refusal,
)
from bot.services.reviews.under_review import refuse_named
from storage.reviews.cycles import InCycle
from storage.unit import Unit


def ask_to_withdraw(acting: Acting, *, name: str, reason: str) -> AskedToWithdraw:
    """What withdrawing would do; nothing is changed.

    Raises Refusal: cycle.not_hr, cycle.withdraw_reason, cycle.unknown, cycle.none, cycle.withdrawn,
    cycle.handed_in, cycle.signed.
    """
    require_hr(acting)
    reason = _reason(reason)
    with acting.store.read() as unit:
        cycle = find_cycle(unit, name)
        goals = unit.goals.of_cycle(cycle.id)
        reviews = unit.cycles.reviews(cycle.id)
        _refuse_if_begun(cycle, goals, unit.job_forms.of_cycle(cycle.id), reviews)
        return AskedToWithdraw(
            cycle_id=cycle.id,
            name=cycle.name,
            opened_at=cycle.opened_at,
            people=_people(goals, reviews),
            told=_told(unit, cycle),
            reason=reason,
            is_in_goals=cycle.is_in_goals,
        )


def withdraw_cycle(acting: Acting, *, cycle_id: int, reason: str) -> WithdrawnCycle:
    """Take the cycle back, all of it: nobody owes anything of it any more, and its name is free again.

    What was typed is kept, and so is every row. Raises as `ask_to_withdraw`.
    """
    require_hr(acting)
    reason = _reason(reason)
    with acting.store.begin() as unit:
        goals = unit.goals.of_cycle(cycle_id, lock=True)  # before the cycle, as whoever signs
        forms = unit.job_forms.of_cycle(cycle_id, lock=True)
        cycle = unit.cycles.get(cycle_id, lock=True)
        if cycle.is_withdrawn:
            raise withdrawn_refusal("cycle.withdrawn", unit, cycle)
        reviews = unit.cycles.reviews(cycle.id, lock=True)
        _refuse_if_begun(cycle, goals, forms, reviews)
        unit.cycles.withdraw(cycle.id, by_id=acting.by_id, at=acting.now, reason=reason)
        _take_goals_back(unit, goals, acting, reason=reason)
        job_forms.withdraw_all(unit, forms, acting, reason=reason)
        _take_back(unit, reviews, acting, reason=reason)
        ask_for_figures(unit, acting, cycle.id)
        return WithdrawnCycle(name=cycle.name, people=_people(goals, reviews), told=_told(unit, cycle))


def _take_goals_back(unit: Unit, goals: Sequence[tuple[str, Goals]], acting: Acting, *, reason: str) -> None:
    """As below; what was typed into a sheet is kept, too."""
    moved = unit.goals.move_all(
        [each for _, each in goals],
        GoalsEvent.WITHDRAW,
        by_id=acting.by_id,
        at=acting.now,
        note=reason,
    )
    unit.obligations.close(Subject.GOALS, [each.id for each in moved], now=acting.now)
    follows = [GoalsMoved(goals=each, by_id=acting.by_id) for each in moved]
    goals_advance.follow_all(unit, GoalsEvent.WITHDRAW, follows, now=acting.now, because="withdrawn")


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


def _people(goals: Sequence[tuple[str, Goals]], reviews: Sequence[InCycle]) -> int:
    return len({each.employee_id for _, each in goals} | {each.review.employee_id for each in reviews})


def _told(unit: Unit, cycle: Cycle) -> int:
    """Nobody is counted twice: whoever has both has signed."""
    return unit.cycles.told(cycle.id) + unit.goals.told(cycle.id)


def _refuse_if_begun(
    cycle: Cycle,
    goals: Sequence[tuple[str, Goals]],
    forms: Sequence[JobForm],
    reviews: Sequence[InCycle],
) -> None:
    handed_in = [
        each.employee for each in reviews if Event.WITHDRAW not in REVIEW.possible(each.review.state)
    ]
    refuse_named("cycle.handed_in", handed_in, name=cycle.name)
    filled_in = {each.goals_id for each in forms if each.stage.proposed or each.stage.rated}
    signed = [
        name for name, each in goals if each.stage.proposed or each.stage.agreed or each.id in filled_in
    ]
    refuse_named("cycle.signed", signed, name=cycle.name)
