"""Until when somebody is in focus, as they write it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.intake.focus import spoken_until
from bot.domain.policy import Hours
from bot.errors import Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai."""


def until(text: str, *, now: datetime = MONDAY, zone: ZoneInfo = SHANGHAI) -> str:
    found = spoken_until(text, now=now, zone=zone, hours=Hours().office)
    assert found.tzinfo is UTC
    return f"{found.astimezone(zone):%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2h", "23 12:00"),
        ("for 2 hours", "23 12:00"),
        ("1.5h", "23 11:30"),
        ("1h30m", "23 11:30"),
        ("90 min", "23 11:30"),
        ("45m", "23 10:45"),
        ("２小时", "23 12:00"),
        ("2个小时", "23 12:00"),
        ("2 個小時", "23 12:00"),
        ("30分鐘", "23 10:30"),
        ("24h", "24 10:00"),
        ("until 15:00", "23 15:00"),
        ("until 15", "23 15:00"),
        ("till 3pm", "23 15:00"),
        ("15:00", "23 15:00"),
        ("3 p.m.", "23 15:00"),
        ("到15点", "23 15:00"),
        ("到下午3点", "23 15:00"),
        ("下午3點30分", "23 15:30"),
        ("until 9:00", "24 09:00"),
        ("until 10:00", "24 10:00"),
        ("until 24:00", "24 00:00"),
        ("until 12 am", "24 00:00"),
        ("until tomorrow", "24 09:00"),
        ("Tomorrow", "24 09:00"),
        ("到明天", "24 09:00"),
    ],
)
def test_a_time_is_read(text: str, end: str) -> None:
    assert until(text) == end


@pytest.mark.parametrize(
    "text", ["", "15", "soon", "until", "until 25:00", "until 15:75", "0h", "0", "until Friday", "h", "-2h"]
)
def test_what_is_no_time_is_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(Refusal, match=r"focus\.usage") as refused:
        until(text)

    assert refused.value.facts == {"text": text}


@pytest.mark.parametrize("text", ["25h", "24h 1m", "999 hours"])
def test_nobody_is_in_focus_for_longer_than_a_day(text: str) -> None:
    with pytest.raises(Refusal, match=r"focus\.too_long") as refused:
        until(text)

    assert refused.value.facts["hours"] == 24


def test_the_time_is_the_persons_own_also_where_the_clock_is_put_back() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)

    assert until("until tomorrow", now=evening, zone=berlin) == "25 09:00"
    assert until("until 3:30", now=evening, zone=berlin) == "25 03:30"
    assert until("12h", now=evening, zone=berlin) == "25 09:00"
