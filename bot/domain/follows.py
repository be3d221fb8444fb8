"""What follows from an event, as data: news that are said once, and cards that are rendered anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.cards import CardKey
from bot.domain.notices import CardStale, Notice

M = TypeVar("M")
"""What moved: a value that says of which subject, whose it is, and which step it was."""

Where = tuple[int | None, CardKey]
"""A card and the colleague in whose direct messages it stands; None for the channel of such cards."""


@dataclass(frozen=True, kw_only=True)
class Follows(Generic[M]):
    """In their order: first the cards, then the news, some of which stand under a card."""

    stale: tuple[Callable[[M], Iterable[Where]], ...] = ()
    news: tuple[Callable[[M], Iterable[Notice]], ...] = ()

    def notices(self, moved: M, *, because: str) -> Iterator[Notice]:
        """Everything that is to be sent. `because` tells one occasion from the next."""
        for cards in self.stale:
            yield from stale(cards(moved), because=because)
        for tell in self.news:
            yield from tell(moved)


def stale(cards: Iterable[Where], *, because: str) -> Iterator[CardStale]:
    """Each of these cards is brought up to date; `because` as above."""
    return (CardStale(to=to, card=str(key), because=because) for to, key in cards)
