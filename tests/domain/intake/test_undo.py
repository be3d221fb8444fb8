"""Until when a step can be taken back."""

from datetime import timedelta

import pytest

from bot.domain.intake.undo import undo_until
from bot.domain.intake.way import Event
from tests.builders.intake import MORNING

DECIDED = {Event.ASK, Event.ACCEPT, Event.ANSWER, Event.DECLINE, Event.FINISH, Event.JOIN}


@pytest.mark.parametrize("event", list(Event))
def test_what_the_desk_decided_can_be_taken_back_for_five_minutes(event: Event) -> None:
    assert undo_until(event, at=MORNING) == (MORNING + timedelta(minutes=5) if event in DECIDED else None)
