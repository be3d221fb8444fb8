"""Answers that are kept: how something on the website works, for whoever asks next."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.domain.text import key

TITLE_LIMIT, NAME_LIMIT, TEXT_LIMIT, PAGE_LIMIT = 150, 30, 3000, 500

NEAREST = 3

_CHINESE = re.compile("[\u3400-\u9fff]")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, kw_only=True)
class KnownAnswer:
    """`title`: the question, on one line. `text`: how it works, in the language of `locale`. `name`: what is
    written behind a `!` to send it; empty where it has none. `uses`: how often it was the answer.
    """

    id: int
    name: str
    title: str
    text: str
    locale: str
    page: str
    kept_by_id: int
    kept_at: datetime
    uses: int
    retired_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it is still given."""
        return self.retired_at is None


def macro_name(written: str) -> str | None:
    """The name as it is compared: small, without the `!`; None where it is none."""
    name = key(written).removeprefix("!")
    return name if len(name) <= NAME_LIMIT and _NAME.fullmatch(name) else None


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """An answer that is to be kept, as it was entered."""

    title: str
    name: str = ""


def in_order_for(answers: Sequence[KnownAnswer], locale: str) -> list[KnownAnswer]:
    """Those in the reader's language first, else in the order in which they came."""
    return sorted(answers, key=lambda each: not is_in_language_of(each, locale))


def is_in_language_of(answer: KnownAnswer, locale: str) -> bool:
    """Whether somebody with this locale reads the language in which it is written."""
    return _language(answer.locale) == _language(locale)


def filled_in(typed: str, *, before: str, chosen: str) -> str:
    """What stands in the field once an answer is chosen: it takes the place of the one chosen `before`, and
    stands beneath what was typed by hand.
    """
    own = typed.strip()
    if before.strip() and own.endswith(before.strip()):
        own = own.removesuffix(before.strip()).strip()
    return f"{own}\n\n{chosen}" if own else chosen


def written_in(text: str, *, reader: str, default: str) -> str:
    """The locale of what somebody wrote: the reader's where the script is that of their language, else
    `default` where it is of that, else plain Chinese or English.
    """
    is_chinese = _CHINESE.search(text) is not None
    for locale in (reader, default):
        if (_language(locale) == "zh") is is_chinese:
            return locale
    return "zh-CN" if is_chinese else "en-US"


def nearest_names(name: str, names: Collection[str]) -> list[str]:
    """Up to three names that may have been meant, the likeliest first; where none is like it, any."""
    known = sorted(each for each in names if each)
    return get_close_matches(name, known, n=NEAREST, cutoff=0.4) or known[:NEAREST]


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()
