"""HR chooses whose view of which review; what is shown acts on nothing."""

import json
from typing import Any

import pytest

from bot.domain.reviews.way import State
from handlers.reviews import view_as
from messages.reviews.view_as_modal import REVIEW, REVIEW_FORM, WHOM, WHOM_FORM
from storage.models.view_as import ViewedAsRow
from tests.handlers.conftest import Door


def submit(door: Door, callback_id: str, value: dict[str, Any], carried: str = "") -> dict[str, Any]:
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": carried,
        "state": {"values": value},
    }
    answer = door.payload(
        {
            "type": "view_submission",
            "user": {"id": door.people.hr.slack_id, "team_id": "T1"},
            "team": {"id": "T1"},
            "view": view,
        }
    )
    return dict(json.loads(answer.body))


def chosen(who: str | None) -> dict[str, Any]:
    return {WHOM: {WHOM: {"type": "users_select", "selected_user": who}}}


def elements(found: object, kind: str) -> list[object]:
    """Every element of that kind in a view."""
    if isinstance(found, list):
        return [each for part in found for each in elements(part, kind)]
    if isinstance(found, dict):
        here = [found] if found.get("type") == kind else []
        return here + [each for part in found.values() for each in elements(part, kind)]
    return []


@pytest.mark.parametrize("whom", ["employee", "manager", "boss"])
def test_from_whom_to_what_they_see(door: Door, whom: str) -> None:
    view_as.register(door.app)
    review, person = door.world.review_at(State.RELEASED), getattr(door.people, whom)

    asked = submit(door, WHOM_FORM, chosen(person.slack_id))
    [menu] = elements(asked["view"], "static_select")
    assert isinstance(menu, dict)
    assert [each["value"] for each in menu["options"]] == [str(review.id)]
    pressed = {REVIEW: {REVIEW: {"type": "static_select", "selected_option": menu["options"][0]}}}
    shown = submit(door, REVIEW_FORM, pressed, asked["view"]["private_metadata"])

    view = shown["view"]
    assert "Took over the complaint of 4 November" in json.dumps(view) or whom == "employee"
    assert (elements(view, "button"), elements(view, "overflow"), view.get("submit")) == ([], [], None)
    assert "on record" in json.dumps(view)
    with door.store.read() as unit:
        assert [row.whom_id for row in unit.session.query(ViewedAsRow)] == [person.id]


def test_a_person_who_cannot_be_looked_at_is_said_at_the_field(door: Door) -> None:
    view_as.register(door.app)

    for who in (door.people.hr.slack_id, "U0STRANGER", door.people.colleague.slack_id, None):
        answer = submit(door, WHOM_FORM, chosen(who))
        assert list(answer["errors"]) == [WHOM]
