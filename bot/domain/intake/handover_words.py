"""Words in the thread of a hand-over by which a developer says how far it is."""

import re
from collections.abc import Mapping

from bot.domain.intake.handover_way import Event
from bot.domain.text import key

WORDS: Mapping[Event, tuple[str, ...]] = {
    Event.START: ("started", "start", "begun", "开始", "开始做", "开始了", "開始", "開始做", "開始了"),
    Event.WAIT: ("waiting", "waits", "wait", "等待", "等待中", "在等", "等"),
    Event.READY: ("ready to check", "ready", "请检查", "請檢查", "做好了", "待检查", "待檢查"),
}
"""Written alone, or before a colon and what is waited for."""

_BY_WORD = {word: event for event, words in WORDS.items() for word in words}
_SPLIT = re.compile(r"\s*[:：,，\n]\s*")


def step_in(said: str) -> tuple[Event, str] | None:
    """What a message in the thread says, and what follows its word; None where it is no such word."""
    word, *rest = _SPLIT.split(said.strip(), maxsplit=1)
    event = _BY_WORD.get(key(word).rstrip(".!。！"))
    return None if event is None else (event, rest[0].strip() if rest else "")
