"""What happened to a subject: one shape for all, appended only."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.domain.actions.became import Helped
from bot.domain.intake.assess import Assessment
from bot.domain.intake.project_record import Days, Decided
from bot.domain.reviews.seats import Seat

V = TypeVar("V")
S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class Changed(BaseModel, Generic[V]):
    """What something was before, and what it is since."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    was: V | None = None
    now: V | None = None


class Facts(BaseModel):
    """What an event brought besides its words; kept as JSON with its entry, only what is set.

    `manager`, `delegate` and `owner`: people's ids. `answer_by`: the hour by which the first answer is owed.
    `promised_for`: the day that was promised to the requester. `assessed`: what the desk judged of a request;
    `brief`: the number of the version that was written. `sheet`: the version of a KPI sheet that was
    proposed or signed, by its id; `form`: that of a job-responsibility form, by its number. `in_place_of`:
    the absent colleague for whom HR acted. `told`: who heard that a form is below the mark. `times`: when a
    talk could be; `chosen`: when it is. `counts_from`: the day from which a new sheet is wanted.
    `was_promised_for` and `was_owed_since`: what held before, for whoever takes the event back. `original`:
    the request to which one was joined, with the people (`followers`) and requests (`joined`) that went
    along; `split_off`: the request that was made of a part of it. Of people:
    `post`, `department` and `name` as they were and are; `stands_in_for`: the manager who left without a
    successor; `steps`: how many open ones went over; `people`: how many it concerns. Of website requests:
    `about`: the number of the reply that was edited or deleted; `until`: to when one was put off;
    `waits_for`: what a blocked one waits for. Of projects: `estimate`; `decided`; `argument`: the line for or
    against, by its id; `participants`: who was named, by their ids. Of the second look: `seat`: as whom
    somebody confirmed or sent back, or which one `owner` passed on; `doubts`: the items that were in doubt.
    `late_feedback`: what an approved score leans on and was told too late, by its ids. `working_days`: how
    many of the period somebody is there who is too new to be rated; `closes`: until when one person's
    self-score is taken. `rules`: the fingerprint of those by which a result was released, `record`:
    the head of the record at that moment. Of talks: `held_on`: the day both talked on.
    Of actions: `helped`: whether a training or a pairing did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    manager: Changed[int] | None = None
    delegate: Changed[int] | None = None
    owner: Changed[int] | None = None
    answer_by: Changed[datetime] | None = None
    promised_for: date | None = None
    sheet: int | None = None
    form: int | None = None
    in_place_of: int | None = None
    told: tuple[int, ...] | None = None
    counts_from: date | None = None
    post: Changed[str] | None = None
    department: Changed[str] | None = None
    name: Changed[str] | None = None
    stands_in_for: int | None = None
    steps: int | None = None
    people: int | None = None
    times: tuple[datetime, ...] | None = None
    chosen: datetime | None = None
    about: int | None = None
    until: datetime | None = None
    waits_for: str | None = None
    was_promised_for: date | None = None
    was_owed_since: datetime | None = None
    original: int | None = None
    followers: tuple[int, ...] | None = None
    joined: tuple[int, ...] | None = None
    split_off: int | None = None
    assessed: Assessment | None = None
    brief: int | None = None
    estimate: Days | None = None
    decided: Decided | None = None
    argument: int | None = None
    participants: tuple[int, ...] | None = None
    seat: Seat | None = None
    doubts: tuple[tuple[str, str], ...] | None = None
    late_feedback: tuple[int, ...] | None = None
    working_days: int | None = None
    closes: date | None = None
    rules: str | None = None
    record: str | None = None
    held_on: date | None = None
    helped: Helped | None = None


NOTHING_MORE = Facts()


def facts_of(kept: dict[str, Any]) -> Facts:
    """The facts that an entry keeps."""
    return Facts.model_validate(kept) if kept else NOTHING_MORE


def as_kept(facts: Facts) -> dict[str, Any]:
    """The facts as the JSON that an entry keeps: only what is set."""
    return {} if facts is NOTHING_MORE else facts.model_dump(mode="json", exclude_none=True)


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[S, E]):
    """One thing that happened. `number` counts from 1 without gaps; `by_id` is None for Steward itself.

    `note` is what whoever did it wrote to the other side (a question, a reason, an answer).
    """

    number: int
    event: E
    from_state: S
    to_state: S
    by_id: int | None
    at: datetime
    note: str | None
    facts: Facts = NOTHING_MORE
