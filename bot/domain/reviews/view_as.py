"""HR looks at a review as somebody else sees it: as whom, and what they were shown. docs/decisions/0045."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.self_score import MyReviewFacts, SentSelfScore


class Side(StrEnum):
    """What somebody is to a review whose view is asked for; or (`OVERVIEWS`) where else HR read it."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    SECOND_LOOK = "second_look"
    MATRIX = "matrix"
    CALIBRATION = "calibration"


OVERVIEWS = frozenset({Side.MATRIX, Side.CALIBRATION})
"""Where whoever it is about was read among others, as nobody in particular."""


@dataclass(frozen=True, kw_only=True)
class Glance:
    """Somebody's view of one review, before it is opened: `whom` sees `employee`'s of that period."""

    review_id: int
    period: str
    whom: Person
    employee: Person
    side: Side


@dataclass(frozen=True, kw_only=True)
class Glances:
    """Every review that is before somebody in some way, the newest first."""

    whom: Person
    found: Sequence[Glance]


@dataclass(frozen=True, kw_only=True)
class Viewed:
    """One review as `glance.whom` sees it this moment; None is what they do not see.

    `card` and `sent` are the employee's. `whole`: every score, case and reason that is shown to them.
    """

    glance: Glance
    card: MyReviewFacts | None = None
    sent: SentSelfScore | None = None
    whole: ApprovalFacts | None = None
