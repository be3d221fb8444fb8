"""What was never offered to somebody is on record when they try it, and nothing else is."""

import pytest
from structlog.testing import capture_logs

from bot.errors import Refusal
from handlers.security import OVERREACH, note_overreach
from handlers.visit import Visit
from messages.catalog import Words
from messages.refusals import refusal_text
from tests.builders.world import FRIDAY, World


def visit(world: World) -> Visit:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
    return Visit(acting=world.acting(world.people.colleague), words=words, client=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", sorted(OVERREACH))
def test_an_overreach_is_logged_with_who_and_where_and_no_more(world: World, code: str) -> None:
    with capture_logs() as logged:
        note_overreach(Refusal(code, rung=4, below=3), visit(world), surface="view_submission")

    assert logged == [
        {
            "event": "security.refused",
            "log_level": "warning",
            "code": code,
            "surface": "view_submission",
            "by": world.people.colleague.id,
        }
    ]
    assert refusal_text(visit(world).words, code, {"rung": 4, "below": 3})


def test_an_everyday_refusal_is_none(world: World) -> None:
    with capture_logs() as logged:
        note_overreach(Refusal("self_score.too_late"), visit(world), surface="block_actions")

    assert logged == []
