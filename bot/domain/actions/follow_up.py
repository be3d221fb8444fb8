"""How far actions are, as a weekly check-in says it, and as the manager's digest shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.actions.action import Listed
from bot.domain.actions.action_form import LINE_LIMIT
from bot.domain.actions.way import FOLLOW_UPS, Event
from bot.errors import Refusal

MOST_ASKED = 8
"""So many are asked about in one form: the soonest due."""


@dataclass(frozen=True, kw_only=True)
class TypedFollow:
    """What stands in the fields of one action; empty where nothing does."""

    how: str = ""
    line: str = ""


Typed = Mapping[int, TypedFollow]
"""By action's id."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of one action."""

    action_id: int
    event: Event
    line: str


def field_of(action_id: int, part: str) -> str:
    """The field of one action: its `how` or `line`."""
    return f"action.{part}.{action_id}"


def as_kept(typed: Typed) -> dict[str, Any]:
    """As a draft keeps it."""
    return {str(action_id): [each.how, each.line] for action_id, each in typed.items()}


def of_kept(kept: Mapping[str, Any]) -> Typed:
    """What a draft keeps."""
    return {int(action_id): TypedFollow(how=how, line=line) for action_id, (how, line) in kept.items()}


def problems(typed: Typed) -> Iterator[Refusal]:
    """What cannot be taken, each at its field: action.how, action.too_long."""
    for action_id, each in typed.items():
        said = each.line.strip()
        if len(said) > LINE_LIMIT:
            at = field_of(action_id, "line")
            yield Refusal("action.too_long", field=at, length=len(said), limit=LINE_LIMIT)
        if said and _event(each) is None:
            yield Refusal("action.how", field=field_of(action_id, "how"))


def said_in(typed: Typed) -> Iterator[Said]:
    """What is said; nothing of what was left alone."""
    for action_id, each in typed.items():
        if (event := _event(each)) is not None:
            yield Said(action_id=action_id, event=event, line=" ".join(each.line.split()))


def _event(typed: TypedFollow) -> Event | None:
    return next((event for event in FOLLOW_UPS if event.value == typed.how), None)


@dataclass(frozen=True, kw_only=True)
class InDigest:
    """A manager's people's actions in one week. `pressing`: those whose owner has left, then stuck ones, then
    late ones; of the others only how many there are.
    """

    pressing: tuple[Listed, ...] = ()
    on_the_way: int = 0
    done: int = 0
    unsaid: int = 0

    @property
    def total(self) -> int:
        return len(self.pressing) + self.on_the_way + self.done + self.unsaid


NO_ACTIONS = InDigest()


def in_digest(listed: Sequence[Listed], *, now: datetime) -> InDigest:
    """The same arranged."""
    lost = [each for each in listed if each.has_lost_its_owner]
    stuck = [
        each for each in listed if each not in lost and _last(each) is Event.STICK and each.action.stage.open
    ]
    late = [each for each in listed if each not in (*lost, *stuck) and each.is_late(now)]
    rest = [each for each in listed if each not in (*lost, *stuck, *late)]
    going = [each for each in rest if each.action.stage.open and _last(each) is Event.GO_ON]
    done = [each for each in rest if each.action.stage.done]
    return InDigest(
        pressing=(*lost, *stuck, *late),
        on_the_way=len(going),
        done=len(done),
        unsaid=len(rest) - len(going) - len(done),
    )


def _last(listed: Listed) -> Event | None:
    return listed.last.event if listed.last else None
