"""Goals one under another: what changes, where they can hang, in which order they are read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.goals.plan import (
    Change,
    Goal,
    Standing,
    What,
    changes,
    circle_of,
    misplaced,
    require_amount,
    retold,
    span_named,
    tree,
    typed_once,
)
from bot.errors import Refusal
from tests.builders.plans import goal


@pytest.mark.parametrize(
    ("written", "name", "starts", "ends"),
    [
        ("2027", "2027", date(2027, 1, 1), date(2027, 12, 31)),
        (" ２０２７ h2 ", "2027H2", date(2027, 7, 1), date(2027, 12, 31)),
        ("2028 Q1", "2028Q1", date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_a_period_is_a_year_a_half_or_a_quarter(written: str, name: str, starts: date, ends: date) -> None:
    span = span_named(written)

    assert (span.name, span.starts_on, span.ends_on) == (name, starts, ends)


@pytest.mark.parametrize("written", ["", "27", "2027Q5", "2027 spring", "20270", "2027-01"])
def test_nothing_else_is_one(written: str) -> None:
    with pytest.raises(Refusal, match=r"plan\.period"):
        span_named(written)


@pytest.mark.parametrize(
    ("outer", "inner", "contains", "overlaps"),
    [
        ("2027", "2027Q3", True, True),
        ("2027H1", "2027Q2", True, True),
        ("2027Q2", "2027Q2", True, True),
        ("2027Q2", "2027H1", False, True),
        ("2027H1", "2027Q3", False, False),
        ("2027", "2028Q1", False, False),
    ],
)
def test_a_period_contains_or_overlaps_another(
    outer: str, inner: str, contains: bool, overlaps: bool
) -> None:
    assert span_named(outer).contains(span_named(inner)) is contains
    assert span_named(outer).overlaps(span_named(inner)) is overlaps


def test_a_goal_without_a_number_is_refused_by_what_is_the_matter() -> None:
    with pytest.raises(Refusal, match=r"plan\.no_target"):
        require_amount(goal("a", target="n/a"))
    with pytest.raises(Refusal, match=r"figure\.not_a_number"):
        require_amount(goal("a", target="as many as we can"))


def test_a_text_typed_anew_leaves_what_other_languages_say() -> None:
    three = {"en": "Revenue", "zh_Hans": "营业额", "zh_Hant": "營業額"}

    assert retold(three, "营收", "zh_Hans") == {**three, "zh_Hans": "营收"}
    assert retold(typed_once("Revenue"), "营收", "zh_Hans") == {"en": "营收"}
    assert retold({}, "Revenue", "en") == {"en": "Revenue"}
    assert retold(three, "", "en") == {}


def test_what_a_file_changes_is_added_changed_retired_or_returned() -> None:
    stays, moves, goes, by_hand, gone = (goal(key) for key in ("stays", "moves", "goes", "hand", "gone"))
    standing = [
        Standing(goal=stays, version=1),
        Standing(goal=moves, version=1),
        Standing(goal=goes, version=1),
        Standing(goal=by_hand, version=1, is_by_hand=True),
        Standing(goal=gone, version=2, retired_on=date(2026, 11, 2)),
        Standing(goal=goal("long gone"), version=2, retired_on=date(2026, 1, 2)),
    ]
    moved = replace(moves, target="200", period="2027Q2")
    back = replace(gone, target="7")

    found = changes(standing, [stays, moved, back, new := goal("new")])

    assert found == [
        Change(what=What.CHANGED, was=moves, now=moved, fields=("period", "target")),
        Change(what=What.RETURNED, was=gone, now=back, fields=("target",)),
        Change(what=What.ADDED, was=None, now=new),
        Change(what=What.RETIRED, was=goes, now=None),
    ]
    assert [each.goal.key for each in found] == ["moves", "gone", "new", "goes"]


def test_what_changes_nothing_is_no_change_of_anything() -> None:
    with pytest.raises(ValueError, match="of something"):
        _ = Change(what=What.CHANGED, was=None, now=None).goal


@pytest.mark.parametrize(
    ("below", "above", "wrong"),
    [
        ({"period": "2027Q1"}, {"period": "2027"}, []),
        ({"period": "2027Q1", "department": "Marketing"}, {"period": "2027H1"}, []),
        ({"period": "2027", "department": "Marketing"}, {"period": "2027H1"}, [("plan.outside", "period")]),
        ({"period": "2028Q1"}, {"period": "2027"}, [("plan.outside", "period")]),
        ({"period": "2027"}, {"period": "2027", "department": "Marketing"}, [("plan.upside_down", "parent")]),
    ],
)
def test_a_goal_stays_within_the_one_above_it(
    below: dict[str, str], above: dict[str, str], wrong: list[tuple[str, str]]
) -> None:
    top, under = goal("top", **above), goal("under", parent="top", **below)

    found = list(misplaced(under, {"top": top, "under": under}))

    assert [(each.code, each.field) for each in found] == wrong


def test_a_parent_that_is_not_there_and_a_circle_are_named() -> None:
    a, b, c = goal("a", parent="b"), goal("b", parent="a"), goal("c", parent="nowhere")
    goals = {each.key: each for each in (a, b, c, goal("d", parent="a"))}

    assert [each.facts for each in misplaced(a, goals)] == [{"keys": ["a", "b", "a"]}]
    assert [each.facts for each in misplaced(c, goals)] == [{"value": "nowhere"}]
    assert circle_of(goals["d"], goals) == []
    assert [each.key for each in circle_of(goal("e", parent="e"), {"e": goal("e", parent="e")})] == ["e", "e"]


def test_goals_are_read_one_under_another_in_their_order() -> None:
    goals = [
        goal("company"),
        goal("orphan", parent="retired"),
        goal("sales", parent="company"),
        goal("service", parent="company"),
        goal("q1", parent="sales"),
    ]

    assert [(depth, each.key) for depth, each in tree(goals)] == [
        (0, "company"),
        (1, "sales"),
        (2, "q1"),
        (1, "service"),
        (0, "orphan"),
    ]


def test_a_long_chain_is_read_without_going_deep_into_the_stack() -> None:
    chain: list[Goal] = [goal(f"g{number}", parent=f"g{number - 1}") for number in range(2000)]

    assert tree(chain)[-1][0] == 1999
