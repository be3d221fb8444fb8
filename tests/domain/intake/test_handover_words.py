"""Words in the thread of a hand-over: alone, with what is waited for, in three languages."""

import pytest

from bot.domain.intake.handover_way import Event
from bot.domain.intake.handover_words import step_in


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("started", (Event.START, "")),
        ("Started.", (Event.START, "")),
        ("waiting: the test server", (Event.WAIT, "the test server")),
        ("等待：测试服务器", (Event.WAIT, "测试服务器")),
        ("Ready to check!", (Event.READY, "")),
        ("ready\nlook at /basket", (Event.READY, "look at /basket")),
        ("做好了", (Event.READY, "")),
        ("請檢查", (Event.READY, "")),
    ],
)
def test_a_word_is_known(said: str, step: tuple[Event, str]) -> None:
    assert step_in(said) == step


@pytest.mark.parametrize("said", ["", "started to wonder", "I am waiting", "not ready", "等一下"])
def test_what_is_talk_is_none(said: str) -> None:
    assert step_in(said) is None
