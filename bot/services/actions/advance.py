"""An action moves on: its history, and what has to be said, in one place."""

from bot.domain.actions.action import Action
from bot.domain.actions.follows import FOLLOWS, ActionStep
from bot.domain.actions.way import ACTION, Event, Stage
from bot.domain.history import NOTHING_MORE, Facts
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def advance(
    unit: Unit,
    action: Action,
    event: Event,
    acting: Acting,
    *,
    seen: int | None = None,
    note: str = "",
    facts: Facts = NOTHING_MORE,
) -> Action:
    """Move a locked one on; returns it as it is now.

    `seen`: the version that whoever acts was shown; a second click of theirs changes nothing. Raises Refusal:
    action.not_now, action.changed_since.
    """
    if seen == action.version - 1:
        last = unit.actions.histories([action.id])[action.id][-1]
        if (last.event, last.by_id, last.note or "", last.facts) == (event, acting.by_id, note, facts):
            return action
    to = ACTION.after(action.state, event)
    if seen is not None and seen != action.version:
        raise Refusal("action.changed_since")
    moved = unit.actions.move(
        action, event, to=to, by_id=acting.by_id, at=acting.now, note=note or None, facts=facts
    )
    follow(unit, moved, event, acting, was=action.stage)
    return moved


def follow(unit: Unit, action: Action, event: Event, acting: Acting, *, was: Stage) -> None:
    """Leave what follows in the outbox."""
    step = ActionStep(action=action, was=was)
    unit.outbox.add(*FOLLOWS[event].notices(step, because=f"{action.id}.{action.version}"), now=acting.now)
