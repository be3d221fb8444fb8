"""When a brief that was handed over is late: once its day is over where its developer is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.intake.handover_line import HandedTo, is_over
from bot.domain.intake.handover_way import State
from tests.builders.people import CHEN

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2027, 12, 3)


@pytest.mark.parametrize(
    ("due_on", "now", "late"),
    [
        (None, datetime(2027, 12, 9, tzinfo=UTC), False),
        (FRIDAY, datetime(2027, 12, 3, 15, 59, tzinfo=UTC), False),
        (FRIDAY, datetime(2027, 12, 3, 16, 0, tzinfo=UTC), True),
    ],
)
def test_it_is_late_once_its_day_is_over_there(due_on: date | None, now: datetime, late: bool) -> None:
    handed = HandedTo(id=1, assignee=CHEN, state=State.STARTED, due_on=due_on, owed_since=now)

    assert is_over(due_on, now=now, zone=SHANGHAI) is late
    assert handed.is_late(now, zone=SHANGHAI) is late


def test_at_the_desk_it_is_the_developers_turn_until_something_is_wanted_of_the_desk() -> None:
    now = datetime(2027, 12, 3, tzinfo=UTC)
    turns = [
        HandedTo(id=1, assignee=CHEN, state=state, due_on=None, owed_since=now).turn
        for state in (State.STARTED, State.READY)
    ]

    assert [turn.name if turn else None for turn in turns] == [CHEN.name, None]
