"""What is announced about reviews. Each is one message to one person; `version` is the review's."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class QuarterOpened(ToPerson):
    """To the employee: what is wanted, by when; posts the quarter's card."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class QuarterCardChanged(ToPerson):
    """To the employee: brings the quarter's card up to date (resume, sent, more asked, result)."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class QuarterWithdrawn(ToPerson):
    """To the employee, in the thread of the quarter's card where that stands: there is nothing to do."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class TeamProgressChanged(ToPerson):
    """To the manager: the thread's parent, "2026Q4: 3 of 8 approved"; posted once, updated after."""

    cycle_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class SelfScoreHandedIn(ToPerson):
    """To the manager: the card of one person in the thread; posted once, updated after."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class MoreAsked(ToPerson):
    """To the employee: the manager's question, in the thread of the quarter's card."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class QuestionCardChanged(ToPerson):
    """Brings that question up to date once it is answered or its day is over. `number` is its step's."""

    review_id: int
    number: int
    version: str


@dataclass(frozen=True, kw_only=True)
class ScoreApproved(ToPerson):
    """To the employee: the result is there, in the thread of the quarter's card; no score in the message."""

    review_id: int
