"""What follows from an event of a shared KPI, and who hears of it."""

import pytest

from bot.domain.goals.shared_follows import FOLLOWS, SharedMoved
from bot.domain.goals.shared_notices import SharedDecided
from bot.domain.goals.shared_way import Event, State
from bot.domain.notices import CardStale
from tests.builders.shared import shared_kpi

READERS = (2, 3)


@pytest.mark.parametrize(
    ("event", "state", "told"),
    [
        (Event.PROPOSE, State.PROPOSED, []),
        (Event.AGREE, State.PROPOSED, []),
        (Event.HAND_OVER, State.PROPOSED, []),
        # Whoever agreed last has something to do, too: it goes on their sheet.
        (Event.SETTLE, State.AGREED, [2, 3]),
        (Event.DECLINE, State.DECLINED, [2]),
        (Event.WITHDRAW, State.WITHDRAWN, [2]),
    ],
)
def test_every_card_is_brought_up_to_date_and_what_was_decided_is_told(
    event: Event, state: State, told: list[int]
) -> None:
    moved = SharedMoved(shared=shared_kpi(state=state, version=4), readers=READERS, by_id=3)

    notices = list(FOLLOWS[event].notices(moved, because="7.4"))

    assert notices == [
        *(CardStale(to=each, card=f"shared-kpi:7:{each}", because="7.4") for each in READERS),
        *(SharedDecided(to=each, shared_kpi_id=7, number=4) for each in told),
    ]


def test_of_every_event_it_is_said_what_follows() -> None:
    assert set(FOLLOWS) == set(Event)
