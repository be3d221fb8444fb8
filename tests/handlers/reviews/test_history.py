"""`/review history` shows what is one's own; its buttons show nothing that the list would not."""

from typing import Any

import pytest

from bot.domain.reviews.history import Subject
from bot.domain.reviews.way import State
from bot.services.reviews.history import read_history
from handlers.reviews import history
from messages.reviews.history_modal import OPEN, READ, TURN
from tests.handlers.conftest import Door


@pytest.fixture
def opened(door: Door, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was shown, by a click or a page that was turned."""
    history.register(door.app)
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(history, "open_over", lambda _client, _body, view: shown.append(view))
    monkeypatch.setattr(history, "bring_up_to_date", lambda _client, _at, view, newest: shown.append(view))
    return shown


def press(door: Door, action_id: str, value: str, *, by: str | None) -> None:
    door.payload(
        {
            "type": "block_actions",
            "user": {"id": by, "team_id": "T1"},
            "team": {"id": "T1"},
            "trigger_id": "1.2.x",
            "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", "type": "modal", "hash": "h", "private_metadata": "", "callback_id": "x"},
            "actions": [
                {
                    "action_id": action_id,
                    "action_ts": "1.1",
                    "block_id": "b",
                    "type": "button",
                    "value": value,
                }
            ],
        }
    )


def test_an_entry_is_opened_by_whom_the_list_shows_it_and_by_nobody_else(
    door: Door, opened: list[dict[str, Any]]
) -> None:
    door.world.review_at(State.MORE_ASKED)
    people = door.people
    page = read_history(door.world.acting(people.employee))
    asked = next(each for each in page.entries if each.note)
    value = f"{people.employee.id}:{Subject.REVIEW.value}:{asked.row_id}"

    for who in (people.employee, people.manager, people.colleague):
        press(door, READ, value, by=who.slack_id)

    assert len(opened) == 2
    assert all("Which branch?" in str(view) for view in opened)


def test_the_button_on_home_shows_ones_own(door: Door, opened: list[dict[str, Any]]) -> None:
    door.world.review_at(State.MORE_ASKED)
    press(door, OPEN, "-", by=door.people.employee.slack_id)
    press(door, OPEN, "-", by=door.people.colleague.slack_id)

    assert ["Which branch?" in str(view) for view in opened] == [True, False]


@pytest.mark.parametrize("value", ["", "x:0", "1", "1:-1", "1:x", "99999999999999999999:0"])
def test_a_page_that_is_none_shows_nothing(door: Door, opened: list[dict[str, Any]], value: str) -> None:
    press(door, f"{TURN}.later", value, by=door.people.employee.slack_id)
    press(door, READ, value, by=door.people.employee.slack_id)

    assert opened == []


def test_a_page_is_turned(door: Door, opened: list[dict[str, Any]]) -> None:
    door.world.review_at(State.MORE_ASKED)
    person_id = door.people.employee.id
    press(door, f"{TURN}.later", f"{person_id}:9", by=door.people.employee.slack_id)
    press(door, f"{TURN}.later", f"{person_id}:0", by=door.people.colleague.slack_id)

    assert len(opened) == 1
