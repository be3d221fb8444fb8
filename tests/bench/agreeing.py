"""A KPI sheet on its way to both signatures: every click of it, for each employee."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.clock import SystemClock
from bot.domain.people import Grade
from bot.domain.reviews.cycles import usual_names
from bot.domain.reviews.opening import Moment
from bot.services.reviews.open_cycle import open_cycle
from messages.goals.kpi_modal import KPI_FORM
from messages.goals.my_goals_card import DRAFT, SIGN
from messages.goals.sheet_modal import SHEET_FORM
from storage.unit import Store
from tests.bench.company import slack_id
from tests.bench.signed import click, submission
from tests.builders.acting import acting

TYPED: Mapping[str, dict[str, Any]] = {
    "name": {"type": "plain_text_input", "value": "Shop-wide conversion"},
    "weight": {"type": "plain_text_input", "value": "100"},
    "quantity": {"type": "static_select", "selected_option": {"value": "percent"}},
    "target": {"type": "plain_text_input", "value": "3.6%"},
    "unit": {"type": "plain_text_input", "value": None},
    "measure": {"type": "plain_text_input", "value": "Paid orders divided by visits"},
    "direction": {"type": "radio_buttons", "selected_option": {"value": "higher"}},
    "scored_by": {"type": "radio_buttons", "selected_option": {"value": "share"}},
    "anchors": {"type": "plain_text_input", "value": "4.5: 120%\n3.75: 105%\n3.5: 100%\n3: 80%\n2.5: 60%"},
    "duty": {"type": "static_select", "selected_option": {"value": "none"}},
    "result": {"type": "plain_text_input", "value": "The shop sells more to those who visit it"},
    "measures": {"type": "radio_buttons", "selected_option": {"value": "result"}},
    "source": {"type": "plain_text_input", "value": "Web analytics, monthly report"},
    "figure_by_id": {"type": "users_select", "selected_user": None},
    "arrives_days": {"type": "plain_text_input", "value": None},
}
"""A KPI's form, filled in."""


@dataclass(frozen=True, kw_only=True)
class Agreeing:
    """Whose goals, by their Slack ids."""

    goals_id: int
    employee: str
    manager: str


def ask_for_goals(store: Store) -> list[Agreeing]:
    """Open the next quarter for goals."""
    now = SystemClock().now()
    acts = acting(store, now=now)
    _, _, name = usual_names(Grade.STAFF, today=acts.today)
    open_cycle(acts, name=name, moment=Moment.GOALS)
    with store.read() as unit:
        cycle = unit.cycles.named(name)
        assert cycle is not None
        return [
            Agreeing(
                goals_id=goals.id, employee=slack_id(goals.employee_id), manager=slack_id(goals.manager_id)
            )
            for _, goals in unit.goals.of_cycle(cycle.id)
        ]


def openings(all_of_it: Sequence[Agreeing]) -> list[dict[str, Any]]:
    """The click that opens each form."""
    return [click(user=each.employee, action_id=DRAFT, value=str(each.goals_id)) for each in all_of_it]


def kpis(all_of_it: Sequence[Agreeing]) -> list[dict[str, Any]]:
    """One KPI put on each sheet."""
    values = {block: {"value": element} for block, element in TYPED.items()}
    return [
        submission(
            user=each.employee,
            view=_view(KPI_FORM, {"goals": each.goals_id, "key": None}, values),
        )
        for each in all_of_it
    ]


def sendings(store: Store, all_of_it: Sequence[Agreeing]) -> list[dict[str, Any]]:
    """Each sheet signed and sent."""
    with store.read() as unit:
        seen = {each.goals_id: unit.goals.look(each.goals_id).version for each in all_of_it}
    return [
        submission(
            user=each.employee,
            view=_view(SHEET_FORM, {"goals": each.goals_id, "seen": seen[each.goals_id]}, {}),
        )
        for each in all_of_it
    ]


def signatures(store: Store, all_of_it: Sequence[Agreeing]) -> list[dict[str, Any]]:
    """The manager agrees to each."""
    with store.read() as unit:
        sheets = {each.goals_id: unit.goals.look(each.goals_id).sheet_id for each in all_of_it}
    return [
        click(user=each.manager, action_id=SIGN, value=f"{each.goals_id}:{sheets[each.goals_id]}")
        for each in all_of_it
    ]


def _view(callback_id: str, place: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": json.dumps(place),
        "state": {"values": values},
    }
