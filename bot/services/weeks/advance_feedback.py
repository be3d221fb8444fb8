"""Feedback moves on: its history, and what has to be said, in one place."""

from bot.domain.people import Person
from bot.domain.weeks.cards import feedback_card
from bot.domain.weeks.feedback import TAKE_BACK_FOR, Feedback
from bot.domain.weeks.feedback_follows import FOLLOWS, TIME_IS_UP, FeedbackMoved
from bot.domain.weeks.feedback_way import FEEDBACK, Event
from bot.services.acting import Acting
from bot.services.reviews.no_surprise import show_what_was_said
from storage.unit import Unit


def advance(
    unit: Unit, feedback: Feedback, event: Event, acting: Acting, *, note: str | None = None
) -> Feedback:
    """Move a locked piece on; returns it as it is now. Raises Refusal("feedback.not_now")."""
    moved = unit.feedback.move(
        feedback,
        event,
        to=FEEDBACK.after(feedback.state, event),
        by_id=acting.by_id,
        at=acting.now,
        note=note,
    )
    _follow(unit, moved, event, acting)
    return moved


def begin(unit: Unit, feedback: Feedback, event: Event, acting: Acting) -> None:
    """What follows from giving it: now, and once it cannot be taken back any more."""
    _follow(unit, feedback, event, acting)
    over = TIME_IS_UP.notices(FeedbackMoved(feedback=feedback), because=f"{feedback.id}.time")
    unit.outbox.add(*over, now=acting.now, due_at=feedback.given_at + TAKE_BACK_FOR)


def leave_or_return(unit: Unit, person_id: int, acting: Acting) -> None:
    """Somebody left, or came back: whoever gave feedback that has not reached them hears of it."""
    person = unit.people.get(person_id)
    for feedback in unit.feedback.unanswered_about(person_id):
        if not person.is_active and not has_reached(unit, feedback, person):
            advance(unit, feedback, Event.LEAVE, acting)
        if person.is_active and unit.feedback.history(feedback.id)[-1].event is Event.LEAVE:
            advance(unit, feedback, Event.RETURN, acting)


def has_reached(unit: Unit, feedback: Feedback, receiver: Person) -> bool:
    """Whether whoever it is about has it before them: of what they were told, unless they left before."""
    card = feedback_card(feedback.id, receiver.id)
    return feedback.stage.told and (receiver.is_active or unit.cards.get(card) is not None)


def _follow(unit: Unit, feedback: Feedback, event: Event, acting: Acting) -> None:
    moved = FeedbackMoved(feedback=feedback, by_id=acting.by_id)
    notices = FOLLOWS[event].notices(moved, because=f"{feedback.id}.{feedback.version}")
    unit.outbox.add(*notices, now=acting.now)
    unit.homes.concern([feedback.receiver_id, feedback.giver_id])
    show_what_was_said(unit, feedback, acting)
