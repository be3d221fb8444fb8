"""Who hears of what reminders did not move."""

import pytest

from bot.domain.nudging.told import Listener, counted, who_hears
from bot.domain.policy import Schedule


@pytest.mark.parametrize(
    ("nudges", "with_manager", "without"),
    [
        (0, set(), set()),
        (1, set(), set()),
        (2, {Listener.MANAGER}, {Listener.HR}),
        (3, {Listener.MANAGER}, {Listener.HR}),
        (4, {Listener.MANAGER, Listener.HR}, {Listener.HR}),
        (5, {Listener.MANAGER, Listener.HR}, {Listener.HR}),
    ],
)
def test_two_unanswered_nudges_climb_one_step(
    nudges: int, with_manager: set[Listener], without: set[Listener]
) -> None:
    assert who_hears(nudges, has_manager=True, schedule=Schedule()) == with_manager
    assert who_hears(nudges, has_manager=False, schedule=Schedule()) == without


def test_more_reminders_than_that_make_no_difference() -> None:
    patient = Schedule(nudges_before_manager=3)

    assert counted(patient) == 6
    assert who_hears(counted(patient), has_manager=True, schedule=patient) == set(Listener)
