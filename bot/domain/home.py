"""What the Home tab shows: the state of everything that is one person's, by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.intake.states import State as RequestState
from bot.domain.owed import Owed
from bot.domain.people import Person
from bot.domain.reviews.approval import Mark, TeamProgress
from bot.domain.reviews.states import State as ReviewState


@dataclass(frozen=True, kw_only=True)
class MyReview:
    """Where the person's own latest review stands; no scores."""

    review_id: int
    period: str
    state: ReviewState
    manager: str
    self_score_due: date
    self_score_closes: date
    approval_due: date


@dataclass(frozen=True, kw_only=True)
class MyRequest:
    """One of the person's requests that is not settled. `title`: the first line of what they wrote."""

    number: int
    title: str
    state: RequestState
    owner: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Open website requests by state, for product managers."""

    counts: Mapping[RequestState, int]


@dataclass(frozen=True, kw_only=True)
class CycleOverview:
    """How many people stand where in the latest cycle, for HR."""

    period: str
    counts: Mapping[Mark, int]


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """Everything on one person's Home tab. A part that is None is not theirs to see.

    `open_to_pings` is a developer's choice. `more_requests`: how many there are beyond those listed.
    """

    person: Person
    owed: tuple[Owed, ...]
    review: MyReview | None
    requests: tuple[MyRequest, ...]
    more_requests: int
    team: TeamProgress | None
    desk: Desk | None
    cycle: CycleOverview | None
    open_to_pings: bool | None
