"""Cards: messages that are posted once and brought up to date after, each under a key of its own."""

from dataclasses import dataclass
from enum import StrEnum


class Card(StrEnum):
    """Every kind of card there is; each is drawn by one function of delivery."""

    MY_REVIEW = "my-review"
    TEAM = "team"
    APPROVAL = "approval"
    QUESTION = "question"
    SECOND_LOOKS = "second-looks"
    SECOND_LOOK = "second-look"
    TAKE_BACK = "take-back"
    CONTRIBUTION = "contribution"
    TALK = "talk"
    MY_TALK = "my-talk"
    APPEAL = "appeal"
    DELEGATION = "delegation"
    REQUEST = "request"
    MY_REQUEST = "my-request"
    PRIVATE_REQUEST = "private-request"
    REQUEST_WROTE = "request-wrote"
    REQUEST_FILES = "request-files"
    FOLLOWER_WROTE = "follower-wrote"
    EMERGENCY = "emergency"
    BRIEF = "brief"
    HANDOVER = "handover"
    PRIVATE_HANDOVER = "private-handover"
    PROJECT = "project"
    PROJECT_LINE = "project-line"
    PROJECT_STEP = "project-step"
    PROJECT_ASKED = "project-asked"
    BRIEF_CHECK = "brief-check"
    CLOSING = "closing"
    SATISFACTION = "satisfaction"
    FOLLOWED = "followed"
    NUDGE = "nudge"
    URGENT = "urgent"
    MY_GOALS = "my-goals"
    GOALS_TEAM = "goals-team"
    AGREEMENT = "agreement"
    FIGURES = "figures"
    JOB_FORM = "job-form"
    SHARED_KPI = "shared-kpi"
    MENTORING = "mentoring"
    TRAINING = "training"
    ACCOUNT_CLOSED = "account-closed"
    DIGEST = "digest"
    CHECK_IN_WORD = "check-in-word"
    FEEDBACK = "feedback"
    SUGGESTION = "suggestion"
    INPUT = "input"
    DUTY_SWAP = "duty-swap"
    RECOGNITION = "recognition"
    RECOGNITION_POST = "recognition-post"


@dataclass(frozen=True)
class CardKey:
    """Which card: its kind, and what it is about. As text it is the key under which its place is kept."""

    card: Card
    ids: tuple[str, ...]

    @classmethod
    def of(cls, card: Card, *ids: int | str) -> "CardKey":
        return cls(card, tuple(str(each) for each in ids))

    @classmethod
    def parse(cls, key: str) -> "CardKey | None":
        """The card of a key; None for the key of something else."""
        name, *ids = key.split(":")
        return cls(Card(name), tuple(ids)) if name in set(Card) else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The ids of a card that is about rows."""
        return tuple(int(each) for each in self.ids)

    def __str__(self) -> str:
        return ":".join((self.card.value, *self.ids))
