"""A plan's file: everything that is wrong, each with its place, and never half of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import MOST_GOALS, Goal
from bot.domain.goals.plan_file import Known, check, read_plan
from bot.domain.organisation import Problem
from bot.domain.quantities import Quantity
from tests.builders.plans import goal

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
THREE = {"en": "Revenue", "zh_Hans": "营业额", "zh_Hant": "營業額"}
KNOWN = Known(departments=["Marketing", "Website Product"], addresses={"zhou.jing@example.com"})


def raw(key: str, **rest: Any) -> dict[str, Any]:
    values = {"name": key, "period": "2027", "quantity": "count", "target": "100", "direction": "higher"}
    return {"key": key, **values, **rest}


def checked(*goals: Any, known: Known = KNOWN) -> tuple[tuple[Goal, ...], tuple[Problem, ...]]:
    return check(read_plan({"goals": list(goals)}, languages=LANGUAGES), known=known)


def wrong(*goals: Any, known: Known = KNOWN) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(each.code, each.at) for each in checked(*goals, known=known)[1]]


def test_a_goal_is_read_with_all_its_fields() -> None:
    goals, problems = checked(
        raw("revenue", name=THREE, quantity="Money", unit="元", target="1.2亿"),
        raw(
            "Visits-Q1",
            name=" Visits ",
            parent="revenue",
            owner="website product",
            period="2027 q1",
            measure="Visits a month\nwithout our own",
            source="Web analytics",
            figure_by="<Zhou.Jing@Example.com>",
            direction="higher",
        ),
    )

    assert problems == ()
    assert goals[0].name == THREE
    assert (goals[0].department, goals[0].quantity, goals[0].amount) == (None, Quantity.MONEY, 120_000_000)
    assert goals[1] == Goal(
        key="visits-q1",
        name={"en": "Visits"},
        parent="revenue",
        department="Website Product",
        period="2027Q1",
        quantity=Quantity.COUNT,
        target="100",
        direction=Direction.HIGHER,
        measure={"en": "Visits a month\nwithout our own"},
        source={"en": "Web analytics"},
        figure_by="zhou.jing@example.com",
    )


def test_the_owner_may_be_the_company_by_name() -> None:
    goals, problems = checked(raw("a", owner="Company"), raw("b"))

    assert problems == ()
    assert [each.department for each in goals] == [None, None]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"key": "Ziel 1"}, "key", "key"),
        ({"key": "x" * 41}, "key", "key"),
        ({"key": None}, "missing", "key"),
        ({"name": "\u200b"}, "missing", "name"),
        ({"name": "x" * 3000}, "too_long", "name"),
        ({"name": {"en": "Revenue"}}, "language", "name"),
        ({"name": {**THREE, "fr": "Recettes"}}, "unknown_field", "name"),
        ({"name": ["Revenue"]}, "text", "name"),
        ({"measure": "half a character \ud83d"}, "damaged", "measure"),
        ({"unit": "x" * 41}, "too_long", "unit"),
        ({"period": "spring"}, "plan.period", "period"),
        ({"period": None}, "missing", "period"),
        ({"quantity": "litres"}, "choice", "quantity"),
        ({"quantity": ""}, "missing", "quantity"),
        ({"direction": "up"}, "choice", "direction"),
        ({"target": "as many as we can"}, "figure.not_a_number", "target"),
        ({"target": "n/a"}, "plan.no_target", "target"),
        ({"target": "5 %"}, "figure.other_unit", "target"),
        ({"target": None}, "missing", "target"),
        ({"parent": "nowhere"}, "plan.parent", "parent"),
        ({"owner": "Moon base"}, "owner", "owner"),
        ({"figure_by": "nobody@example.com"}, "nobody_has", "figure_by"),
        ({"weight": "10"}, "unknown_field", "weight"),
    ],
)
def test_what_is_wrong_with_one_field_is_told_alone_and_by_its_place(
    change: Mapping[str, Any], code: str, field: str
) -> None:
    assert wrong(raw("a"), {**raw("b"), **change}) == [(code, ("goals", 1, field))]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (["a"], "shape"),
        (None, "shape"),
        ({"goals": {"key": "a"}}, "list"),
        ({"goals": []}, "no_goals"),
        ({}, "no_goals"),
        ({"goals": ["a"]}, "shape"),
        ({"goals": [{}] * (MOST_GOALS + 1)}, "too_many_goals"),
    ],
)
def test_what_is_no_plan_at_all_is_told_once(data: Any, code: str) -> None:
    _, problems = check(read_plan(data, languages=LANGUAGES), known=KNOWN)

    assert [each.code for each in problems] == [code]


def test_a_field_that_is_none_stands_beside_what_is_right() -> None:
    read = read_plan({"goals": [raw("a")], "weights": "no"}, languages=LANGUAGES)

    assert [(each.code, each.at) for each in read.problems] == [("unknown_field", ("weights",))]
    assert [each.goal.key for each in read.entries] == ["a"]


def test_a_key_that_stands_twice_is_named_at_the_second() -> None:
    assert wrong(raw("a"), raw("b"), raw("A")) == [("twice", ("goals", 2, "key"))]


def test_a_circle_is_named_once_with_its_way() -> None:
    _, problems = checked(
        raw("a", parent="b"), raw("b", parent="c"), raw("c", parent="a"), raw("d", parent="a")
    )

    assert [(each.code, each.at) for each in problems] == [("plan.circle", ("goals", 0, "parent"))]
    assert problems[0].facts["keys"] == ["a", "b", "c", "a"]


def test_a_goal_above_itself_is_a_circle() -> None:
    _, problems = checked(raw("a", parent="a"))

    assert [each.facts["keys"] for each in problems] == [["a", "a"]]


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        ({"period": "2027Q1"}, {"period": "2027"}, []),
        ({"period": "2028Q1"}, {"period": "2027"}, [("plan.outside", ("goals", 1, "period"))]),
        ({}, {"owner": "Marketing"}, [("plan.upside_down", ("goals", 1, "parent"))]),
        # What cannot be read is told, and nothing that would only follow from it.
        ({"period": "2028Q1"}, {"period": "soon"}, [("plan.period", ("goals", 0, "period"))]),
        ({"owner": "Moon base"}, {"owner": "Marketing"}, [("owner", ("goals", 1, "owner"))]),
    ],
)
def test_a_goal_stays_within_the_one_above_it(
    below: Mapping[str, Any],
    above: Mapping[str, Any],
    told: list[tuple[str, tuple[str | int, ...]]],
) -> None:
    assert wrong(raw("top", **above), raw("under", parent="top", **below)) == told


def test_goals_that_were_added_by_hand_may_be_named_and_are_not_lost_under_another_period() -> None:
    by_hand = [goal("slack-1", period="2027Q1"), goal("slack-2", period="2027Q1", parent="top")]
    known = Known(departments=["Marketing"], addresses=(), by_hand=by_hand)

    assert wrong(raw("top"), raw("under", parent="slack-1", period="2027Q1"), known=known) == []
    assert wrong(raw("top", period="2028"), known=known) == [("plan.below_outside", ("goals", 0, "period"))]
    assert wrong(raw("top", period="2028"), raw("slack-2", period="2028Q1", parent="top"), known=known) == []


def test_a_circle_through_a_goal_that_was_added_by_hand_is_one() -> None:
    known = Known(departments=(), addresses=(), by_hand=[goal("slack-1", parent="a")])

    assert wrong(raw("a", parent="slack-1"), known=known) == [("plan.circle", ("goals", 0, "parent"))]
