"""Half an emoji, or a NUL out of some file, does not cost a person what they wrote."""

from slack_bolt import Ack

from handlers.storable import storable
from tests.handlers.conftest import Door

TYPED = "before\x00after \ud83d end 😀"


def test_only_what_cannot_be_stored_is_replaced() -> None:
    payload = {"a": [TYPED, 1, None, True], "b": {"c": "<&> ‮ 😀"}}

    assert storable(payload) == {
        "a": ["before\ufffdafter \ufffd end 😀", 1, None, True],
        "b": {"c": "<&> ‮ 😀"},
    }


def test_a_listener_meets_only_what_can_be_stored(door: Door) -> None:
    met: list[str] = []

    @door.app.view("form")
    def on_form(ack: Ack, view: dict[str, str]) -> None:
        met.append(view["private_metadata"])
        ack()

    view = {"id": "V1", "type": "modal", "callback_id": "form", "private_metadata": TYPED}
    view["state"] = {"values": {}}
    door.payload({"type": "view_submission", "user": {"id": "U0CHEN"}, "team": {"id": "T1"}, "view": view})

    assert met == ["before\ufffdafter \ufffd end 😀"]
