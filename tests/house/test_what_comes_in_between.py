"""Whatever happens to people while a review is under way, in whatever order: it stays on its way, what is
owed is what its state implies, and HR can always bring it to an end.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random

import pytest

from bot.domain.reviews.way import REVIEW, Event
from bot.services.obligations import rebuild
from tests.house.asking import CHEN, HE, LIU, ZHAO, ZHOU, House

DEEDS: Mapping[str, Callable[[House], object]] = {
    "hands in": lambda house: house.hands_in(),
    "adjusts": lambda house: house.adjusts(),
    "asks": lambda house: house.asks(),
    "approves": lambda house: house.approves(LIU),
    "the other approves": lambda house: house.approves(HE),
    "one over looks": lambda house: house.looks_again(ZHAO),
    "hr looks": lambda house: house.looks_again(ZHOU),
    "sends back": lambda house: house.sends_back(ZHAO),
    "goes over": lambda house: house.is_led_by(CHEN, HE),
    "comes back over": lambda house: house.is_led_by(CHEN, LIU),
    "leaves": lambda house: house.leaves(CHEN),
    "returns": lambda house: house.returns(CHEN),
    "reopens": lambda house: house.reopens(date(2027, 2, 5) + timedelta(days=house.version)),
    "more time for all": lambda house: house.extends(date(2027, 1, 29) + timedelta(days=house.version)),
    "rules are corrected": lambda house: house.corrects(),
    "closes": lambda house: house.closes_unrated() if house.version > LATE else None,
}
LATE = 9
"""A review that is closed at once shows nothing of what comes after."""


@pytest.mark.parametrize(
    "seed", [1, 2, 3, *(pytest.param(each, marks=pytest.mark.soak) for each in range(4, 30))]
)
def test_no_order_of_events_leaves_the_way(
    empty_house: House, twin: Callable[[House], House], seed: int
) -> None:
    house, chance = twin(empty_house), Random(seed)
    house.opens_quarter()

    taken = [chance.choice(list(DEEDS)) for _ in range(16)]
    for number, name in enumerate(taken):
        house.now += timedelta(hours=1)
        DEEDS[name](house)
        assert rebuild(house.company()) == 0, f"what is owed is wrong after {taken[: number + 1]}"
    is_over = REVIEW.stage(house.review_state).closed
    if not is_over and house.closes_unrated() != "done":  # scored
        house.leaves(CHEN)
        assert house.closes_unrated() == "done", taken

    history = house.history()
    assert all(REVIEW.after(each.from_state, each.event) is each.to_state for each in history)
    assert [each.number for each in history] == list(range(1, len(history) + 1))
    assert [each.event for each in history].count(Event.NOT_RATE) <= 1
    assert house.owes(CHEN) == house.owes(LIU) == house.owes(HE) == []
