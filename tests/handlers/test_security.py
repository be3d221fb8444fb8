"""What was never offered to somebody is on record when they try it, and nothing else is."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.errors import Refusal
from handlers.security import OVERREACH, note_overreach
from handlers.visit import Visit
from messages.catalog import Words
from messages.refusals import refusal_text
from tests.builders.world import FRIDAY, World

WHERE: dict[str, tuple[dict[str, Any], str]] = {
    "a button": ({"type": "block_actions", "actions": [{"action_id": "a.b", "value": "7"}]}, "a.b"),
    "a form": (
        {"type": "view_submission", "view": {"callback_id": "a.form", "private_metadata": "7"}},
        "a.form",
    ),
    "a command": ({"command": "/review", "text": "view-as @chen"}, "/review"),
    "an event": ({"type": "event_callback", "event": {"type": "message", "text": "7"}}, "message"),
}


def visit(world: World) -> Visit:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
    return Visit(acting=world.acting(world.people.colleague), words=words, client=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("where", list(WHERE))
def test_an_overreach_is_logged_with_who_and_where_and_no_more(world: World, where: str) -> None:
    body, listener = WHERE[where]
    with capture_logs() as logged:
        for code in OVERREACH:
            note_overreach(Refusal(code, rung=4, below=3), visit(world), body=body)

    assert logged == [
        {
            "event": "security.refused",
            "logger": "steward.security",
            "log_level": "warning",
            "code": code,
            "kind": kind,
            "listener": listener,
            "by": world.people.colleague.id,
        }
        for code, kind in OVERREACH.items()
    ]


def test_what_is_logged_is_worded(world: World) -> None:
    ours = {code for code in OVERREACH if code != "self_score.rung_gap"}

    assert all(refusal_text(visit(world).words, code, {}) for code in ours)


def test_an_everyday_refusal_is_none(world: World) -> None:
    with capture_logs() as logged:
        note_overreach(Refusal("self_score.too_late"), visit(world), body={})

    assert logged == []
