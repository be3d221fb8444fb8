"""How far actions are, as a weekly check-in says it, and as the manager's digest shows it.

A training that is offered is answered there as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.actions.action import Action, Listed
from bot.domain.actions.action_form import LINE_LIMIT
from bot.domain.actions.became import Helped
from bot.domain.actions.way import ANSWERS, FOLLOW_UPS, Event
from bot.domain.weeks.feedback_form import has_words
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
class Choice:
    """One thing that can be said of an action. `helped`: of one that is done, and of which that is asked."""

    event: Event
    helped: Helped | None = None

    @property
    def value(self) -> str:
        """As a form carries it."""
        return self.event.value if self.helped is None else f"{self.event.value}.{self.helped.value}"


def choices_of(action: Action) -> tuple[Choice, ...]:
    """What can be said of one, in the order in which it is offered: of an offered training whether it is
    taken up; of an open one how far it is, and where it is done, whether it helped.
    """
    if action.stage.offered:
        return tuple(Choice(event=each) for each in ANSWERS)
    goes_on = tuple(Choice(event=each) for each in FOLLOW_UPS if each is not Event.FINISH)
    if action.asks_what_became:
        return (*(Choice(event=Event.FINISH, helped=each) for each in Helped), *goes_on)
    return (Choice(event=Event.FINISH), *goes_on)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of one action."""

    action_id: int
    event: Event
    line: str
    helped: Helped | None = None


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
    """What cannot be taken, each at its field: action.how, action.why_not, action.too_long."""
    for action_id, each in typed.items():
        said = each.line.strip()
        if len(said) > LINE_LIMIT:
            at = field_of(action_id, "line")
            yield Refusal("action.too_long", field=at, length=len(said), limit=LINE_LIMIT)
        chosen = _chosen(each)
        if chosen is not None and chosen.event is Event.TURN_DOWN and not has_words(said):
            yield Refusal("action.why_not", field=field_of(action_id, "line"))
        if said and chosen is None:
            yield Refusal("action.how", field=field_of(action_id, "how"))


def said_in(typed: Typed) -> Iterator[Said]:
    """What is said; nothing of what was left alone."""
    for action_id, each in typed.items():
        if (chosen := _chosen(each)) is not None:
            line = " ".join(each.line.split())
            yield Said(action_id=action_id, event=chosen.event, line=line, helped=chosen.helped)


def _chosen(typed: TypedFollow) -> Choice | None:
    return next((each for each in _CHOICES if each.value == typed.how), None)


_CHOICES = (
    *(Choice(event=event) for event in (*FOLLOW_UPS, *ANSWERS)),
    *(Choice(event=Event.FINISH, helped=helped) for helped in Helped),
)


@dataclass(frozen=True, kw_only=True)
class InDigest:
    """A manager's people's actions in one week. `pressing`: those whose owner has left, then stuck ones, then
    late ones, then trainings that were declined; `ended`: trainings and pairings that are done, with what
    became of them; of the others only how many there are. `unanswered`: offered, and neither taken up nor
    declined.
    """

    pressing: tuple[Listed, ...] = ()
    ended: tuple[Listed, ...] = ()
    on_the_way: int = 0
    done: int = 0
    unsaid: int = 0
    unanswered: int = 0

    @property
    def total(self) -> int:
        shown = len(self.pressing) + len(self.ended)
        return shown + self.on_the_way + self.done + self.unsaid + self.unanswered


NO_ACTIONS = InDigest()


def in_digest(listed: Sequence[Listed], *, now: datetime) -> InDigest:
    """The same arranged."""
    lost = [each for each in listed if each.has_lost_its_owner]
    stuck = [
        each for each in listed if each not in lost and _last(each) is Event.STICK and each.action.stage.open
    ]
    late = [each for each in listed if each not in (*lost, *stuck) and each.is_late(now)]
    declined = [each for each in listed if each.action.stage.turned_down]
    rest = [each for each in listed if each not in (*lost, *stuck, *late, *declined)]
    going = [each for each in rest if each.action.stage.open and _last(each) is Event.GO_ON]
    ended = [each for each in rest if each.action.stage.done and each.action.asks_what_became]
    done = [each for each in rest if each.action.stage.done and each not in ended]
    offered = [each for each in rest if each.action.stage.offered]
    return InDigest(
        pressing=(*lost, *stuck, *late, *declined),
        ended=tuple(ended),
        on_the_way=len(going),
        done=len(done),
        unsaid=len(rest) - len(going) - len(ended) - len(done) - len(offered),
        unanswered=len(offered),
    )


def _last(listed: Listed) -> Event | None:
    return listed.last.event if listed.last else None
