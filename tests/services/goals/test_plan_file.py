"""Importing a plan: all of it or nothing, with every change on record."""

from datetime import date

import pytest

from bot.domain.goals.plan import What
from bot.errors import Refusal
from bot.services.goals.plan_file import PlanFile, import_plan, read_plan_file
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.plans import by_hand, goal, imported, plan_text, retired
from tests.builders.world import World


def read(store: Store, text: str) -> PlanFile:
    found = read_plan_file(acting(store), text)
    assert found.value is not None, found.problems
    return found.value


def test_a_plan_comes_in_with_the_order_of_its_file(store: Store, people: Company) -> None:
    imported(store, plan_text("a", "b", "c"))

    imported(store, plan_text("c", "a", "new", "b"))

    with store.read() as unit:
        assert [each.goal.key for each in unit.plans.standing()] == ["c", "a", "new", "b"]


def test_what_a_file_changes_is_kept_with_what_it_was(store: Store, people: Company) -> None:
    imported(store, plan_text("a", "b"))

    imported(store, plan_text("a").replace("target: 100", "target: 120"))
    imported(store, plan_text("a", "b"))

    with store.read() as unit:
        newest, before, first = unit.plans.history("a")
        assert (newest.what, newest.was, newest.now) == (
            What.CHANGED,
            {"target": "120"},
            {"target": "100"},
        )
        assert (before.was, before.now, before.by) == ({"target": "100"}, {"target": "120"}, "")
        assert (first.what, first.was, first.now["name"]) == (What.ADDED, {}, {"en": "Goal a"})
        assert [each.what for each in unit.plans.history("b")] == [What.RETURNED, What.RETIRED, What.ADDED]
        assert [each.version for each in unit.plans.standing()] == [3, 3]


def test_a_goal_that_is_gone_from_the_file_is_retired_and_stays_on_record(
    store: Store, people: Company
) -> None:
    imported(store, plan_text("a", "b"))

    imported(store, plan_text("a"))

    with store.read() as unit:
        gone = unit.plans.find("b")
        assert gone is not None
        assert gone.retired_on == date(2026, 11, 23)


def test_a_mistake_anywhere_changes_nothing(store: Store, people: Company) -> None:
    found = read_plan_file(acting(store), plan_text("a") + plan_text("b")[7:] + "    parent: c\n")

    assert found.value is None
    assert [(line, problem.code) for line, problem in found.problems] == [(16, "plan.parent")]
    with store.read() as unit:
        assert unit.plans.standing() == []


def test_a_file_that_was_overtaken_is_refused(store: Store, people: Company) -> None:
    by_hand(store, goal("a"))
    below = read(store, plan_text("b").replace("key: b", "key: b\n    parent: a"))
    retired(store, goal("a"))

    with pytest.raises(Refusal, match=r"plan\.overtaken"):
        import_plan(acting(store), below)


def test_only_the_command_line_and_hr_import_a_plan(world: World) -> None:
    file = read(world.store, plan_text("a"))

    assert import_plan(world.acting(world.people.hr), file)
    with pytest.raises(Refusal, match="not_yours"):
        import_plan(world.acting(world.people.manager), file)
    with pytest.raises(Refusal, match="not_yours"):
        read_plan_file(world.acting(world.people.manager), plan_text("a"))
