"""How far talks are, in short: one's own for Home, those of a period for HR. Nothing that was written."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.reviews.talk_way import Mark


@dataclass(frozen=True, kw_only=True)
class MyTalk:
    """The one about somebody's latest result. `holder`: who talks, None where nobody does; `judge`: who is to
    decide about an appeal, or did, None where nobody is found.
    """

    mark: Mark
    holder: str | None = None
    judge: str | None = None


@dataclass(frozen=True, kw_only=True)
class TalkCounts:
    """Of each result of a period its last talk. `prepared`: for how many that are still to be held something
    is there.
    """

    counts: Mapping[Mark, int]
    prepared: int = 0
