"""Goals are counted by department."""

from datetime import UTC, datetime

from bot.domain.goals.status import PersonsGoals, by_department
from bot.domain.goals.way import Mark


def goals(department: str, mark: Mark) -> PersonsGoals:
    return PersonsGoals(
        department=department,
        name="Chen Jie",
        employee_id=1,
        manager="Liu Yang",
        manager_id=2,
        mark=mark,
        owed_since=datetime(2027, 1, 4, 2, 0, tzinfo=UTC),
    )


def test_each_department_is_counted_by_how_far_its_people_are() -> None:
    marks = [("Technical", Mark.WAITS), ("Marketing", Mark.AGREED), ("Marketing", Mark.AGREED)]
    people = [goals(department, mark) for department, mark in marks]

    counts = by_department(people)

    assert list(counts) == ["Marketing", "Technical"]
    assert counts["Marketing"] == {Mark.AGREED: 2}
    assert counts["Technical"][Mark.AGREED] == 0
