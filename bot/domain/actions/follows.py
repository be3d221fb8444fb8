"""What follows from an event of an action."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.actions.action import Action, ActionKind
from bot.domain.actions.cards import mentoring_card, training_card
from bot.domain.actions.notices import ActionMoved, MentorAnswered, TrainingDeclined
from bot.domain.actions.way import Event, Stage
from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class ActionStep:
    """An action that moved on. `was`: what its state was."""

    action: Action
    was: Stage


def mentors(moved: ActionStep) -> Iterator[Where]:
    """The card of whoever is asked to be a mentor, or was."""
    if moved.action.kind is ActionKind.MENTORING:
        yield moved.action.owner_id, mentoring_card(moved.action.id, moved.action.owner_id)


def trainings(moved: ActionStep) -> Iterator[Where]:
    """The card of whom a training is offered to, or was."""
    if moved.action.kind is ActionKind.TRAINING:
        yield moved.action.person_id, training_card(moved.action.id, moved.action.person_id)


def told(moved: ActionStep) -> Iterator[Notice]:
    """Whose it is; nothing of a pairing to which the mentor has not said yes."""
    action = moved.action
    if action.stage.open or not moved.was.asked:
        yield ActionMoved(to=action.person_id, action_id=action.id, number=action.version)


def answered(moved: ActionStep) -> Iterator[Notice]:
    """Whoever wrote it."""
    action = moved.action
    yield MentorAnswered(to=action.written_by_id, action_id=action.id, number=action.version)


def declined(moved: ActionStep) -> Iterator[Notice]:
    """Whoever offered it."""
    action = moved.action
    yield TrainingDeclined(to=action.written_by_id, action_id=action.id, number=action.version)


FOLLOWS: Mapping[Event, Follows[ActionStep]] = {
    Event.WRITE: Follows(news=(told,)),
    # Whose it is hears of a pairing once there is one.
    Event.ASK: Follows(stale=(mentors,)),
    Event.ACCEPT: Follows(stale=(mentors,), news=(answered, told)),
    Event.DECLINE: Follows(stale=(mentors,), news=(answered,)),
    Event.OFFER: Follows(stale=(trainings,)),
    Event.TAKE_UP: Follows(stale=(trainings,)),
    Event.TURN_DOWN: Follows(stale=(trainings,), news=(declined,)),
    # The manager reads it in the digest.
    Event.GO_ON: Follows(),
    Event.STICK: Follows(),
    Event.FINISH: Follows(stale=(mentors, trainings)),
    Event.EVALUATE: Follows(),
    Event.REOPEN: Follows(stale=(mentors, trainings), news=(told,)),
    Event.DROP: Follows(stale=(mentors, trainings), news=(told,)),
}
