"""HR opens the matrix, chooses a department, turns the names on; nobody else gets there with a payload."""

import json
from typing import Any

import pytest

from bot.domain.people import Person
from bot.services.reviews.matrix import find_matrix
from handlers.reviews import matrix
from messages.reviews.matrix_modal import CHOOSE, GO, NAMED, NAMES
from messages.reviews.matrix_modal import MATRIX as VIEW
from storage.models.people import DepartmentRow
from storage.models.view_as import ViewedAsRow
from tests.builders.matrix import STAR, released, team
from tests.handlers.conftest import Door


@pytest.fixture
def shown(door: Door, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles and words of every view that was opened, pushed or shown instead, as JSON."""
    found: list[str] = []

    def show(*_: object, view: dict[str, Any] | None = None, **__: object) -> None:
        found.append(json.dumps(view, ensure_ascii=False))

    for name in ("open_over", "show_instead"):
        monkeypatch.setattr(matrix, name, lambda _client, _body, view: show(view=view))
    matrix.register(door.app)
    released(door.world, dict.fromkeys(team(door.world), STAR))
    return found


def press(door: Door, by: Person, action_id: str, value: str, *, form: str = VIEW, carried: str = "") -> int:
    action: dict[str, Any] = {
        "action_id": action_id,
        "block_id": "b",
        "type": "button",
        "value": value,
        "action_ts": "1.1",
    }
    if action_id == CHOOSE:
        chosen = {"text": {"type": "plain_text", "text": "x"}, "value": value}
        action |= {"type": "static_select", "selected_option": chosen}
    body = {
        "type": "block_actions",
        "user": {"id": by.slack_id, "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": "1.2.x",
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1", "type": "modal", "hash": "h", "callback_id": form, "private_metadata": carried},
        "actions": [action],
    }
    return door.payload(body).status


def test_a_department_is_chosen_the_names_are_turned_and_read_on_record(door: Door, shown: list[str]) -> None:
    hr = door.people.hr
    cycle_id = find_matrix(door.world.acting(hr), name=None).cycle_id
    with door.store.read() as unit:
        where = unit.session.query(DepartmentRow.id).filter_by(name="Marketing").scalar()

    press(door, hr, CHOOSE, str(where), carried=f"{cycle_id}:0:0")
    assert "2026 Q4 · Marketing*: 6 released results" in shown[-1]
    press(door, hr, GO, f"{cycle_id}:{where}:1")
    assert "*Star*" in shown[-1]
    press(door, hr, f"{NAMES}.star", f"{cycle_id}:{where}:1:star:0")
    assert "Chen Jie" in shown[-1]
    press(door, hr, f"{NAMES}.later", f"{cycle_id}:{where}:0:star:4", form=NAMED)
    assert "Chen Jie" not in shown[-1]
    with door.store.read() as unit:
        assert unit.session.query(ViewedAsRow).count() == 8


def test_crafted_payloads_lead_nowhere(door: Door, shown: list[str]) -> None:
    cycle_id = find_matrix(door.world.acting(door.people.hr), name=None).cycle_id

    for by in (door.people.employee, door.people.manager):
        press(door, by, CHOOSE, "1", carried=f"{cycle_id}:0:0")
        press(door, by, GO, f"{cycle_id}:1:1")
        press(door, by, f"{NAMES}.star", f"{cycle_id}:1:1:star:0")
    for value in ("", "x:y:z", f"{cycle_id}:-1:0", f"{cycle_id}:0:0:wolf:0", "99999999999:0:0:star:0"):
        press(door, door.people.hr, f"{NAMES}.star", value)

    assert shown == []
    with door.store.read() as unit:
        assert unit.session.query(ViewedAsRow).count() == 0
