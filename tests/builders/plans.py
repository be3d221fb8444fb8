"""Goals of a plan, as values and in a database."""

from collections.abc import Sequence
from typing import Any

from bot.domain.goals.anchors import Direction
from bot.domain.goals.plan import Change, Goal, What, typed_once
from bot.domain.quantities import Quantity
from bot.services.goals.plan_file import import_plan, read_plan_file
from storage.unit import Store
from tests.builders.acting import MONDAY, acting


def goal(key: str, **rest: Any) -> Goal:
    """A goal of the company for 2027, 100 pieces, unless told otherwise."""
    values: dict[str, Any] = {
        "name": typed_once(key.capitalize()),
        "period": "2027",
        "quantity": Quantity.COUNT,
        "unit": typed_once("pieces"),
        "target": "100",
        "direction": Direction.HIGHER,
    }
    return Goal(key=key, **{**values, **rest})


def plan_text(*keys: str) -> str:
    """A file with goals of these keys, seven lines each."""
    return "goals:\n" + "".join(
        f"  - key: {key}\n    name: Goal {key}\n    period: 2027\n    quantity: count\n    unit: pieces\n"
        "    target: 100\n    direction: higher\n"
        for key in keys
    )


def imported(store: Store, text: str) -> Sequence[Change]:
    """The plan of a file, brought in by the command line; what became of each goal."""
    file = read_plan_file(acting(store), text).value
    assert file is not None, "the file has mistakes"
    return import_plan(acting(store), file)


def by_hand(store: Store, *goals: Goal) -> None:
    """Goals that were added in Slack."""
    _write(store, [Change(what=What.ADDED, was=None, now=each) for each in goals])


def retired(store: Store, *goals: Goal) -> None:
    """Goals that are none any more."""
    _write(store, [Change(what=What.RETIRED, was=each, now=None) for each in goals])


def _write(store: Store, changes: Sequence[Change]) -> None:
    with store.begin() as unit:
        unit.plans.write(changes, is_by_hand=True, by_id=None, at=MONDAY, today=MONDAY.date())
