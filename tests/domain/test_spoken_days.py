"""Days as people write them, in three languages; what can be two days is asked back."""

from datetime import date

import pytest

from bot.domain.spoken_days import Span, spoken_day, spoken_span
from bot.errors import Refusal

WEDNESDAY = date(2026, 10, 7)
OCT_3, OCT_12 = date(2026, 10, 3), date(2026, 10, 12)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("today", WEDNESDAY),
        ("明天", date(2026, 10, 8)),
        ("yesterday", date(2026, 10, 6)),
        ("2027-10-12", date(2027, 10, 12)),
        ("2027/10/12", date(2027, 10, 12)),
        ("12 Oct", OCT_12),
        ("12 October", OCT_12),
        ("12th of October", OCT_12),
        ("12. Oct.", OCT_12),
        ("Oct 12", OCT_12),
        ("October 12th, 2027", date(2027, 10, 12)),
        ("12 Sept", date(2026, 9, 12)),
        ("10月12日", OCT_12),
        ("１０月１２号", OCT_12),
        ("2027年10月12日", date(2027, 10, 12)),
        ("25/12", date(2026, 12, 25)),
        ("12/25", date(2026, 12, 25)),
        ("10/10", date(2026, 10, 10)),
        ("Friday", date(2026, 10, 9)),
        ("on fri", date(2026, 10, 9)),
        ("this Monday", OCT_12),
        ("周五", date(2026, 10, 9)),
        ("星期三", WEDNESDAY),
        ("禮拜一", OCT_12),
        ("下周五", date(2026, 10, 16)),
        # A day without a year is the nearest one.
        ("5 Jan", date(2027, 1, 5)),
        ("30 Sep", date(2026, 9, 30)),
    ],
)
def test_a_day_is_read_as_it_is_written(written: str, expected: date) -> None:
    assert spoken_day(written, near=WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("10/12", [OCT_12, date(2026, 12, 10)]),
        ("10-12", [OCT_12, date(2026, 12, 10)]),
        ("10.12.2027", [date(2027, 10, 12), date(2027, 12, 10)]),
        ("Wednesday", [WEDNESDAY, date(2026, 10, 14)]),
        ("next Friday", [date(2026, 10, 9), date(2026, 10, 16)]),
    ],
)
def test_what_can_be_two_days_is_asked_back(written: str, days: list[date]) -> None:
    with pytest.raises(Refusal, match="ambiguous") as refused:
        spoken_span(f"until {written}", today=WEDNESDAY)

    assert sorted(refused.value.facts["days"]) == days
    assert refused.value.facts["text"] == f"until {written}"


@pytest.mark.parametrize(
    "written",
    ["", "soon", "32 Oct", "30 Feb", "2026-13-01", "Octember 3", "until", "mo", "until further notice"],
)
def test_what_is_no_day_is_said_back_as_it_was_written(written: str) -> None:
    with pytest.raises(Refusal, match="usage") as refused:
        spoken_span(written, today=WEDNESDAY)

    assert refused.value.facts["text"] == written


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("until 12 Oct", None, OCT_12),
        ("Till Oct 12", None, OCT_12),
        ("12 Oct", None, OCT_12),
        ("到10月12日", None, OCT_12),
        ("直到下周一", None, OCT_12),
        ("from 3 Oct until 12 Oct", OCT_3, OCT_12),
        ("3 Oct to 12 Oct", OCT_3, OCT_12),
        ("3 Oct – 12 Oct", OCT_3, OCT_12),
        ("2026-10-03 - 2026-10-12", OCT_3, OCT_12),
        ("从10月3日到10月12日", OCT_3, OCT_12),
        ("10月3日至10月12日", OCT_3, OCT_12),
        ("10月3日-10月12日", OCT_3, OCT_12),
        ("10月3日到12日", OCT_3, OCT_12),
        ("从10月3日至12号", OCT_3, OCT_12),
        ("10月3日-12日", OCT_3, OCT_12),
        ("10月30日到2日", date(2026, 10, 30), date(2026, 11, 2)),
        ("明天到12日", date(2026, 10, 8), OCT_12),
        ("到12日", None, OCT_12),
        ("到本周五", None, date(2026, 10, 9)),
        ("到这周五", None, date(2026, 10, 9)),
        ("到這週五", None, date(2026, 10, 9)),
        ("from Monday until Friday", OCT_12, date(2026, 10, 16)),
        ("from 28 Dec until 5 Jan", date(2026, 12, 28), date(2027, 1, 5)),
        ("from today", WEDNESDAY, None),
        ("从明天起", date(2026, 10, 8), None),
        ("from 12 Oct until 3 Oct", OCT_12, OCT_3),
    ],
)
def test_a_span_is_read_as_it_is_written(written: str, first: date | None, last: date | None) -> None:
    assert spoken_span(written, today=WEDNESDAY) == Span(first=first, last=last)
