"""What forms and notes of the website desk start with: values, ready to be worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.intake.assess import Assessment
from bot.domain.intake.brief import Brief, Parts
from bot.domain.intake.extra_fields import ExtraField
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.glossary import Glossary
from bot.domain.intake.known_answers import KnownAnswer
from bot.domain.intake.links import Original
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import (
    Event,
)
from bot.domain.people import Person, Stranger


@dataclass(frozen=True, kw_only=True)
class Source:
    """The Slack message that a request is made of."""

    channel: str
    ts: str


@dataclass(frozen=True, kw_only=True)
class IssueForm:
    """What the form starts with. `subject` names the draft it is kept under; `started_at` is a draft's.

    `had_files`: screenshots were added to the draft; a form cannot be opened with them again. `author`: the
    colleague who wrote the message that it is made of, where that is another one than who fills it in.
    `is_authors`: the request is theirs unless something else is chosen. `own_fields` are the company's.
    """

    subject: str
    branch: str
    on_duty: Person
    source: Source | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    started_at: datetime | None = None
    author: Person | None = None
    is_authors: bool = False
    own_fields: Sequence[ExtraField] = ()

    @property
    def had_files(self) -> bool:
        return bool(self.values.get("files"))

    @property
    def kind(self) -> Kind:
        """Of which kind the request is to be, as far as that is chosen."""
        chosen = self.values.get("kind")
        return Kind(chosen) if chosen in tuple(Kind) else Kind.WRONG

    @property
    def said(self) -> str:
        """What happened, as far as it is told."""
        return str(self.values.get("happened") or "")


@dataclass(frozen=True, kw_only=True)
class JoinForm:
    """What the form starts with in which a request is said to be the same as another."""

    request: RequestFacts
    offered: tuple[Original, ...]


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """What a form about one step starts with; its words and `due_on` are of an unfinished one.

    `known`: the answers that can be chosen, of which `chosen` stands in the text. `round` counts choices:
    Slack keeps what was typed where the action's id stays. `read_by_others`: so many follow the request, and
    read what the desk writes with this step.
    """

    request: RequestFacts
    event: Event
    text: str
    due_on: date | None
    started_at: datetime | None
    waits_for: str = ""
    known: tuple[KnownAnswer, ...] = ()
    chosen: int | None = None
    round: int = 0
    read_by_others: int = 0


@dataclass(frozen=True, kw_only=True)
class AssessForm:
    """What the form starts with: the assessment that holds, what was left unfinished, or None of both.

    `values` are those of an unfinished one, by field.
    """

    request: RequestFacts
    holds: Assessment | None
    values: Mapping[str, str]
    started_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class BriefForm:
    """What the form starts with. `parts` are those of an unfinished one, else of the newest version.

    `overtaken`: somebody saved a version after the unfinished one was begun.
    """

    request: RequestFacts
    parts: Parts | None
    glossary: Glossary
    locale: str
    started_at: datetime | None = None
    overtaken: bool = False


@dataclass(frozen=True, kw_only=True)
class BriefRead:
    """A brief beside the words of which it was made."""

    request: RequestFacts
    brief: Brief
    glossary: Glossary


@dataclass(frozen=True, kw_only=True)
class StrangerPing:
    """The same by somebody who is not in the organisation: they can file nothing themselves."""

    author: Stranger
    developers: tuple[Person, ...]
    groups: tuple[str, ...]
    on_duty: Person
    channel: str
    thread_ts: str | None
    answer_by: datetime
    within_minutes: int | None


@dataclass(frozen=True, kw_only=True)
class Ping:
    """A mention that was pointed to the desk. `text` as people saw it.

    `developers` were named by name, `groups` are the handles of groups. `focus_until`: while all of them
    are in focus. `is_first`: it is the first of this author's.
    """

    id: int
    author: Person
    developers: tuple[Person, ...]
    groups: tuple[str, ...]
    on_duty: Person
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    answer_by: datetime
    within_minutes: int | None
    focus_until: datetime | None = None
    is_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A message that somebody can send to the desk, for they put an emoji on it."""

    id: int
    person: Person
    on_duty: Person
    channel: str
    thread_ts: str | None
    answer_by: datetime
    within_minutes: int | None
