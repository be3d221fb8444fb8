"""HR opens the room, moves somebody, and sees why it was refused beside the field."""

import json
from decimal import Decimal
from typing import Any

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews.calibration import rooms
from handlers.reviews import calibration
from messages.reviews.calibration_modal import FORM, POINT, REASON
from storage.models.calibration import CalibrationMoveRow
from tests.builders.world import QUARTER
from tests.handlers.conftest import Door


def submitted(door: Door, review: Review, *, point: str = "3.25", reason: str = "Beside the others.") -> Any:
    cycle_id, found = rooms(door.world.acting(door.people.hr), name=QUARTER)
    chosen = {"text": {"type": "plain_text", "text": point}, "value": point}
    view = {
        "id": "V2",
        "type": "modal",
        "hash": "h",
        "blocks": [],
        "root_view_id": "V1",
        "previous_view_id": "V1",
        "callback_id": FORM,
        "private_metadata": f"{review.id}:0:{cycle_id}:{next(iter(found))}",
        "state": {
            "values": {
                POINT: {POINT: {"type": "static_select", "selected_option": chosen}},
                REASON: {REASON: {"type": "plain_text_input", "value": reason}},
            }
        },
    }
    who = {"user": {"id": door.people.hr.slack_id, "team_id": "T1"}, "team": {"id": "T1"}}
    answer = door.payload({**who, "type": "view_submission", "view": view})
    return json.loads(answer.body) if answer.body else None


def moves(door: Door) -> list[tuple[Decimal, str | None]]:
    with door.store.read() as unit:
        return [(row.now, row.reason) for row in unit.session.query(CalibrationMoveRow)]


def test_a_move_is_kept_and_without_a_reason_it_is_refused_beside_the_field(door: Door) -> None:
    calibration.register(door.app)
    review = door.world.review_at(State.CONFIRMED)

    refused = submitted(door, review, reason=" ")
    assert list(refused["errors"]) == [REASON]
    refused = submitted(door, review, point="3.6")
    assert list(refused["errors"]) == [POINT]
    assert moves(door) == []

    submitted(door, review)
    assert moves(door) == [(Decimal("3.25"), "Beside the others.")]
