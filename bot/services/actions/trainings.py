"""Whom a training is offered to takes it up, or says why not. Source: domain.md §8."""

from bot.domain.access import Deed, require
from bot.domain.actions.action import Action, Listed
from bot.domain.actions.trainings import read_why
from bot.domain.actions.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.advance import advance
from bot.services.actions.my_actions import one_listed
from bot.services.reviews.find_review import found
from storage.unit import Unit


def take_up(acting: Acting, *, action_id: int) -> Action:
    """Yes, also after a no; a second one changes nothing.

    Raises Refusal: training.not_yours, action.not_now.
    """
    with acting.store.begin() as unit:
        action = _offered(unit, acting, action_id, lock=True)
        return action if action.stage.open else advance(unit, action, Event.TAKE_UP, acting)


def turn_down(acting: Acting, *, action_id: int, why: str) -> Action:
    """Not this one, and why; submitting it twice comes to one.

    Raises Refusal: training.not_yours, action.not_now, action.why_not, action.too_long.
    """
    with acting.store.begin() as unit:
        action = _offered(unit, acting, action_id, lock=True)
        said = read_why(why)
        return (
            action if action.stage.turned_down else advance(unit, action, Event.TURN_DOWN, acting, note=said)
        )


def to_turn_down(acting: Acting, *, action_id: int) -> Listed:
    """The training that is offered. Raises Refusal: training.not_yours, action.not_now."""
    with acting.store.read() as unit:
        action = _offered(unit, acting, action_id, lock=False)
        if not action.stage.offered:
            raise Refusal("action.not_now", state=action.state, event=Event.TURN_DOWN)
        return one_listed(unit, action_id)


def _offered(unit: Unit, acting: Acting, action_id: int, *, lock: bool) -> Action:
    read = unit.actions.get if lock else unit.actions.look
    action = found(lambda: read(action_id), refuse=_not_yours)
    require(Deed.ANSWER_TRAINING, acting.by, action, refuse=_not_yours)
    return action


def _not_yours() -> Refusal:
    return Refusal("training.not_yours")
