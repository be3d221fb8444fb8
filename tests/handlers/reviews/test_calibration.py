"""HR moves somebody, reads beside the field why it was refused, and hears first who would be overtaken."""

import json
from decimal import Decimal
from typing import Any

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews.calibration import move
from bot.services.reviews.calibration_room import read_person, rooms
from handlers.reviews import calibration
from messages.reviews.calibration_modal import place
from messages.reviews.calibration_move_modal import MOVE_FORM, POINT, REASON
from storage.models.calibration import CalibrationMoveRow
from tests.builders.world import QUARTER
from tests.handlers.conftest import Door


def sent(
    door: Door,
    review: Review,
    *,
    point: str = "3.25",
    reason: str = "Beside the others.",
    consent: str = "-",
    kind: str = "view_submission",
) -> Any:
    cycle_id, found = rooms(door.world.acting(door.people.hr), name=QUARTER)
    chosen = {"text": {"type": "plain_text", "text": point}, "value": point}
    view = {
        "id": "V3",
        "type": "modal",
        "hash": "h",
        "blocks": [],
        "root_view_id": "V1",
        "previous_view_id": "V2",
        "callback_id": MOVE_FORM,
        "private_metadata": f"{review.id}:0:{consent}:{place(cycle_id, next(iter(found)))}",
        "state": {
            "values": {
                POINT: {POINT: {"type": "static_select", "selected_option": chosen}},
                REASON: {REASON: {"type": "plain_text_input", "value": reason}},
            }
        },
    }
    who = {"user": {"id": door.people.hr.slack_id, "team_id": "T1"}, "team": {"id": "T1"}}
    answer = door.payload({**who, "type": kind, "view": view})
    return json.loads(answer.body) if answer.body else None


def moves(door: Door, review: Review) -> list[tuple[Decimal, str | None]]:
    with door.store.read() as unit:
        rows = unit.session.query(CalibrationMoveRow).filter_by(review_id=review.id)
        return [(row.now, row.reason) for row in rows]


def test_a_move_is_kept_and_without_a_reason_it_is_refused_beside_the_field(door: Door) -> None:
    calibration.register(door.app)
    review = door.world.review_at(State.CONFIRMED)

    refused = sent(door, review, reason=" ")
    assert list(refused["errors"]) == [REASON]
    refused = sent(door, review, point="3.6")
    assert list(refused["errors"]) == [POINT]
    assert moves(door, review) == []

    sent(door, review)
    assert moves(door, review) == [(Decimal("3.25"), "Beside the others.")]


def test_whom_it_overtakes_is_said_in_the_form_before_it_is_saved(door: Door) -> None:
    calibration.register(door.app)
    people = door.people
    door.world.open_quarter(people.employee, people.colleague)
    chen, wu = (
        door.world.review_at(State.CONFIRMED, of=each) for each in (people.employee, people.colleague)
    )
    hr = door.world.acting(people.hr)
    move(hr, review_id=wu.id, to=Decimal("3.75"), reason="Beside the others.", seen=0)

    warned = sent(door, chen, point="4")

    assert (warned["response_action"], moves(door, chen)) == ("update", [])
    view = warned["view"]
    assert view["submit"]["text"] == "Move all the same"
    assert "Chen Jie would pass 1 person: Wu Min" in str(view["blocks"])
    consent = view["private_metadata"].split(":")[2]
    sent(door, chen, point="4", consent=consent)
    assert moves(door, chen) == [(Decimal(4), "Beside the others.")]


def test_what_stood_in_a_closed_form_stands_there_again(door: Door) -> None:
    calibration.register(door.app)
    review = door.world.review_at(State.CONFIRMED)

    sent(door, review, point="3", reason="As the others in", kind="view_closed")

    typed = read_person(door.world.acting(door.people.hr), review_id=review.id).typed
    assert (typed.point, typed.reason) == ("3", "As the others in")
