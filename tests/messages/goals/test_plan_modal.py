"""The plan and its forms on the screen: within Slack's limits, with the longest texts, in every language."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.alignment import Alignment, Balance, Part
from bot.domain.goals.plan import FIELDS, Changed, What, typed_once
from bot.domain.goals.plan_form import GoalForm, RetireForm, TypedGoal
from bot.domain.goals.plan_view import Chosen, PlanRow, PlanView, Showing
from bot.domain.quantities import Quantity
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.goals.plan_goal_modal import FIELD_LABELS, plan_goal_modal, retire_modal
from messages.goals.plan_modal import LINES, plan_modal
from tests.builders.people import CHEN
from tests.builders.plans import goal

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LONG = "&<" * 100
OVER = Chosen(period="2027Q1", whose="Marketing")


def words(language: str) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def text_of(view: dict[str, Any]) -> str:
    return "\n".join(
        part["text"]
        for block in view["blocks"]
        for part in ([block["text"]] if "text" in block else block.get("elements", []))
        if isinstance(part.get("text"), str)
    )


def part(owner: str, **rest: Any) -> Part:
    values: dict[str, Any] = {
        "name": typed_once("Visits"),
        "owners": (owner,) if owner else (),
        "departments": frozenset(["Marketing"]),
        "period": "2027Q1",
        "target": "60",
        "unit": {},
        "amount": Decimal(60),
        "is_goal": False,
    }
    return Part(**{**values, **rest})


def view_of(*rows: PlanRow, **rest: Any) -> PlanView:
    values: dict[str, Any] = {
        "chosen": OVER,
        "periods": ["2027Q1", "2027"],
        "owners": ["Marketing"],
        "is_empty": False,
        "may_change": True,
        "open_count": 1,
        "uneven_count": 0,
    }
    return PlanView(rows=rows, **{**values, **rest})


def row(key: str = "visits", depth: int = 0, **taken: Any) -> PlanRow:
    one = goal(key, department="Marketing", period="2027Q1")
    values: dict[str, Any] = {"goal": one, "parts": (), "is_taken_up": True}
    return PlanRow(depth=depth, goal=one, taken=Alignment(**{**values, **taken}))


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ({"is_taken_up": False}, "⚪ Nobody has taken this up."),
        (
            {"is_taken_up": False, "parts": (part("Chen Jie", period="2027Q2"),)},
            "⚪ Nobody has taken this up in this period; in others: Chen Jie (Visits: 60)",
        ),
        ({}, "✅ Taken up outside your department."),
        (
            {"parts": (part("Chen Jie"), part(""))},
            "✅ Taken up: Chen Jie (Visits: 60); The company (Visits: 60)",
        ),
        ({"parts": (part("Chen Jie"),) * 7}, "; and 2 more"),
        (
            {"parts": (part("Wu Min"),), "total": Decimal(60), "balance": Balance.LESS},
            "🟡 Together 60 pieces of 100 pieces: 40 pieces less than the goal.",
        ),
        (
            {"parts": (part("Wu Min"),), "total": Decimal(120), "balance": Balance.MORE},
            "🟡 Together 120 pieces of 100 pieces: 20 pieces more than the goal.",
        ),
        (
            {"parts": (part("Wu Min"),), "total": Decimal(100), "balance": Balance.EVEN},
            "✅ Together 100 pieces: as much as the goal.",
        ),
        ({"parts": (part("Wu Min"),), "total": Decimal(60)}, "Together 60 pieces of 100 pieces so far."),
    ],
)
def test_a_goal_says_who_has_taken_it_up_and_what_that_comes_to(taken: dict[str, Any], said: str) -> None:
    assert said in text_of(plan_modal(words("en"), view_of(row(**taken))))


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ({"is_empty": True}, "Add them here, or import a file"),
        ({"is_empty": True, "may_change": False}, "HR adds them."),
        ({"open_count": None}, "1 goal for 2027 Q1."),
        ({"open_count": 0}, "every goal has been taken up"),
        (
            {"open_count": 2, "uneven_count": 1},
            "taken up by nobody: 2 · together more or less than the goal: 1",
        ),
        ({"chosen": replace(OVER, showing=Showing.RETIRED)}, "1 goal of 2027 Q1 was retired."),
    ],
)
def test_the_first_line_says_what_there_is_to_see(rest: dict[str, Any], said: str) -> None:
    assert said in text_of(plan_modal(words("en"), view_of(row(), **rest)))


def test_who_may_not_know_or_change_is_offered_neither() -> None:
    shown = str(plan_modal(words("en"), view_of(row(), open_count=None, may_change=False)))

    assert "Add a goal" not in shown
    assert "overflow" not in shown
    assert "What needs a look" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [0, 1, 99])
def test_many_goals_with_the_longest_texts_are_turned_page_by_page(language: str, page: int) -> None:
    texts = dict.fromkeys(("en", "zh_Hans", "zh_Hant"), LONG)
    one = goal(
        "x" * 40,
        name=texts,
        department=LONG[:80],
        measure=texts,
        unit=texts,
        source=texts,
        quantity=Quantity.MONEY,
    )
    parts = (part(LONG, name=texts, target=LONG),) * 9
    taken = Alignment(goal=one, parts=parts, is_taken_up=True, total=Decimal(10**14), balance=Balance.MORE)
    rows = [
        PlanRow(depth=30, goal=replace(one, key=f"{number}"), taken=taken) for number in range(LINES * 2 + 1)
    ]
    view = view_of(
        *rows,
        chosen=replace(OVER, whose=LONG[:80], page=page),
        periods=[f"{year}Q1" for year in range(2000, 2150)],
        owners=[f"{number} {LONG[:70]}" for number in range(150)],
    )

    shown = plan_modal(words(language), view)

    check_view(shown, surface="modal")
    assert "Page" in text_of(shown) or "頁" in text_of(shown) or "页" in text_of(shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("seen", [0, 3])
def test_the_form_takes_the_longest_texts_and_the_most_choices(language: str, seen: int) -> None:
    long = LONG * 20
    typed = TypedGoal(
        name=long,
        department="Department 140",
        period="x" * 3000,
        quantity="time",
        target=long,
        unit=long,
        direction="lower",
        parent="goal-140",
        measure=long,
        source=long,
    )
    entry = Changed(
        number=3,
        what=What.CHANGED,
        was=dict.fromkeys(FIELDS, LONG) | {"quantity": "time", "direction": "lower"},
        now={name: {"en": LONG} for name in FIELDS} | {"quantity": "count", "direction": "higher"},
        by=LONG,
        at=NOW,
    )
    form = GoalForm(
        key="x" * 40,
        seen=seen,
        typed=typed,
        departments=[f"Department {number}" for number in range(150)],
        above=[goal(f"goal-{number}", name={"en": LONG}) for number in range(150)],
        news=[entry] * 9,
        source=CHEN,
        kept_at=NOW,
    )

    check_view(plan_goal_modal(words(language), form, over=replace(OVER, whose=LONG[:80])), surface="modal")
    check_view(
        retire_modal(words(language), RetireForm(goal=goal("a"), seen=1, kpis=2), over=OVER), surface="modal"
    )


def test_what_others_changed_is_told_field_by_field() -> None:
    entries = [
        Changed(number=4, what=What.RETIRED, was={}, now={}, by="Zhou Jing", at=NOW),
        Changed(
            number=3,
            what=What.RETURNED,
            was={"target": "100", "department": None, "quantity": "count"},
            now={"target": "120", "department": "Marketing", "quantity": "money"},
            by="",
            at=NOW,
        ),
        Changed(number=2, what=What.RETURNED, was={}, now={}, by="Zhou Jing", at=NOW),
    ]
    form = GoalForm(key="a", seen=4, typed=TypedGoal(), departments=[], above=[], news=entries)

    said = text_of(plan_goal_modal(words("en"), form, over=OVER))

    assert "Zhou Jing retired it at 10:00. If you save it, it is a goal again." in said
    assert "The command line brought it back at 10:00." in said
    assert "Target: ~100~ → 120 (The command line, 10:00)" in said
    assert "Whose goal it is: ~The company~ → Marketing" in said
    assert "What the target counts: ~A count~ → Money" in said
    assert "Zhou Jing brought it back at 10:00." in said


def test_every_field_of_a_goal_has_its_name() -> None:
    assert set(FIELD_LABELS) == set(FIELDS)
