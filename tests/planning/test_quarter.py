"""A quarter of many people: the planner's messages, recounted by somebody else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from tests.planning.planned import messages
from tests.planning.quarter import HALF_AN_HOUR, PLACES, Life, beats, by_day, lives
from tests.planning.reference import Clerk

Written = dict[int, list[tuple[datetime, tuple[int, ...]]]]
FIVE_MINUTES, ONE_MINUTE = timedelta(minutes=5), timedelta(minutes=1)


def both(
    people: Sequence[Life], moments: dict[str, list[datetime]], *, a_week: int
) -> tuple[Written, Written]:
    """By person, what the planner writes and what the clerk does."""
    planned = {life.number: list(messages(life, moments[life.zone], a_week=a_week)) for life in people}
    written = {life.number: list(Clerk(life, a_week=a_week).write(moments[life.zone])) for life in people}
    return planned, written


@pytest.mark.parametrize(("seed", "a_week", "count"), [(1, 3, 50), (2, 1, 20), (3, 7, 20)])
def test_the_planner_writes_what_a_slow_clerk_would(seed: int, a_week: int, count: int) -> None:
    moments = beats(HALF_AN_HOUR, seed=seed)
    by_zone = {zone: by_day(moments, zone) for _, zone in PLACES}

    planned, written = both(lives(count, seed=seed), by_zone, a_week=a_week)

    assert planned == written
    assert sum(map(len, planned.values())) > 5 * count


@pytest.mark.soak
@pytest.mark.parametrize(("every", "count"), [(FIVE_MINUTES, 200), (ONE_MINUTE, 40)])
def test_and_at_every_beat_of_a_quarter_by_day_and_by_night(every: timedelta, count: int) -> None:
    moments = beats(every, seed=4)

    planned, written = both(lives(count, seed=4), {zone: moments for _, zone in PLACES}, a_week=3)

    assert planned == written
