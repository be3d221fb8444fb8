"""`/review deck` as it is typed: the department and the month in any order, or neither."""

from urllib.parse import urlencode

import pytest

from handlers.reports import department
from handlers.reviews import cycle
from messages.reports.department_card import BEFORE
from tests.builders.intake import announced
from tests.builders.people import HR, MARKETING
from tests.delivery.conftest import NOW
from tests.handlers.conftest import Door
from tests.services.reports.test_department import department_id


def typed(door: Door, text: str, *, user: str) -> str:
    cycle.register(door.app)
    fields = {"command": "/review", "user_id": user, "team_id": "T0SANDBOX", "channel_id": "C1"}
    body = urlencode({**fields, "trigger_id": "1.2.x", "text": text})
    return str(door.send(body, "application/x-www-form-urlencoded").body)


def asked(door: Door) -> set[tuple[int, str]]:
    found = [each for kind, each in announced(door.store) if kind == "DeckMade"]
    return {(each["department_id"], each["month"]) for each in found}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("deck Human Resources 2026-10", "2026-10"),
        ("deck 2026年10月 “human resources”", "2026-10"),
        ("/deck human resources", "2026-10"),
    ],
)
def test_a_department_and_a_month_are_named_in_any_order(door: Door, text: str, month: str) -> None:
    said = typed(door, text, user=str(door.people.hr.slack_id))

    assert "Human Resources: the month comes to you as a direct message, with slides." in said
    assert asked(door) == {(department_id(door.store, HR), month)}


def test_a_head_need_not_name_theirs_and_nobody_else_gets_one(door: Door) -> None:
    typed(door, "deck", user=str(door.people.boss.slack_id))
    assert department_id(door.store, MARKETING) in {number for number, _ in asked(door)}
    before = asked(door)

    said = typed(door, f"deck {MARKETING}", user=str(door.people.employee.slack_id))

    assert "is for its head and for HR to see" in said
    assert asked(door) == before


def test_a_month_that_goes_on_is_refused_with_the_day_and_the_newest_there_is(door: Door) -> None:
    said = typed(door, f"deck {NOW:%Y-%m}", user=str(door.people.boss.slack_id))

    assert "on, the second working day after it. The newest there is: " in said
    assert asked(door) == set()


@pytest.mark.parametrize(
    ("value", "found"),
    [("2026-09 Human Resources", "2026-09"), ("2026-09", None), ("soon Human Resources", None)],
)
def test_the_month_before_is_a_button_away_and_a_crafted_one_brings_nothing(
    door: Door, value: str, found: str | None
) -> None:
    department.register(door.app)
    body = {
        "type": "block_actions",
        "user": {"id": door.people.hr.slack_id, "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": "1.2.x",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
        "channel": {"id": "D1"},
        "actions": [
            {"action_id": BEFORE, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}
        ],
    }

    door.payload(body)

    assert asked(door) == (set() if found is None else {(department_id(door.store, HR), found)})
