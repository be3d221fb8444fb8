"""What follows from an event of a piece of feedback."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.weeks.cards import feedback_card
from bot.domain.weeks.feedback import Feedback
from bot.domain.weeks.feedback_way import Event
from bot.domain.weeks.notices import FeedbackAnswered, FeedbackTold, FeedbackUndelivered


@dataclass(frozen=True, kw_only=True)
class FeedbackMoved:
    """Feedback that moved on. `by_id`: who did it; None for the company."""

    feedback: Feedback
    by_id: int | None = None


def receivers(moved: FeedbackMoved) -> Iterator[Where]:
    """The card of whoever it is about: what they were not told has none."""
    if moved.feedback.stage.told:
        yield moved.feedback.receiver_id, feedback_card(moved.feedback.id, moved.feedback.receiver_id)


def givers(moved: FeedbackMoved) -> Iterator[Where]:
    """Their own copy of whoever gave it."""
    yield moved.feedback.giver_id, feedback_card(moved.feedback.id, moved.feedback.giver_id)


def told(moved: FeedbackMoved) -> Iterator[Notice]:
    if moved.by_id != moved.feedback.giver_id:
        yield FeedbackTold(to=moved.feedback.giver_id, feedback_id=moved.feedback.id)


def answered(moved: FeedbackMoved) -> Iterator[Notice]:
    yield FeedbackAnswered(to=moved.feedback.giver_id, feedback_id=moved.feedback.id)


def undelivered(moved: FeedbackMoved) -> Iterator[Notice]:
    feedback = moved.feedback
    yield FeedbackUndelivered(to=feedback.giver_id, feedback_id=feedback.id, number=feedback.version)


FOLLOWS: Mapping[Event, Follows[FeedbackMoved]] = {
    Event.KEEP: Follows(stale=(givers,)),
    Event.GIVE: Follows(stale=(receivers, givers)),
    Event.TELL: Follows(stale=(receivers, givers), news=(told,)),
    Event.ANSWER: Follows(stale=(receivers, givers), news=(answered,)),
    Event.TAKE_BACK: Follows(stale=(receivers, givers)),
    Event.LEAVE: Follows(stale=(givers,), news=(undelivered,)),
    Event.RETURN: Follows(stale=(receivers, givers)),
}

TIME_IS_UP: Follows[FeedbackMoved] = Follows(stale=(givers,))
"""It cannot be taken back any more."""
