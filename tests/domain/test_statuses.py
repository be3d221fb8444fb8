"""What a status in Slack says of whoever set it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.policy import Policy
from bot.domain.statuses import NO_STATUS, STATUS_EMOJI, Status, last_day, says_away, status_told

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ONES = ("palm_tree", ":休假:")


@pytest.mark.parametrize(
    ("emoji", "expires", "expected"),
    [
        (":palm_tree:", 0, True),
        ("palm_tree", 0, True),
        (":palm_tree::skin-tone-3:", 0, True),
        (":休假:", 0, True),
        (":bus:", 0, False),
        ("", 0, False),
        (":palm_tree:", int(NOW.timestamp()) + 60, True),
        (":palm_tree:", int(NOW.timestamp()), False),
    ],
)
def test_a_status_says_away_by_its_emoji_until_it_expires(emoji: str, expires: int, expected: bool) -> None:
    assert says_away(Status(emoji=emoji, expires=expires), emoji=ONES, now=NOW) is expected


def test_a_company_may_take_no_status_for_leave() -> None:
    assert not says_away(Status(emoji=":palm_tree:"), emoji=(), now=NOW)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        # Slack's "this week" ends a second before midnight, a chosen time may be midnight itself.
        (datetime(2026, 11, 29, 23, 59, 59, tzinfo=SHANGHAI), date(2026, 11, 29)),
        (datetime(2026, 11, 30, 0, 0, tzinfo=SHANGHAI), date(2026, 11, 29)),
        (datetime(2026, 11, 23, 18, 0, tzinfo=SHANGHAI), date(2026, 11, 23)),
        (None, None),
    ],
)
def test_the_last_day_is_that_of_the_person(ends: datetime | None, expected: date | None) -> None:
    status = Status(emoji=":palm_tree:", expires=int(ends.timestamp()) if ends else 0)

    assert last_day(status, zone=SHANGHAI) == expected


@pytest.mark.parametrize(
    ("emoji", "expires"), [(None, None), (5, "soon"), ("", True), ("", -5), ("", 10**15), ("", 1.5)]
)
def test_what_is_no_status_is_passed_over(emoji: object, expires: object) -> None:
    assert status_told(emoji, expires) == NO_STATUS


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("palm_tree", True),
        (":palm_tree:", True),
        ("休假", True),
        ("Palm Tree", False),
        ("", False),
        (5, False),
    ],
)
def test_an_emoji_is_written_as_slack_names_it(written: object, is_one: bool) -> None:
    assert (STATUS_EMOJI.each.why_not(written, shown=str(written)) is None) is is_one


def test_slacks_own_statuses_of_leave_and_illness_count_by_default() -> None:
    assert Policy().away.status_emoji == ("palm_tree", "face_with_thermometer")
