"""HR changes the plan in Slack: what is saved, what is refused, and what nobody loses."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.drafts import Form
from bot.domain.goals.plan import Goal, What
from bot.domain.goals.plan_form import GoalUnclear, TypedGoal
from bot.errors import Refusal
from bot.services.goals.plan_goal import (
    GoalChanged,
    ask_to_retire,
    bring_back,
    keep_goal_typed,
    open_goal,
    retire_goal,
    save_goal,
)
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import agreed, kpi, open_goals_of
from tests.builders.people import Company
from tests.builders.plans import by_hand, goal, imported, plan_text, retired
from tests.builders.world import World

NOW = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)


class Hr:
    """Zhou Jing at the plan."""

    def __init__(self, store: Store, people: Company) -> None:
        self.store = store
        self.acting = acting(store, by=people.hr, now=NOW)

    def save(self, key: str, *, seen: int, source: str | None = None, **change: Any) -> None:
        values = {"name": "Visits", "period": "2027", "target": "100", "unit": "pieces", **change}
        typed = TypedGoal(**{"quantity": "count", "direction": "higher", **values})
        save_goal(self.acting, key=key, seen=seen, typed=typed, source_id=source, language="en")

    def kept(self, subject: str) -> Any:
        with self.store.read() as unit:
            return unit.drafts.get(self.acting.person.id, Form.PLAN_GOAL, subject)

    def standing(self) -> dict[str, Goal]:
        with self.store.read() as unit:
            return {each.goal.key: each.goal for each in unit.plans.standing() if not each.retired_on}


@pytest.fixture
def hr(store: Store, people: Company) -> Hr:
    return Hr(store, people)


def test_a_goal_that_is_added_is_on_record_with_who_added_it(hr: Hr) -> None:
    form = open_goal(hr.acting, key=None, language="en")

    hr.save(form.key, seen=form.seen, source="U0LIN")

    assert hr.standing()["slack-1"].figure_by == "lin.tao@example.com"
    with hr.store.read() as unit:
        (entry,) = unit.plans.history("slack-1")
        assert (entry.what, entry.by, entry.now["target"]) == (What.ADDED, "Zhou Jing", "100")


def test_a_form_that_is_sent_twice_adds_one_goal_and_two_forms_add_two(hr: Hr) -> None:
    hr.save("slack-1", seen=0)
    hr.save("slack-1", seen=0)
    assert set(hr.standing()) == {"slack-1"}

    hr.save("slack-1", seen=0, name="Orders")

    assert {key: each.name["en"] for key, each in hr.standing().items()} == {
        "slack-1": "Visits",
        "slack-2": "Orders",
    }


def test_what_cannot_be_taken_is_kept_and_offered_again(hr: Hr) -> None:
    with pytest.raises(GoalUnclear):
        hr.save("slack-1", seen=0, target="many", source="U0LIN")

    form = open_goal(hr.acting, key=None, language="en")

    assert (form.typed.name, form.typed.target, form.kept_at) == ("Visits", "many", NOW)
    assert form.source is not None
    assert form.source.name == "Lin Tao"
    hr.save("slack-1", seen=0)
    assert hr.kept("new") is None


def test_what_nobody_touched_is_not_kept(hr: Hr, store: Store) -> None:
    by_hand(store, goal("visits"))
    form = open_goal(hr.acting, key="visits", language="en")
    keep_goal_typed(hr.acting, key="visits", seen=1, typed=form.typed, source_id=None, language="en")
    blank = TypedGoal(quantity="count", direction="higher")
    keep_goal_typed(hr.acting, key="slack-1", seen=0, typed=blank, source_id=None, language="en")

    assert (hr.kept("visits"), hr.kept("new")) == (None, None)


def test_a_change_is_on_record_and_one_that_changes_nothing_is_none(hr: Hr, store: Store) -> None:
    by_hand(store, goal("visits", name={"en": "Visits"}))

    hr.save("visits", seen=1, target="120")
    hr.save("visits", seen=2, target="120")

    with store.read() as unit:
        newest, _ = unit.plans.history("visits")
        assert (newest.was, newest.now, newest.by) == ({"target": "100"}, {"target": "120"}, "Zhou Jing")


def test_the_second_is_shown_what_the_first_did_and_keeps_what_they_typed(hr: Hr, store: Store) -> None:
    imported(store, plan_text("visits"))
    imported(store, plan_text("visits").replace("target: 100", "target: 250"))

    with pytest.raises(GoalChanged) as overtaken:
        hr.save("visits", seen=1, name="Visits to the shop")

    form = overtaken.value.form
    assert (form.typed.name, form.typed.target, form.seen) == ("Visits to the shop", "250", 2)
    assert [(each.was, each.now) for each in form.news] == [({"target": "100"}, {"target": "250"})]
    # Closed instead of saved: the next form says the same.
    again = open_goal(hr.acting, key="visits", language="en")
    assert (again.typed, again.news, again.seen) == (form.typed, form.news, 2)


def test_a_goal_that_was_retired_meanwhile_is_one_again_once_it_is_saved(hr: Hr, store: Store) -> None:
    by_hand(store, visits := goal("visits"))
    retired(store, visits)

    with pytest.raises(GoalChanged) as overtaken:
        hr.save("visits", seen=1)
    assert [each.what for each in overtaken.value.form.news] == [What.RETIRED]

    hr.save("visits", seen=2)
    assert "visits" in hr.standing()


def test_retiring_says_what_hangs_on_it_and_stays_on_record(hr: Hr, store: Store, people: Company) -> None:
    by_hand(store, goal("visits", period="2027Q1"))
    (goals,) = open_goals_of(store, people.employee)
    agreed(store, goals, people.employee, (kpi("k1", 60, goal_key="visits"), kpi("k2", 40)))

    asked = ask_to_retire(hr.acting, key="visits")
    retire_goal(hr.acting, key="visits", seen=asked.seen)
    retire_goal(hr.acting, key="visits", seen=asked.seen)

    assert (asked.kpis, hr.standing()) == (1, {})
    with store.read() as unit:
        assert [each.what for each in unit.plans.history("visits")] == [What.RETIRED, What.ADDED]


def test_a_goal_under_which_others_hang_is_not_retired(hr: Hr, store: Store) -> None:
    by_hand(store, goal("top"), goal("below", parent="top"))

    with pytest.raises(Refusal, match=r"plan\.has_below"):
        ask_to_retire(hr.acting, key="top")
    with pytest.raises(Refusal, match=r"plan\.has_below"):
        retire_goal(hr.acting, key="top", seen=1)


def test_what_changed_since_it_was_asked_is_not_retired(hr: Hr, store: Store) -> None:
    imported(store, plan_text("visits"))
    imported(store, plan_text("visits").replace("target: 100", "target: 250"))

    with pytest.raises(Refusal, match=r"plan\.retired_changed"):
        retire_goal(hr.acting, key="visits", seen=1)


def test_a_goal_comes_back_as_it_was_unless_its_place_is_gone(world: World) -> None:
    store = world.store
    hr = Hr(store, world.people)
    top, below = goal("top"), goal("below", parent="top", figure_by="lin.tao@example.com")
    by_hand(store, top, below)
    retired(store, below, top)

    with pytest.raises(Refusal, match=r"plan\.parent"):
        bring_back(hr.acting, key="below")
    world.leaves(world.people.admin)
    for key in ("top", "below", "below"):
        bring_back(hr.acting, key=key)

    assert hr.standing() == {"top": top, "below": goal("below", parent="top")}


@pytest.mark.parametrize("source", ["U0NOBODY", "U0CHEN"])
def test_whoever_enters_the_figure_is_somebody_who_is_there(world: World, source: str) -> None:
    world.leaves(world.people.employee)

    with pytest.raises(Refusal, match=r"goals\.source_unknown"):
        Hr(world.store, world.people).save("slack-1", seen=0, source=source)


def test_what_never_was_is_told_so(hr: Hr) -> None:
    for ask in (
        lambda: open_goal(hr.acting, key="nowhere", language="en"),
        lambda: ask_to_retire(hr.acting, key="nowhere"),
        lambda: bring_back(hr.acting, key="nowhere"),
        lambda: hr.save("nowhere", seen=3),
    ):
        with pytest.raises(Refusal, match=r"card\.unknown"):
            ask()


def test_nobody_but_hr_changes_the_plan(world: World) -> None:
    by_hand(world.store, goal("visits"))
    manager = world.acting(world.people.manager)
    typed = TypedGoal(name="Visits")

    for attempt in (
        lambda: open_goal(manager, key="visits", language="en"),
        lambda: save_goal(manager, key="visits", seen=1, typed=typed, source_id=None, language="en"),
        lambda: keep_goal_typed(manager, key="visits", seen=1, typed=typed, source_id=None, language="en"),
        lambda: ask_to_retire(manager, key="visits"),
        lambda: retire_goal(manager, key="visits", seen=1),
        lambda: bring_back(manager, key="visits"),
    ):
        with pytest.raises(Refusal, match="not_yours"):
            attempt()
