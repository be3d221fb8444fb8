"""What is announced about reviews. Each is one message to one person; `version` is the review's."""

from dataclasses import dataclass

from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class _ToPerson(Notice):
    to: int

    @property
    def lane(self) -> str:
        return f"person:{self.to}"


@dataclass(frozen=True, kw_only=True)
class QuarterOpened(_ToPerson):
    """To the employee: what is wanted, by when; posts the quarter's card."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class QuarterCardChanged(_ToPerson):
    """To the employee: brings the quarter's card up to date (resume, sent, more asked, result)."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class TeamProgressChanged(_ToPerson):
    """To the manager: the thread's parent, "2026Q4: 3 of 8 approved"; posted once, updated after."""

    cycle_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class SelfScoreHandedIn(_ToPerson):
    """To the manager: the card of one person in the thread; posted once, updated after."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class MoreAsked(_ToPerson):
    """To the employee: the manager's question, in the thread of the quarter's card."""

    review_id: int
    version: str


@dataclass(frozen=True, kw_only=True)
class ScoreApproved(_ToPerson):
    """To the employee: the result is there, in the thread of the quarter's card; no score in the message."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class Nudged(_ToPerson):
    """To anyone who owes something: all of it in one message. `day` is ISO, in the person's own calendar."""

    day: str


@dataclass(frozen=True, kw_only=True)
class NudgeChanged(_ToPerson):
    """Brings a reminder up to date; it is never posted anew. `version` tells one change from the next."""

    day: str
    version: str
