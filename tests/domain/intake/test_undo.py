"""Until when a step can be taken back."""

from datetime import timedelta

import pytest

from bot.domain.intake.undo import undo_until
from bot.domain.intake.way import DESK_EVENTS, Event
from tests.builders.intake import MORNING


@pytest.mark.parametrize("event", list(Event))
def test_what_the_desk_decided_can_be_taken_back_for_five_minutes(event: Event) -> None:
    is_theirs = event in (DESK_EVENTS | {Event.JOIN}) - {Event.BLOCK, Event.RESUME}

    assert undo_until(event, at=MORNING) == (MORNING + timedelta(minutes=5) if is_theirs else None)
