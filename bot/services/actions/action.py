"""A manager writes an action for one of theirs, drops it, opens it again; HR offers trainings.

Source: domain.md §8.
"""

from bot.domain.access import Deed, require
from bot.domain.actions.action import BEGINS_WITH, Action, ActionKind, Listed, ManagedAction
from bot.domain.actions.action_form import TypedAction, read_reason, taken
from bot.domain.actions.way import Event
from bot.domain.drafts import Form
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.action_form import form_for, not_your_report, whose
from bot.services.actions.advance import advance, follow
from bot.services.actions.my_actions import one_listed
from bot.services.actions.plans import plan_written
from bot.services.reviews.find_review import found
from storage.unit import Unit

REASON = "reason"
"""The field of why one is dropped."""


def write_action(acting: Acting, *, person_id: int, typed: TypedAction, submission: str) -> Action:
    """Write one; a mentor is asked, a training offered. Submitting a form twice comes to one.

    Raises Refusal: action.not_your_report, action.left, and as bot.domain.actions.action_form.taken.
    """
    with acting.store.begin() as unit:
        person = whose(unit, person_id)
        is_training = typed.what is ActionKind.TRAINING
        deed = Deed.OFFER_TRAINING if is_training else Deed.WRITE_ACTION
        require(deed, acting.by, person, refuse=not_your_report)
        mentor = [int(typed.mentor)] if typed.mentor.isdecimal() else []
        unit.people.queue_up(person_id, *mentor)
        if (made := unit.actions.of_submission(submission)) is not None:
            return made
        fit = taken(form_for(unit, acting, person, typed), now=acting.now)
        event = BEGINS_WITH.get(fit.kind, Event.WRITE)
        action = unit.actions.add(
            fit, event, person_id=person_id, by_id=acting.person.id, submission=submission, at=acting.now
        )
        follow(unit, action, event, acting, was=action.stage)
        if fit.kind is ActionKind.PLAN:
            plan_written(unit, person_id, acting)
        unit.drafts.drop(acting.person.id, Form.ACTION, str(person_id))
        return action


def drop_action(acting: Acting, *, action_id: int, seen: int, reason: str) -> Action:
    """Say that it is not done any more, and why; HR so withdraws what they offered.

    Raises Refusal: action.not_your_report, action.not_now, action.changed_since, action.missing,
    action.too_long.
    """
    with acting.store.begin() as unit:
        action = _theirs(unit, acting, action_id, to=Deed.DROP_ACTION)
        said = read_reason(reason, field=REASON)
        return advance(unit, action, Event.DROP, acting, seen=seen, note=said)


def reopen_action(acting: Acting, *, action_id: int, seen: int) -> Action:
    """It was called done, and is not. Raises as `drop_action`, reasons aside; Refusal: action.mentor_full."""
    with acting.store.begin() as unit:
        action = _theirs(unit, acting, action_id, to=Deed.WRITE_ACTION)
        if action.kind is ActionKind.MENTORING and action.stage.done:
            _refuse_one_too_many(unit, acting, action.owner_id)
        return advance(unit, action, Event.REOPEN, acting, seen=seen)


def to_drop(acting: Acting, *, action_id: int) -> Listed:
    """One that is about to be dropped. Raises Refusal: action.not_your_report, action.not_now."""
    with acting.store.read() as unit:
        listed = found(lambda: one_listed(unit, action_id), refuse=not_your_report)
        managed = ManagedAction(action=listed.action, manager_id=listed.person.manager_id)
        require(Deed.DROP_ACTION, acting.by, managed, refuse=not_your_report)
        if listed.action.stage.ended:
            raise Refusal("action.not_now", state=listed.action.state, event=Event.DROP)
        return listed


def _theirs(unit: Unit, acting: Acting, action_id: int, *, to: Deed) -> Action:
    action = found(lambda: unit.actions.get(action_id), refuse=not_your_report)
    managed = ManagedAction(action=action, manager_id=unit.people.get(action.person_id).manager_id)
    require(to, acting.by, managed, refuse=not_your_report)
    return action


def _refuse_one_too_many(unit: Unit, acting: Acting, mentor_id: int) -> None:
    unit.people.queue_up(mentor_id)
    load = unit.actions.pairings().get(mentor_id, 0)
    if load >= acting.policy.actions.mentor_pairings:
        raise Refusal("action.mentor_full", name=unit.people.get(mentor_id).name, count=load)
