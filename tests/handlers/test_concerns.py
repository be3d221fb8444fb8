"""The list behind the admins' card: for admins only, and page by page."""

from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.domain.concerns import Cause
from bot.domain.people import Person
from bot.services.concerns import note_concern
from handlers import concerns
from messages.concerns_card import SHOW_ALL
from messages.concerns_modal import TURN_PAGE
from tests.delivery.conftest import NOW
from tests.handlers.conftest import Door


@pytest.fixture
def noted(door: Door) -> Door:
    concerns.register(door.app)
    with door.store.begin() as unit:
        for number in range(60):
            facts = {"name": f"Person {number}", "email": "x@example.com"}
            note_concern(unit, Cause.NOT_IN_SLACK, subject=f"person:{number}", facts=facts, now=NOW)
    return door


def click(door: Door, by: Person, action_id: str, value: str, **more: Any) -> BoltResponse:
    return door.payload(
        {
            "type": "block_actions",
            "user": {"id": by.slack_id, "team_id": "T0SANDBOX"},
            "team": {"id": "T0SANDBOX"},
            "trigger_id": "1.2.3",
            "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
            "actions": [
                {
                    "type": "button",
                    "block_id": "b",
                    "action_id": action_id,
                    "action_ts": "1.1",
                    "value": value,
                }
            ],
            **more,
        }
    )


def called(door: Door) -> list[str]:
    return [each.method for each in door.sandbox.calls if each.method.startswith("views.")]


def test_an_admin_is_shown_the_list(noted: Door) -> None:
    click(noted, noted.people.admin, SHOW_ALL, "not_in_slack")

    opened = next(call for call in noted.sandbox.calls if call.method == "views.open")
    assert "Person 0 " in str(opened.arguments)


@pytest.mark.parametrize("value", ["not_in_slack", "no_such_cause", ""])
def test_nobody_else_is(noted: Door, value: str) -> None:
    click(noted, noted.people.hr, SHOW_ALL, value)

    assert "Person 0 " not in str(noted.sandbox.calls)


@pytest.mark.parametrize(
    "value", ["not_in_slack", "not_in_slack:", "not_in_slack:-1", "x:1", "not_in_slack:²"]
)
def test_a_button_that_is_not_ours_is_refused_in_words(noted: Door, value: str) -> None:
    answer = click(noted, noted.people.admin, f"{TURN_PAGE}.later", value, view={"id": "V1", "type": "modal"})

    assert "views.update" not in called(noted)
    assert answer.body == ""
