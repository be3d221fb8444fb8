"""What became of a training or a mentor pairing: asked when it is done, and of the manager afterwards."""

from bot.domain.access import Deed, require
from bot.domain.actions.action import Action, Listed, ManagedAction
from bot.domain.actions.action_form import read_line
from bot.domain.actions.became import LINE, read_helped
from bot.domain.actions.way import ACTION, Event
from bot.domain.history import Facts
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.advance import advance
from bot.services.actions.my_actions import one_listed
from bot.services.reviews.find_review import found
from storage.unit import Unit


def to_say_what_became(acting: Acting, *, action_id: int) -> Listed:
    """One of which it is about to be said. Raises Refusal: action.not_yours, action.not_now."""
    with acting.store.read() as unit:
        _theirs(unit, acting, found(lambda: unit.actions.look(action_id), refuse=_not_yours))
        return one_listed(unit, action_id)


def say_what_became(acting: Acting, *, action_id: int, helped: str, line: str) -> Action:
    """Say whether it helped; where it is open that ends it. Who says so again has changed their mind.

    Raises Refusal: action.not_yours, action.not_now, action.helped, action.too_long.
    """
    with acting.store.begin() as unit:
        action = found(lambda: unit.actions.get(action_id), refuse=_not_yours)
        event = _theirs(unit, acting, action)
        said, facts = read_line(line, field=LINE), Facts(helped=read_helped(helped))
        last = unit.actions.histories([action.id])[action.id][-1]
        if action.stage.done and (last.by_id, last.note or "", last.facts) == (acting.by_id, said, facts):
            return action
        return advance(unit, action, event, acting, note=said, facts=facts)


def _theirs(unit: Unit, acting: Acting, action: Action) -> Event:
    """What happens to it then. The manager says nothing before it is done, unless they do it."""
    manager_id = unit.people.get(action.person_id).manager_id
    managed = ManagedAction(action=action, manager_id=manager_id)
    require(Deed.EVALUATE_ACTION, acting.by, managed, refuse=_not_yours)
    event = Event.EVALUATE if action.stage.done else Event.FINISH
    if event is Event.FINISH:
        require(Deed.FOLLOW_ACTION, acting.by, action, refuse=_not_yours)
    if not action.asks_what_became or event not in ACTION.possible(action.state):
        raise Refusal("action.not_now", state=action.state, event=event)
    return event


def _not_yours() -> Refusal:
    return Refusal("action.not_yours")
