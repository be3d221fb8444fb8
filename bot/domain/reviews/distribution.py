"""How results are spread over a department, and how many people its shares allow. Source: domain.md §6."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.domain.texts import Frozen

FEWEST = 7
"""Of fewer people the shares are shown, and bind nobody (our choice)."""

Score = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
_Percent = Annotated[int, Field(ge=0, le=100)]


class Applies(StrEnum):
    """How binding the shares are: nothing is released against them, they are pointed out, or only shown."""

    ENFORCED = "enforced"
    ADVISED = "advised"
    SHOWN = "shown"


class Limit(StrEnum):
    """In which way a share limits a number of people. `ABOUT` never does: it is what is usual."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ABOUT = "about"


class Share(Frozen):
    """A band of the scale, and the percentage of the people in it.

    `lowest`: from this point up; `highest`: from this one down. A file gives one of the three percentages,
    and both ends only of a band that says what is usual: see `scheme_file`.
    """

    lowest: Score | None = None
    highest: Score | None = None
    at_most: _Percent | None = None
    at_least: _Percent | None = None
    about: _Percent | None = None

    @property
    def limit(self) -> Limit:
        if self.at_most is not None:
            return Limit.AT_MOST
        if self.at_least is not None:
            return Limit.AT_LEAST
        return Limit.ABOUT

    @property
    def percent(self) -> int:
        return next(each for each in (self.at_most, self.at_least, self.about, 0) if each is not None)

    def holds(self, point: Decimal) -> bool:
        """Whether a point of the scale is in the band."""
        above = self.lowest is None or point >= self.lowest
        return above and (self.highest is None or point <= self.highest)

    def allowed(self, people: int) -> int:
        """So many of these people: rounded in their favour. `at most` goes up, `at least` goes down, and
        what is usual to the nearest.
        """
        if self.limit is Limit.AT_MOST:
            return -(-people * self.percent // 100)
        return (people * self.percent + (0 if self.limit is Limit.AT_LEAST else 50)) // 100


class Distribution(Frozen):
    """The shares of a scheme, and how binding they are."""

    applies: Applies = Applies.SHOWN
    shares: Annotated[tuple[Share, ...], Field(min_length=1, max_length=20)]

    def binding(self, people: int) -> Applies:
        """The same for so many people."""
        return Applies.SHOWN if people < FEWEST else self.applies


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One share in one department: how many of the people are in the band, and how many may or should be."""

    share: Share
    count: int
    people: int
    allowed: int

    @property
    def percent(self) -> int:
        """Of the people, in the band; to the nearest whole one."""
        return (200 * self.count + self.people) // (2 * self.people) if self.people else 0

    @property
    def beyond(self) -> int:
        """By how many people it is off: above 0 too many, below 0 too few; never of what is only usual."""
        if self.share.limit is Limit.AT_MOST:
            return max(0, self.count - self.allowed)
        if self.share.limit is Limit.AT_LEAST:
            return min(0, self.count - self.allowed)
        return 0


def standings(shares: Sequence[Share], points: Sequence[Decimal]) -> Iterator[Standing]:
    """Each share against the points of everybody who is rated in a department."""
    for share in shares:
        yield Standing(
            share=share,
            count=sum(share.holds(point) for point in points),
            people=len(points),
            allowed=share.allowed(len(points)),
        )
