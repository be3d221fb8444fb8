"""What is shown of a shared KPI follows from where it is."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.goals.named import Named
from bot.domain.goals.shared_facts import OwnerFacts, Placed, SharedFacts
from bot.domain.goals.shared_way import State
from tests.builders.people import CHEN, WU
from tests.builders.shared import ASKED_AT, shared_kpi

OWNERS = (
    OwnerFacts(name="Chen Jie", is_department=False, agreed_by="Chen Jie", agreed_at=ASKED_AT),
    OwnerFacts(name="Wu Min", is_department=False, asked=("Wu Min",)),
    OwnerFacts(name="He Jun", is_department=False),
)


def facts(**rest: Any) -> SharedFacts:
    values: dict[str, Any] = {
        "shared": shared_kpi(target="120"),
        "period": "2027Q1",
        "proposer": CHEN,
        "reader": WU,
        "owners": OWNERS,
        "before": None,
        "named": Named(),
        "answers_for": ("Wu Min",),
        "goals_id": 5,
        "manager": "Liu Yang",
        "signs": False,
        "placed": Placed.NOWHERE,
        "decided": None,
    }
    return SharedFacts(**{**values, **rest})


@pytest.mark.parametrize(
    ("rest", "may"),
    [
        ({"reader": CHEN}, True),
        ({"reader": WU}, False),
        ({"reader": CHEN, "shared": shared_kpi(state=State.AGREED)}, False),
    ],
)
def test_whoever_proposed_it_may_take_it_back_while_it_is_open(rest: dict[str, Any], may: bool) -> None:
    assert facts(**rest).may_withdraw is may


def test_only_who_can_be_asked_is_waited_for() -> None:
    assert facts().waiting == ("Wu Min",)


def test_of_a_first_version_nothing_changes_and_of_a_later_what_differs() -> None:
    assert facts().change is None

    change = facts(before=replace(shared_kpi().kpi, unit="orders")).change

    assert change is not None
    assert change.fields == ("target", "unit")
