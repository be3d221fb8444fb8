"""How far actions are: at one tap, or with the weekly check-in, until they are done. Source: domain.md §8."""

from bot.domain.access import Deed, require
from bot.domain.actions.action import Action
from bot.domain.actions.way import FOLLOW_UPS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.advance import advance


def follow_up(acting: Acting, *, action_id: int, seen: int, event: Event) -> Action:
    """Say how far one is. Raises Refusal: action.not_yours, action.not_now, action.changed_since."""
    if event not in FOLLOW_UPS:
        raise Refusal("card.unknown")
    with acting.store.begin() as unit:
        action = unit.actions.get(action_id)
        require(Deed.FOLLOW_ACTION, acting.by, action, refuse=lambda: Refusal("action.not_yours"))
        return advance(unit, action, event, acting, seen=seen)
