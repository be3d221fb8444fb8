"""What cases come to: ranks, points of the chart, pages that ask for a redesign. The whole, against a slow
count: tests/services/intake/test_report.py.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intake.report import (
    MOST_POINTS,
    Around,
    Candidate,
    Counted,
    Measures,
    Report,
    Spread,
    cut,
    page_name,
    report,
    spread,
)
from bot.domain.intake.report_cases import Case, How, Told
from bot.domain.intake.report_period import MOST_DAYS, Days
from bot.domain.intake.triage import Kind

ZONE = ZoneInfo("Asia/Shanghai")
WEEK = Days(first=date(2026, 11, 16), last=date(2026, 11, 22))
WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=ZONE)
A_WEEK = timedelta(days=7)


def mistake(person: int, *, at: datetime = WEDNESDAY, page: str = "https://shop.example/cart") -> Case:
    return Case(
        told=Told(person, person, "Chengdu", page, Kind.WRONG, at, False),
        answered_at=at,
        answer_minutes=person,
        settled_at=at,
        how=How.MISTAKE,
        work_minutes=person,
        wait_minutes=0,
        reopened_at=(),
    )


def reported(*cases: Case) -> Report:
    return report(Counted(now=cases, before=()), days=WEEK, zone=ZONE, least=3)


@pytest.mark.parametrize(
    ("values", "median", "ninth"),
    [([7], 7, 7), ([1, 2], 1, 2), ([1, 2, 3], 2, 3), (range(1, 11), 5, 9), (range(1, 12), 6, 10)],
)
def test_ranks_are_values_that_there_are(values: list[int], median: int, ninth: int) -> None:
    found = spread(reversed(values))

    assert found == Spread(count=len(values), median=median, ninth=ninth)
    assert spread([]) is None


def test_pages_on_which_several_people_made_the_same_mistake_are_candidates() -> None:
    earlier = [mistake(each, at=WEDNESDAY - A_WEEK) for each in (1, 2)]

    assert reported(*earlier, mistake(3)).candidates == (Candidate(page="shop.example/cart", mistakes=3),)
    assert reported(*earlier, mistake(2)).candidates == ()
    assert reported(*earlier, mistake(3, at=WEDNESDAY - A_WEEK)).candidates == ()
    assert reported(*earlier, mistake(3, page="")).candidates == ()
    assert reported(mistake(1, at=WEDNESDAY - 6 * A_WEEK), mistake(2), mistake(3)).candidates == ()


def test_points_of_the_chart_are_the_weeks_since_something_happened() -> None:
    found = reported(
        mistake(1, at=WEDNESDAY - 2 * A_WEEK), mistake(2), mistake(3), mistake(4, at=WEDNESDAY + A_WEEK)
    )

    assert [(each.days.first.day, each.filed, each.settled, each.mistakes) for each in found.points] == [
        (2, 1, 1, 1),
        (9, 0, 0, 0),
        (16, 2, 2, 2),
    ]


@given(st.integers(1, MOST_DAYS))
def test_no_chart_has_more_points_than_slack_draws_and_none_leaves_a_day_out(length: int) -> None:
    days = Days(first=WEEK.first, last=WEEK.first + timedelta(days=length - 1))
    points = cut(days)

    assert len(points) <= MOST_POINTS
    assert points[0].first == days.before.first
    assert points[-1].last == days.last
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(points))
    assert len({(each.first.month, each.first.day) for each in points}) == len(points)


@pytest.mark.parametrize(
    "written",
    ["https://shop.example/cart", "http://www.shop.example/cart/", " https://shop.example/cart?a=1#top"],
)
def test_a_page_is_counted_as_one_however_it_is_written(written: str) -> None:
    assert page_name(written) == "shop.example/cart"


def test_shares_are_of_what_was_settled_and_none_where_nothing_was() -> None:
    assert Measures(settled=4, mistakes=1).share(1) == 0.25
    assert Measures().share(0) is None
    assert Around(good=3, bad=1).satisfied == 0.75
    assert Around().satisfied is None
    assert reported().is_nothing
    assert reported(mistake(1)).a_week(3) == 3
