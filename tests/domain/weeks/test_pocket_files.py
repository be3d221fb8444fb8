"""What is kept of a file, and how long it is tried for."""

from datetime import timedelta

import pytest

from bot.domain.weeks.pocket_files import LARGEST, Keeping, ToFetch, keeping_of, next_try
from tests.builders.acting import MONDAY


def waiting(attempts: int) -> ToFetch:
    return ToFetch(case_id=1, position=0, slack_id="F1", attempts=attempts, kept_at=MONDAY)


@pytest.mark.parametrize(
    ("is_external", "size", "keeping"),
    [
        (False, LARGEST, Keeping.WAITS),
        (False, None, Keeping.WAITS),
        (False, LARGEST + 1, Keeping.TOO_BIG),
        (True, 10, Keeping.ELSEWHERE),
    ],
)
def test_what_a_message_tells_of_a_file_may_be_enough_to_know(
    is_external: bool, size: int | None, keeping: Keeping
) -> None:
    assert keeping_of(is_external=is_external, size=size) is keeping


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (4, 8), (7, 60), (500, 60)])
def test_each_try_comes_twice_as_late_but_within_the_hour(attempts: int, minutes: int) -> None:
    assert next_try(waiting(attempts), now=MONDAY) == MONDAY + timedelta(minutes=minutes)


def test_what_slack_asks_for_goes_before() -> None:
    wait = timedelta(seconds=7)

    assert next_try(waiting(9), now=MONDAY, wait=wait) == MONDAY + wait


def test_after_a_week_it_is_given_up() -> None:
    week = MONDAY + timedelta(days=7)

    assert next_try(waiting(99), now=week - timedelta(seconds=1)) is not None
    assert next_try(waiting(99), now=week) is None
