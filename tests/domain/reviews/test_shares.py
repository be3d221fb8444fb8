"""Whose days somebody was in a period."""

from datetime import date

import pytest

from bot.domain.reviews.shares import ManagersDays, NewManager, managers_days

LIU, HE, ZHAO = 2, 3, 1
STARTS, ENDS = date(2026, 10, 1), date(2026, 12, 31)


def change(month: int, day: int, was: int | None, now: int | None, *, year: int = 2026) -> NewManager:
    return NewManager(day=date(year, month, day), was=was, now=now)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], [(HE, 92)]),
        ([change(12, 1, LIU, HE)], [(LIU, 61), (HE, 31)]),
        ([change(10, 1, LIU, HE)], [(HE, 92)]),
        ([change(9, 1, LIU, HE)], [(HE, 92)]),
        ([change(1, 5, LIU, HE, year=2027)], [(LIU, 92)]),
        ([change(11, 1, LIU, ZHAO), change(12, 1, ZHAO, HE)], [(LIU, 31), (ZHAO, 30), (HE, 31)]),
        ([change(11, 1, LIU, HE), change(12, 1, HE, LIU)], [(LIU, 62), (HE, 30)]),
        ([change(11, 1, LIU, None), change(12, 1, None, HE)], [(LIU, 31), (HE, 31)]),
        ([change(11, 1, None, HE)], [(HE, 61)]),
        ([change(11, 1, LIU, ZHAO), change(11, 1, ZHAO, HE)], [(LIU, 31), (HE, 61)]),
    ],
    ids=["one", "two", "first day", "before", "after", "three", "back again", "nobody", "joined", "same day"],
)
def test_each_managers_days(changes: list[NewManager], expected: list[tuple[int, int]]) -> None:
    days = managers_days(STARTS, ENDS, changes=changes, manager_id=HE)

    assert list(days) == [ManagersDays(manager_id=who, days=count) for who, count in expected]
