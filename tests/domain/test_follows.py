"""What follows from any event: first the stale cards, then the news, in the order of the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.cards import Card, CardKey
from bot.domain.follows import Follows, Where, stale
from bot.domain.notices import CardStale, Notice, ToPerson


@dataclass(frozen=True, kw_only=True)
class Knocked(ToPerson):
    """Somebody is at the door."""


HERS = CardKey.of(Card.REQUEST, 7)
AT_THE_DESK = CardKey.of(Card.MY_REQUEST, 7)


def cards(person: int) -> Iterator[Where]:
    yield person, HERS
    yield None, AT_THE_DESK


def knock(person: int) -> Iterator[Notice]:
    yield Knocked(to=person)


def test_cards_come_before_the_news_which_may_stand_under_them() -> None:
    follows: Follows[int] = Follows(stale=(cards,), news=(knock,))

    assert list(follows.notices(3, because="7.4")) == [
        CardStale(to=3, card=str(HERS), because="7.4"),
        CardStale(to=None, card=str(AT_THE_DESK), because="7.4"),
        Knocked(to=3),
    ]


def test_from_some_events_follows_nothing() -> None:
    assert list(Follows[int]().notices(3, because="7.4")) == []


def test_another_occasion_makes_the_same_card_stale_again() -> None:
    (first,), (second,) = (stale([(3, HERS)], because=because) for because in ("7.4", "7.5"))

    assert first.key != second.key
