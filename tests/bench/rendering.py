"""How many messages a second are put into words: each main card, in each language."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import SystemClock
from messages.catalog import Words
from tests.bench.cards import Card

LOCALES = {"English": "en-US", "Simplified": "zh-CN", "Traditional": "zh-TW"}


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """One card in one language: laid out, worded, and turned into Slack's JSON values."""

    card: str
    language: str
    per_second: float


def measure_rendering(cards: Mapping[str, Card], *, seconds: float) -> list[Rendering]:
    """Render each card over and over, so many seconds each, after a first time that is not counted."""
    now = SystemClock().now()
    found = []
    for language, locale in LOCALES.items():
        words = Words(locale=locale, timezone="Asia/Shanghai", now=now)
        for name, card in cards.items():
            card(words)
            found.append(Rendering(card=name, language=language, per_second=_rate(card, words, seconds)))
    return found


def _rate(card: Card, words: Words, seconds: float) -> float:
    begun = time.perf_counter()
    times = 0
    while (passed := time.perf_counter() - begun) < seconds:
        card(words)
        times += 1
    return times / passed
