"""What a company decides for itself: the values behind STEWARD_CONFIG."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Where cards are posted; a channel's name (with or without #) or its id."""

    intake: str = "website-requests"


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Local working hours, whole hours of the day."""

    start: int = 9
    end: int = 18


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When Steward speaks up, and how long each step may take. Days are working days (our choice)."""

    opening_hour: int = 10
    nudge_weekday: int = 4
    nudge_hour: int = 16
    reminder_hour: int = 10
    nudges_before_manager: int = 2
    self_score_days: int = 5
    self_score_grace_days: int = 10
    approval_days: int = 5


@dataclass(frozen=True, kw_only=True)
class Intake:
    """The website desk. `on_duty` is the product manager's e-mail; empty: the first one there is.

    `reply_days`: working days in which a requester answers a question (our choice).
    """

    on_duty: str = ""
    first_answer_minutes: int = 60
    reply_days: int = 2
    emergency_words: Sequence[str] = ("urgent", "emergency", "紧急", "緊急", "着火", "site down")


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Everything configurable in one value; see README, Settings."""

    channels: Channels = field(default_factory=Channels)
    hours: Hours = field(default_factory=Hours)
    schedule: Schedule = field(default_factory=Schedule)
    intake: Intake = field(default_factory=Intake)
    default_country: str = "CN"
    default_locale: str = "en-US"
    default_timezone: str = "Asia/Shanghai"
