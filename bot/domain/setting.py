"""A setting: its default, what it may be and what it is for, in one place."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from typing import Any, TypeVar, cast
from zoneinfo import available_timezones

from bot.domain.calendar import is_country
from bot.domain.places import is_locale, is_timezone

_T = TypeVar("_T")
_METADATA = "setting"

MOST_WORDS, LONGEST_WORD, LONGEST_NAME = 50, 40, 200

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_GROUP = re.compile(r"@?[^\s@,:;/]{1,60}")
_CHANNEL = re.compile(r"#?[^\s#.,:;/A-Z]{1,80}|[CG][A-Z0-9]{5,}")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a value may be. `expected` completes “… is not”; `choices` are offered where one is near."""

    expected: str
    allows: Callable[[Any], bool]
    choices: Callable[[], Collection[str]] = tuple
    is_text: bool = True

    def why_not(self, value: Any, *, shown: str) -> str | None:
        """One clause on why it is refused, None where it is not. `shown` is how it was written."""
        if self.allows(value):
            return None
        near = nearest(str(value), self.choices())
        hint = f" Did you mean {near}?" if near else self._about_quotes(value)
        return f"“{shown}” is not {self.expected}.{hint}"

    def _about_quotes(self, value: Any) -> str:
        if isinstance(value, str) and not self.is_text and value.strip().isdecimal():
            return " Write it without quotes."
        if self.is_text and isinstance(value, (bool, int, float)):
            return " Write it in quotes."
        return ""


@dataclass(frozen=True, kw_only=True)
class ListRule(Rule):
    """A list, itself judged by this rule and what stands in it by another, one by one."""

    each: Rule


def list_of(each: Rule, *, example: str, most: int) -> ListRule:
    """A list of at most `most` values, which may be empty; `example` is one as it is written."""
    return ListRule(
        expected=f"a list of at most {most}: {example}",
        allows=lambda value: isinstance(value, (list, tuple)) and len(value) <= most,
        each=each,
    )


def nearest(name: str, choices: Collection[str], *, cutoff: float = 0.75) -> str | None:
    """The choice that was probably meant: alike in a share of its signs of at least `cutoff`."""
    by_small_letters = {choice.lower(): choice for choice in choices}
    found = get_close_matches(name.strip().lower().replace(" ", "_"), by_small_letters, n=1, cutoff=cutoff)
    return by_small_letters[found[0]] if found else None


def whole_number(what: str, *, least: int, most: int) -> Rule:
    """A whole number within limits; true and false are none, though Python counts them."""
    return Rule(
        expected=f"{what} (a whole number from {least} to {most})",
        allows=lambda value: type(value) is int and least <= value <= most,
        is_text=False,
    )


def number(what: str, *, least: int, most: int) -> Rule:
    """A number within limits, whole or not; true and false are none."""
    return Rule(
        expected=f"{what} (a number from {least} to {most})",
        allows=lambda value: type(value) in (int, float) and least <= value <= most,
        is_text=False,
    )


def text(
    expected: str, allows: Callable[[str], bool], choices: Callable[[], Collection[str]] = tuple
) -> Rule:
    """A text for which `allows` holds."""
    return Rule(
        expected=expected, allows=lambda value: isinstance(value, str) and allows(value), choices=choices
    )


def one_of(what: str, choices: Collection[str]) -> Rule:
    """One of a few words."""
    return text(f"{what} ({' or '.join(choices)})", lambda value: value in choices, lambda: choices)


def is_word(value: Any) -> bool:
    """A text that is not empty nor very long."""
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_WORD


HOUR = whole_number("an hour of the day", least=0, most=23)
CLOSING_HOUR = whole_number("the hour at which a day ends", least=1, most=24)
WEEKDAY = whole_number("a weekday", least=0, most=6)
EMAIL = text("an e-mail address", lambda value: not value or _EMAIL.fullmatch(value.strip()) is not None)
EMAILS = list_of(
    text("an e-mail address", lambda value: _EMAIL.fullmatch(value.strip()) is not None),
    example="[sun.li@example.com, gao.wei@example.com]",
    most=MOST_WORDS,
)
FILE = text("the name of a file (fields.yaml)", lambda value: not value or value.isprintable())
CHANNEL = text("the name or the id of a channel", lambda value: _CHANNEL.fullmatch(value) is not None)
CHANNEL_OR_NONE = text(
    "the name or the id of a channel, or empty", lambda value: not value or CHANNEL.allows(value)
)
TIMEZONE = text("a time zone that this machine knows (Asia/Shanghai)", is_timezone, available_timezones)
LOCALE = text(
    "a language that Steward speaks (en-US, zh-CN, zh-TW)",
    lambda value: is_locale(value) and value[:2].lower() in ("en", "zh"),
    lambda: ("en-US", "zh-CN", "zh-TW"),
)
LOCALE_OR_NONE = text(
    "a language that Steward speaks (en-US, zh-CN, zh-TW), or empty",
    lambda value: not value or LOCALE.allows(value),
    LOCALE.choices,
)
COUNTRY = text(
    "a country whose public holidays are known (two capital letters: CN)",
    is_country,
    lambda: [a + b for a in _LETTERS for b in _LETTERS if is_country(a + b)],
)
WORDS = Rule(
    expected=f'a list of 1 to {MOST_WORDS} texts, none of them empty: [urgent, "911"]',
    allows=lambda value: (
        isinstance(value, (list, tuple))
        and 0 < len(value) <= MOST_WORDS
        and all(is_word(each) for each in value)
    ),
)
NAMES = list_of(
    text("a name that is not empty", lambda value: 0 < len(value.strip()) <= LONGEST_NAME),
    example="[Technical, Website Product]",
    most=MOST_WORDS,
)
CHANNELS = list_of(CHANNEL, example="[incidents, C0123456789]", most=MOST_WORDS)
GROUPS = list_of(
    text("the handle or the id of a user group", lambda value: _GROUP.fullmatch(value) is not None),
    example="[web-devs, S0123456789]",
    most=MOST_WORDS,
)
STEP_CHANGES = Rule(
    expected="a list of 8 whole numbers from -9 to 9, best first and never rising: [3, 2, 2, 1, 1, 0, 0, -1]",
    allows=lambda value: (
        isinstance(value, (list, tuple))
        and len(value) == 8
        and all(type(each) is int and abs(each) <= 9 for each in value)
        and list(value) == sorted(value, reverse=True)
    ),
    is_text=False,
)
YES_OR_NO = Rule(expected="true or false", allows=lambda value: type(value) is bool, is_text=False)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """`path` is where it stands: ("hours", "start")."""

    path: tuple[str, ...]
    default: Any
    rule: Rule
    about: str
    is_secret: bool = False

    @property
    def name(self) -> str:
        return ".".join(self.path)


def setting(default: _T, rule: Rule, about: str, *, secret: bool = False) -> _T:
    """A dataclass field that is a setting. `about` is one line for whoever installs."""
    return field(default=default, metadata={_METADATA: (rule, about, secret)})


def settings_of(kind: type, *, under: tuple[str, ...] = ()) -> Iterator[Setting]:
    """Every setting of a dataclass and of the dataclasses in it, in their order."""
    for each in fields(kind):
        path = (*under, each.name)
        if _METADATA in each.metadata:
            rule, about, secret = each.metadata[_METADATA]
            yield Setting(path=path, default=each.default, rule=rule, about=about, is_secret=secret)
        elif is_dataclass(each.default_factory) and each.default_factory is not MISSING:
            yield from settings_of(cast(type, each.default_factory), under=path)
