"""Settings: what a value may be, and what somebody who wrote another one is told."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.domain.setting import (
    CHANNEL,
    COUNTRY,
    EMAIL,
    HOUR,
    LOCALE,
    LONGEST_WORD,
    MOST_WORDS,
    TIMEZONE,
    WORDS,
    Rule,
    nearest,
    setting,
    settings_of,
    whole_number,
)

ALLOWED: list[tuple[Rule, list[Any], list[Any]]] = [
    (HOUR, [0, 23], [-1, 24, 9.0, "9", True, None]),
    (EMAIL, ["", "sun.li@example.com", " sun.li@example.com "], ["sun.li", "sun li@example.com", 7]),
    (CHANNEL, ["website-requests", "#网站", "C0123ABC"], ["", "Website", "#two words", "a" * 81, 7]),
    (TIMEZONE, ["Asia/Shanghai", "UTC"], ["Hangzhou", "", 8]),
    (LOCALE, ["en-US", "zh-TW"], ["de-DE", "english", None]),
    (COUNTRY, ["CN", "DE"], ["cn", "China", ""]),
    (
        WORDS,
        [["urgent"], ("911",), ["a" * LONGEST_WORD]],
        [[], ["urgent", " "], ["a" * (LONGEST_WORD + 1)], "urgent", ["x"] * (MOST_WORDS + 1), [911]],
    ),
]


@pytest.mark.parametrize(("rule", "good", "bad"), ALLOWED, ids=[rule.expected for rule, _, _ in ALLOWED])
def test_a_value_is_allowed_or_told_why_not(rule: Rule, good: list[Any], bad: list[Any]) -> None:
    assert [each for each in good if rule.why_not(each, shown=str(each)) is not None] == []
    assert [each for each in bad if rule.why_not(each, shown=str(each)) is None] == []


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        (TIMEZONE, "asia/shangai", "“asia/shangai” is not a time zone that this machine knows"),
        (TIMEZONE, "asia/shangai", "Did you mean Asia/Shanghai?"),
        (HOUR, "9", "Write it without quotes."),
        (COUNTRY, False, "Write it in quotes."),  # YAML's NO
        (whole_number("a number", least=1, most=5), 6, "not a number (a whole number from 1 to 5)."),
    ],
)
def test_the_way_to_the_right_value_is_shown(rule: Rule, value: Any, said: str) -> None:
    assert said in str(rule.why_not(value, shown=str(value)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("opening_hour", "opening_hour"),
        ("Opening Hour", "opening_hour"),
        ("openinghour", "opening_hour"),
        ("closing", None),
        ("", None),
    ],
)
def test_the_nearest_is_what_was_probably_meant(name: str, expected: str | None) -> None:
    assert nearest(name, ["opening_hour", "nudge_hour"]) == expected


def test_settings_are_found_with_their_place_in_their_order() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Bell:
        hour: int = setting(10, HOUR, "when it rings")

    @dataclass(frozen=True, kw_only=True)
    class House:
        bell: Bell = field(default_factory=Bell)
        key: str = setting("", EMAIL, "who has the key", secret=True)
        doors: int = 2

    found = [(each.name, each.default, each.about, each.is_secret) for each in settings_of(House)]

    assert found == [("bell.hour", 10, "when it rings", False), ("key", "", "who has the key", True)]
