"""Feedback is given, told, answered, taken back. Source: domain.md §8."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.weeks.feedback import Feedback, Telling, Tied
from bot.domain.weeks.feedback_form import (
    BEHAVIOUR,
    CONSEQUENCE,
    SORT,
    TIED,
    RuleNotShown,
    TypedFeedback,
    read_text,
)
from bot.domain.weeks.feedback_way import BEGINS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.no_surprise import require_not_leaned_on
from bot.services.weeks.advance_feedback import advance, begin
from bot.services.weeks.feedback_form import choices_for, fit_for_late, late_of, rule_of
from storage.unit import Unit

ANSWER = "answer"
"""The field of an answer."""


def give_feedback(
    acting: Acting,
    typed: TypedFeedback,
    *,
    shown: str,
    submission: str,
    opened_with: str = "",
    late_for: int | None = None,
) -> Feedback:
    """Say it, at once or kept for the talk. Submitting one form twice comes to one.

    `shown`: the fingerprint of the rule that stood in the form's first line. `submission`: the form's id.
    `opened_with`: of whose draft it was opened. `late_for`: the review whose score needs it: then it is told
    at once, and marked as late.

    Raises RuleNotShown where what is sent is under another rule; Refusal: feedback.who, feedback.stranger,
    feedback.left, feedback.oneself, feedback.sort, feedback.missing, feedback.too_long, feedback.tied_gone;
    and as `open_late_feedback`.
    """
    require(Deed.GIVE_FEEDBACK, acting.by)
    with acting.store.begin() as unit:
        unit.people.queue_up(acting.person.id)
        if (given := unit.feedback.of_submission(submission)) is not None:
            return given
        late = late_of(unit, late_for, acting)
        if late is not None:
            typed = fit_for_late(unit, typed, late)
        if typed.sort is None:
            raise Refusal("feedback.sort", field=SORT)
        rule = rule_of(unit, typed, acting)
        behaviour = read_text(typed.behaviour, field=BEHAVIOUR)
        consequence = read_text(typed.consequence, field=CONSEQUENCE)
        assert rule.receiver is not None, "a rule that is shown is about somebody"
        tied = _tied(typed, choices_for(unit, rule.receiver, acting))
        if rule.fingerprint != shown:
            raise RuleNotShown
        is_told = rule.telling is Telling.AT_ONCE
        event = Event.GIVE if is_told else Event.KEEP
        feedback = unit.feedback.add(
            event=event,
            state=BEGINS[event],
            giver_id=acting.person.id,
            receiver_id=rule.receiver.id,
            submission=submission,
            kind=typed.sort.kind,
            behaviour=behaviour,
            consequence=consequence,
            tied=tied,
            at=acting.now,
            day=acting.now.astimezone(acting.person.zone).date(),
            told_at=acting.now if is_told else None,
            late_for_id=late.cycle_id if late else None,
        )
        begin(unit, feedback, event, acting)
        drop_typed(unit, acting, typed.who, opened_with)
        return feedback


def tell_kept(acting: Acting, *, feedback_id: int) -> Feedback:
    """Tell what was kept for the talk: its giver does, or the manager of whoever it is about.

    Raises Refusal: feedback.not_yours, feedback.told, feedback.taken_back, feedback.receiver_left.
    """
    with acting.store.begin() as unit:
        feedback = unit.feedback.get(feedback_id)
        require(Deed.TELL_FEEDBACK, acting.by, feedback, refuse=lambda: not_yours(unit, feedback, acting))
        _require_on_record(unit, feedback)
        receiver = unit.people.get(feedback.receiver_id)
        if feedback.stage.told:
            raise Refusal("feedback.told", name=receiver.name)
        if not receiver.is_active:
            raise Refusal("feedback.receiver_left", name=receiver.name)
        return advance(unit, feedback, Event.TELL, acting)


def answer_feedback(acting: Acting, *, feedback_id: int, text: str) -> Feedback:
    """Whoever it is about answers, once.

    Raises Refusal: feedback.not_yours, feedback.taken_back, feedback.answered, feedback.missing,
    feedback.too_long.
    """
    with acting.store.begin() as unit:
        feedback = unit.feedback.get(feedback_id)
        require(Deed.ANSWER_FEEDBACK, acting.by, feedback, refuse=lambda: not_yours(unit, feedback, acting))
        require_answerable(unit, feedback, acting)
        said = read_text(text, field=ANSWER)
        unit.drafts.drop(acting.person.id, Form.FEEDBACK_ANSWER, str(feedback_id))
        return advance(unit, feedback, Event.ANSWER, acting, note=said)


def take_back(acting: Acting, *, feedback_id: int) -> Feedback:
    """Its giver takes it back, within five minutes and while nobody has answered.

    Raises Refusal: feedback.not_yours, feedback.taken_back, feedback.answered, feedback.too_late,
    feedback.leaned_on.
    """
    with acting.store.begin() as unit:
        feedback = unit.feedback.get(feedback_id)
        require(
            Deed.TAKE_BACK_FEEDBACK, acting.by, feedback, refuse=lambda: not_yours(unit, feedback, acting)
        )
        require_answerable(unit, feedback, acting)
        if not feedback.can_be_taken_back(acting.now):
            raise Refusal("feedback.too_late")
        require_not_leaned_on(unit, feedback)
        return advance(unit, feedback, Event.TAKE_BACK, acting)


def require_answerable(unit: Unit, feedback: Feedback, acting: Acting) -> None:
    """Raises Refusal: feedback.taken_back, feedback.answered."""
    _require_on_record(unit, feedback)
    if feedback.stage.answered:
        receiver = unit.people.get(feedback.receiver_id)
        raise Refusal("feedback.answered", name=receiver.name, is_own=receiver.id == acting.by_id)


def drop_typed(unit: Unit, acting: Acting, *subjects: str) -> None:
    """It was sent: nothing is left unfinished of it."""
    for subject in dict.fromkeys(subjects):
        unit.drafts.drop(acting.person.id, Form.FEEDBACK, subject)


def _tied(typed: TypedFeedback, choices: tuple[Tied, ...]) -> Tied | None:
    """Raises Refusal("feedback.tied_gone")."""
    if not typed.tied:
        return None
    found = next((choice for choice in choices if choice.value == typed.tied), None)
    if found is None:
        raise Refusal("feedback.tied_gone", field=TIED)
    return found


def _require_on_record(unit: Unit, feedback: Feedback) -> None:
    if not feedback.stage.on_record:
        raise Refusal("feedback.taken_back", name=unit.people.get(feedback.giver_id).name)


def not_yours(unit: Unit, feedback: Feedback, acting: Acting) -> Refusal:
    """Whoever had it before them hears that it was taken back; others hear nothing of it."""
    had_it = acting.by_id == feedback.receiver_id and feedback.stage.told
    if had_it and not feedback.stage.on_record:
        return Refusal("feedback.taken_back", name=unit.people.get(feedback.giver_id).name)
    return Refusal("feedback.not_yours")
