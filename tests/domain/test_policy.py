"""What a company decides for itself: settings that are right alone and wrong together."""

import pytest

from bot.domain.policy import Hours, Policy, Schedule, contradictions
from bot.domain.working_hours import working


@pytest.mark.parametrize(
    ("hours", "schedule", "wrong"),
    [
        (Hours(), Schedule(), []),
        (Hours(start=9, end=9), Schedule(), ["hours.end"]),
        (Hours(start=0, end=24), Schedule(opening_hour=0, nudge_hour=23), []),
        (Hours(), Schedule(opening_hour=9, nudge_hour=18), []),
        (Hours(), Schedule(opening_hour=8), ["schedule.opening_hour"]),
        (Hours(), Schedule(nudge_hour=19), ["schedule.nudge_hour"]),
        (
            Hours(start=13, end=14),
            Schedule(),
            [
                "schedule.opening_hour",
                "schedule.nudge_hour",
                "schedule.reminder_hour",
                "schedule.digest_hour",
            ],
        ),
        (Hours(breaks=()), Schedule(), []),
        (Hours(breaks=("10:00-10:15", "12:00-13:00")), Schedule(), []),
        (Hours(breaks=("08:30-09:30",)), Schedule(), ["hours.breaks"]),
        (Hours(breaks=("17:00-18:00",)), Schedule(), ["hours.breaks"]),
        (Hours(start=18, end=9, breaks=("23:30-00:30",)), Schedule(), []),
        (Hours(start=18, end=9, breaks=("12:00-13:00",)), Schedule(), ["hours.breaks"]),
        # A night shift is the desk's alone, and has no lunch.
        (Hours(start=18, end=9), Schedule(), []),
    ],
)
def test_hours_and_what_happens_at_an_hour_fit_together(
    hours: Hours, schedule: Schedule, wrong: list[str]
) -> None:
    found = dict(contradictions(Policy(hours=hours, schedule=schedule)))

    assert list(found) == wrong
    assert all(said.endswith(".") for said in found.values())


@pytest.mark.parametrize(("start", "end", "expected"), [(9, 18, False), (9, 24, False), (22, 6, True)])
def test_hours_are_overnight_where_they_end_before_they_start(start: int, end: int, expected: bool) -> None:
    assert Hours(start=start, end=end).are_overnight is expected


def test_a_day_has_its_lunch_and_a_night_shift_leaves_the_offices_day_as_it_is() -> None:
    day, night = Hours(start=8, end=17), Hours(start=22, end=6)

    assert day.working == day.office == working(8, 17, ["12:00-13:30"])
    assert (night.working, night.office) == (working(22, 6), working(9, 18, ["12:00-13:30"]))
