"""What a use case asks to have said once its transaction is committed."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, ClassVar

from bot.domain.cards import Card, CardKey

TRIED_FOR = timedelta(days=7)
"""How long what could not be sent is tried again. Source: docs/decisions/0007."""

DESK = "channel:intake"
"""The lane of everything that is posted in the intake channel."""
DEVELOPERS = "channel:developers"
"""The same of the developers' channel."""
RECOGNITIONS = "channel:recognition"
"""The same of wherever people are recognised."""
LANES: Mapping[Card, str] = {Card.HANDOVER: DEVELOPERS, Card.RECOGNITION_POST: RECOGNITIONS}
"""The cards that stand there; those of nobody's else stand in the intake channel."""

_KINDS: dict[str, type["Notice"]] = {}


class Sending(StrEnum):
    """How far a notice has come. Dropped: its reader left before it was sent."""

    PENDING = "pending"
    SENT = "sent"
    PARKED = "parked"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Notice(ABC):
    """One Slack message to be posted or brought up to date. Holds ids, never words or scores.

    Subclasses are frozen dataclasses of JSON values. `key` deduplicates: a second notice with the
    same key is never sent. `lane` orders: notices of one lane are sent one after the other, in the
    order in which they were written (`person:7`, `channel:intake`).
    """

    kind: ClassVar[str] = ""
    bulk: ClassVar[bool] = False
    """Whether it is one of many that nobody waits for: what is not goes before it."""

    drawn: ClassVar[bool] = False
    """Whether a file is made for it, which takes seconds: of those there is one in a batch."""

    def __init_subclass__(cls) -> None:
        cls.kind = cls.__name__
        if cls.kind in _KINDS:
            raise TypeError(f"two notices are called {cls.kind}")
        _KINDS[cls.kind] = cls

    @property
    def key(self) -> str:
        return ":".join([self.kind, *(str(value) for value in self.payload().values())])

    @property
    @abstractmethod
    def lane(self) -> str:
        """Whose messages keep their order with this one."""

    @property
    def reader(self) -> int | None:
        """The colleague whom it is for; None where it is for a channel."""
        return None

    def payload(self) -> dict[str, Any]:
        """The fields as JSON values, enough to build the notice again."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class ToPerson(Notice):
    """A notice to one colleague, by id; it keeps its order with all else that they are told."""

    to: int

    @property
    def lane(self) -> str:
        return f"person:{self.to}"

    @property
    def reader(self) -> int | None:
        return self.to


@dataclass(frozen=True, kw_only=True)
class Elsewhere(Notice):
    """A notice that goes elsewhere than to Slack: who is slow there holds nothing up that is said here."""


@dataclass(frozen=True, kw_only=True)
class CardStale(Notice):
    """A card does not show any more what holds: it is brought up to date, or posted where it should stand.

    `card`: its key (bot.domain.cards). `to`: the colleague in whose direct messages it stands; None for
    a channel. `because`: what happened, by which one occasion is told from the next.
    """

    to: int | None
    card: str
    because: str

    @property
    def lane(self) -> str:
        if self.to is not None:
            return f"person:{self.to}"
        key = CardKey.parse(self.card)
        return DESK if key is None else LANES.get(key.card, DESK)

    @property
    def reader(self) -> int | None:
        return self.to


def kinds() -> Mapping[str, type[Notice]]:
    """Every kind of notice that is known, by its name."""
    return dict(_KINDS)


def kinds_elsewhere() -> Sequence[str]:
    """The names of those that go elsewhere than to Slack."""
    return [name for name, kind in _KINDS.items() if issubclass(kind, Elsewhere)]


def is_drawn(kind: str) -> bool:
    """Whether a file is made for notices of this kind; not of one that only another version knows."""
    return kind in _KINDS and _KINDS[kind].drawn


def restore(kind: str, payload: dict[str, Any]) -> Notice:
    """The notice that `payload()` described. Raises KeyError for a kind that is gone."""
    return _KINDS[kind](**payload)
