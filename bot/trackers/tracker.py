"""What a tracker can be asked, and how it can fail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.intake.tracker import IssueState


class Trouble(StrEnum):
    """Why a tracker did not do something; also the word for it in logs and before admins."""

    NO_ACCESS = "no_access"
    GONE = "gone"
    NOT_TAKEN = "not_taken"
    NO_STEP = "no_step"
    BUSY = "busy"
    BROKEN = "broken"
    SLOW = "slow"
    AWAY = "away"


class TrackerFailed(Exception):
    """`seconds`: after how many it asks to be tried again, None where it did not say."""

    def __init__(self, trouble: Trouble, *, seconds: float | None = None) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.seconds = seconds


@dataclass(frozen=True, kw_only=True)
class Made:
    """An issue there: `key` is what the tracker calls it, `url` where people read it."""

    key: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Which tracker, and what in it. `progress`: the label or status that means that somebody is at it."""

    url: str
    token: str
    progress: str


class Tracker(Protocol):
    """One project of one tracker. Every call raises TrackerFailed."""

    def find(self, mark: str) -> Made | None:
        """The issue that bears this mark: a try whose answer was lost has made it."""

    def create(self, *, title: str, body: str, mark: str) -> Made:
        """A new issue with a Markdown body."""

    def comment(self, key: str, text: str, *, mark: str) -> None:
        """Say something (Markdown) under an issue; nothing where a comment bears this mark already."""

    def replace(self, key: str, *, title: str, body: str) -> None:
        """Put other words in the place of an issue's own."""

    def take_back(self, key: str, marks: Collection[str]) -> None:
        """Delete the comments that bear one of these marks."""

    def set_state(self, key: str, state: IssueState) -> None:
        """Bring an issue there; nothing where it is so already. NO_STEP where its workflow leads nowhere
        like it.
        """

    def state(self, key: str) -> tuple[IssueState, datetime]:
        """Where it is, and when it was last changed."""

    def check(self) -> None:
        """Reach the project with the token, and change nothing."""
