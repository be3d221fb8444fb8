"""Answers that are kept: how something on the website works, for whoever asks next."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.text import key

TITLE_LIMIT, NAME_LIMIT, TEXT_LIMIT, PAGE_LIMIT = 150, 30, 3000, 500

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
