"""What follows from an event of a version of a shared KPI."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.goals.cards import shared_kpi_card
from bot.domain.goals.shared import SharedKpi
from bot.domain.goals.shared_notices import SharedDecided
from bot.domain.goals.shared_way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class SharedMoved:
    """A version that moved on. `readers`: everybody who has a card of it. `by_id`: who did it."""

    shared: SharedKpi
    readers: tuple[int, ...]
    by_id: int | None = None


def cards(moved: SharedMoved) -> Iterator[Where]:
    for reader in moved.readers:
        yield reader, shared_kpi_card(moved.shared.id, reader)


def decided(moved: SharedMoved) -> Iterator[Notice]:
    """To whoever did not do it; of what all have agreed on everybody has something to do."""
    for reader in moved.readers:
        if moved.shared.stage.agreed or reader != moved.by_id:
            yield SharedDecided(to=reader, shared_kpi_id=moved.shared.id, number=moved.shared.version)


FOLLOWS: Mapping[Event, Follows[SharedMoved]] = {
    Event.PROPOSE: Follows(stale=(cards,)),
    Event.AGREE: Follows(stale=(cards,)),
    Event.SETTLE: Follows(stale=(cards,), news=(decided,)),
    Event.DECLINE: Follows(stale=(cards,), news=(decided,)),
    Event.WITHDRAW: Follows(stale=(cards,), news=(decided,)),
    Event.HAND_OVER: Follows(stale=(cards,)),
}
