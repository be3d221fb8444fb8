"""A goal as it is typed: what it comes to, all that is wrong at once, and typing over somebody's change."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.goals.plan import Changed, Goal, Standing, What
from bot.domain.goals.plan_form import GoalUnclear, TypedGoal, merged, read_goal, since
from bot.domain.quantities import Quantity
from tests.builders.plans import goal

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FILLED = TypedGoal(
    name="Visits", period="2027q1", quantity="count", target="1,200", unit="visits", direction="higher"
)
THREE = {"en": "Revenue", "zh_Hans": "营业额", "zh_Hant": "營業額"}


def read(typed: TypedGoal, *goals: Goal, before: Goal | None = None, key: str = "slack-1") -> Goal:
    return read_goal(
        typed,
        key=key,
        before=before,
        language="zh_Hans",
        goals={each.key: each for each in goals},
        departments=["Marketing"],
    )


def wrong(typed: TypedGoal, *goals: Goal, key: str = "slack-1") -> list[tuple[str, str | None]]:
    with pytest.raises(GoalUnclear) as refused:
        read(typed, *goals, key=key)
    return [(each.code, each.field) for each in refused.value.problems]


def test_what_was_typed_comes_to_a_goal() -> None:
    top = goal("top")

    made = read(
        replace(FILLED, department="Marketing", parent="top", measure=" A month\nwithout our own "), top
    )

    assert (made.key, made.name, made.period, made.quantity) == (
        "slack-1",
        {"en": "Visits"},
        "2027Q1",
        Quantity.COUNT,
    )
    assert (made.department, made.parent, made.amount) == ("Marketing", "top", 1200)
    assert made.measure == {"en": "A month\nwithout our own"}


def test_who_types_anew_changes_the_text_of_their_own_language_alone() -> None:
    before = goal("revenue", name=THREE, unit=THREE)
    typed = TypedGoal.of(before, "zh_Hans")
    assert typed.name == "营业额"

    assert read(typed, before=before, key="revenue") == before
    assert read(replace(typed, name="营收"), before=before, key="revenue").name == {
        **THREE,
        "zh_Hans": "营收",
    }
    # A target is a number of its unit: in another language it would be another number.
    assert read(replace(typed, unit="件"), before=before, key="revenue").unit == {"en": "件"}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": " "}, "plan.name", "name"),
        ({"name": "x" * 3000}, "plan.too_long", "name"),
        ({"measure": "x" * 301}, "plan.too_long", "measure"),
        ({"period": "spring"}, "plan.period", "period"),
        ({"department": "Moon base"}, "plan.owner", "department"),
        ({"quantity": "litres"}, "plan.choice", "quantity"),
        ({"direction": ""}, "plan.choice", "direction"),
        ({"target": "a lot"}, "figure.not_a_number", "target"),
        ({"target": "n/a"}, "plan.no_target", "target"),
        ({"target": "1.234"}, "figure.unclear", "target"),
        ({"parent": "gone"}, "plan.parent", "parent"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(change: dict[str, str], code: str, field: str) -> None:
    assert wrong(replace(FILLED, **change)) == [(code, field)]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = wrong(TypedGoal(name="", period="x", quantity="count", direction="higher", target="many"))

    assert found == [
        ("plan.name", "name"),
        ("plan.period", "period"),
        ("figure.not_a_number", "target"),
    ]


def test_a_goal_cannot_be_moved_from_over_those_that_hang_on_it() -> None:
    top, below = goal("top"), goal("below", parent="top", period="2027Q3")

    assert wrong(replace(FILLED, period="2027Q1"), top, below, key="top") == [
        ("plan.below_outside", "period")
    ]
    assert wrong(replace(FILLED, period="2027", department="Marketing"), top, below, key="top") == [
        ("plan.below_company", "department")
    ]
    assert wrong(replace(FILLED, period="2027", parent="below"), top, below, key="top") == [
        ("plan.circle", "parent")
    ]


def test_what_nobody_touched_is_as_others_left_it() -> None:
    seen = replace(FILLED, target="100", unit="visits", name="Visits")
    typed = replace(seen, name="Visits to the shop", unit="orders")
    now = replace(seen, target="250", unit="sessions")

    assert merged(typed, seen=seen, now=now) == replace(
        seen, name="Visits to the shop", unit="orders", target="250"
    )


def test_what_was_on_the_screen_is_found_again_in_the_history() -> None:
    now = goal("visits", target="300", quantity=Quantity.MONEY)

    def change(number: int, was: dict[str, Any]) -> Changed:
        return Changed(number=number, what=What.CHANGED, was=was, now={}, by="Zhou Jing", at=NOW)

    history = [change(3, {"target": "200"}), change(2, {"target": "100", "quantity": "count"}), change(1, {})]

    was, news = since(Standing(goal=now, version=3), history, seen=1)
    assert (was.target, was.quantity) == ("100", Quantity.COUNT)
    assert [each.number for each in news] == [3, 2]
    assert since(Standing(goal=now, version=3), history, seen=3) == (now, ())


def test_a_form_in_which_nothing_but_choices_stand_is_blank() -> None:
    assert TypedGoal(quantity="count", direction="higher").is_blank
    assert not TypedGoal(source="Finance").is_blank
    assert TypedGoal.typed({"name": "a", "seen": 3}) == TypedGoal(name="a")
