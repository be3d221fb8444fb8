"""A way: which event is possible in which state, and what each state means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from bot.domain.history import Entry
from bot.errors import Refusal

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
G = TypeVar("G")


@dataclass(frozen=True, kw_only=True)
class Way(Generic[S, E, G]):
    """One subject's way. Only it and its tests compare states by name: everybody else asks the stage.

    `transitions`: where an event leads. `stages`: what a state means. `renews`: events after which the
    same step begins anew, though the subject stands where it stood (somebody else has it now).
    `undoable`: events that can be taken back; where that leads is known from the entry, not from the state.
    """

    subject: str
    transitions: Mapping[tuple[S, E], S]
    stages: Mapping[S, G]
    renews: frozenset[tuple[S, E]] = field(default_factory=frozenset)
    undoable: frozenset[E] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        states = {origin for origin, _ in self.transitions} | set(self.transitions.values())
        if missing := sorted(states - set(self.stages)):
            raise ValueError(f"no stage for {', '.join(missing)}")

    def after(self, state: S, event: E) -> S:
        """The state that `event` leads to. Raises Refusal("<subject>.not_now") where it is not possible."""
        try:
            return self.transitions[state, event]
        except KeyError:
            raise Refusal(f"{self.subject}.not_now", state=state, event=event) from None

    def before(self, entry: Entry[S, E]) -> S:
        """The state that taking `entry`, the last of a history, back leads to. Raises as `after` does."""
        if entry.event not in self.undoable:
            raise Refusal(f"{self.subject}.not_now", state=entry.to_state, event=entry.event)
        return entry.from_state

    def begins_anew(self, state: S, event: E) -> bool:
        """Whether the step that waits after `event` became somebody's with it."""
        return self.after(state, event) is not state or (state, event) in self.renews

    def possible(self, state: S) -> frozenset[E]:
        """The events that can happen in a state: what a card may offer."""
        return frozenset(event for origin, event in self.transitions if origin is state)

    def stage(self, state: S) -> G:
        """What a state means."""
        return self.stages[state]

    def where(self, holds: Callable[[G], bool]) -> frozenset[S]:
        """The states of which something holds, for queries."""
        return frozenset(state for state, stage in self.stages.items() if holds(stage))
