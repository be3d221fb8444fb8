"""A job-responsibility form: its duties, what the post asks for, and how far somebody meets it.

Source: domain.md §2. The limits are our choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.domain.goals.job_form_way import JOB_FORM, Stage, State
from bot.domain.goals.post import RequirementKind
from bot.domain.texts import Frozen

NAME_LIMIT = 150
"""Of a duty or a requirement; a KPI names its duty in as many."""
PART_LIMIT = 100
TEXT_LIMIT = 300
"""Of what a requirement means, of a word of proof, and of a manager's note on it."""
REASON_LIMIT = 500

Text = str | Mapping[str, str]
"""As somebody typed it; or a post's own, in every language of ours, as long as nobody edited it."""


def said(text: Text, language: str) -> str:
    """What a reader of this language reads."""
    return text if isinstance(text, str) else text.get(language) or text["en"]


class Met(StrEnum):
    """How far somebody meets a requirement, least first."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    MET = "met"


class Duty(Frozen):
    """A duty and the parts of it. `key`: the post's, or one of its own."""

    key: str
    name: Text
    parts: tuple[Text, ...] = ()


class Requirement(Frozen):
    """Something that the post asks for. `is_own`: its person looked it up and added it."""

    key: str
    kind: RequirementKind
    name: Text
    text: Text = ""
    weight: int = 1
    is_own: bool = False


class Answer(Frozen):
    """What somebody says of one requirement. `note`: a word of proof, or the manager's on their rating."""

    met: Met | None = None
    note: str = ""


Answers = Mapping[str, Answer]
"""By the requirement's key."""


class Content(Frozen):
    """All that its person fills in. `given`: how many keys of its own were given so far, for a key is never
    given twice, so that versions compare.
    """

    duties: tuple[Duty, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    given: Annotated[int, Field(ge=0)] = 0

    def answer(self, key: str) -> Answer:
        """What was said of a requirement so far."""
        return self.answers.get(key, Answer())


NOTHING = Content()


@dataclass(frozen=True, kw_only=True)
class Rating:
    """The manager's signature under one version, with their own view of each requirement.

    `partly_percent`: what a requirement that is partly met counted at that time. `in_place_of_id`: the
    absent manager whom HR covered.
    """

    answers: Answers
    partly_percent: int
    by_id: int
    at: datetime
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class FormVersion:
    """One version, signed by its employee when they sent it; it never changes. `number` counts from 1."""

    id: int
    form_id: int
    number: int
    content: Content
    by_id: int
    at: datetime
    rating: Rating | None = None


@dataclass(frozen=True, kw_only=True)
class JobForm:
    """Whose form it is and how far; no content. `version`: the number of the last entry of its history.

    `filled`: the number of the version that waits for the manager, None where none does. `rated`: of the one
    that both signed and that counts. `head_id`: the head of department who was told that it is below the
    mark, and may read it since. `owed_since`: when the present step became somebody's.
    """

    id: int
    goals_id: int
    cycle_id: int
    employee_id: int
    manager_id: int
    state: State
    owed_since: datetime
    version: int
    filled: int | None = None
    rated: int | None = None
    head_id: int | None = None
    is_here: bool = True

    @property
    def stage(self) -> Stage:
        return JOB_FORM.stage(self.state)

    @property
    def newest(self) -> int | None:
        """The version that others may read: the one on the table, else the one that counts."""
        return self.filled or self.rated
