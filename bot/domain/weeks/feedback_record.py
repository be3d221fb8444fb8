"""Lists of feedback: one's own, and what is on record about others; a page at a time."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.weeks.feedback import FeedbackFacts
from bot.domain.weeks.suggestion import SuggestionFacts

PAGE = 5
"""Pieces on one page: each can be long."""

PEOPLE_PAGE = 40
"""People on one page, each on a line with a button."""


class Which(StrEnum):
    """Which list: what its reader received, gave or suggested; or what is on record about somebody."""

    RECEIVED = "received"
    GIVEN = "given"
    SUGGESTED = "suggested"
    ABOUT = "about"


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """One page of a list, the newest first; `page` counts from 0. `about`: whom the list is about."""

    which: Which
    reader: Person
    about: Person | None
    pieces: tuple[FeedbackFacts, ...]
    suggestions: tuple[SuggestionFacts, ...]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The last page's number."""
        return last_page(self.total, PAGE)


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """How much feedback somebody has on record, and how much of it they were not told yet."""

    person_id: int
    name: str
    given: int
    kept: int


@dataclass(frozen=True, kw_only=True)
class PeopleOnRecord:
    """A manager's people, a page of them; `may_choose`: HR, who may look at anybody else."""

    people: tuple[OnRecord, ...]
    total: int
    page: int
    may_choose: bool

    @property
    def last(self) -> int:
        return last_page(self.total, PEOPLE_PAGE)


@dataclass(frozen=True, kw_only=True)
class FeedbackOnHome:
    """One's own, the newest few of each. `more_…`: how many there are beyond those. `waiting`: suggestions
    that wait for the reader's answer as a head.
    """

    received: tuple[FeedbackFacts, ...]
    more_received: int
    given: tuple[FeedbackFacts, ...]
    more_given: int
    suggested: tuple[SuggestionFacts, ...]
    more_suggested: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class TeamFeedback:
    """About the reader's people: who they are in number, how much is on record, how much they were not told.

    `may_choose`: HR, who may look at anybody else.
    """

    people: int
    given: int
    kept: int
    may_choose: bool


def last_page(total: int, size: int) -> int:
    """The number of the last page, counting from 0."""
    return max(0, (total - 1) // size)
