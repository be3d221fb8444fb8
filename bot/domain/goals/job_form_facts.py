"""What cards and modals show of a job-responsibility form: values, ready to be worded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.goals.job_form import Answer, Answers, FormVersion, JobForm
from bot.domain.goals.job_form_changes import Changes, changes
from bot.domain.goals.job_form_match import Match, match_of
from bot.domain.people import Person
from bot.domain.whose_move import Turn, their_turn


class Fate(StrEnum):
    """What became of a version. Each has its words."""

    WAITS = "waits"
    RATED = "rated"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class FormFacts:
    """One version of somebody's form, whole; who may see it is `Deed.READ_JOB_FORM`.

    `compared`: the version that the other side knew before; None where there was none. `by` and `at`: who
    did last what its fate says, and when; `in_place_of`: the absent manager whom HR covered; `reason`: of
    whoever sent it back. `due_on`: by when it is rated, None where it does not wait. `numbers`: every
    version of this form with the day it was signed.
    """

    form: JobForm
    period: str
    employee: Person
    manager: Person
    this: FormVersion
    compared: FormVersion | None
    fate: Fate
    by: str
    at: datetime
    in_place_of: str
    reason: str | None
    due_on: date | None
    numbers: Mapping[int, datetime]

    def turn(self, reader: Person) -> Turn | None:
        """Whose turn this version is, before that reader: its manager's, as long as it waits."""
        if self.fate is not Fate.WAITS or not self.form.is_here:
            return None
        return their_turn(self.manager, since=self.form.owed_since, reader=reader)

    @property
    def match(self) -> Match | None:
        """What both sides come to; None until it is rated."""
        return match_of(self.this)

    @property
    def changed(self) -> Changes:
        """What is different from what the other side knew; nothing, where nothing was before."""
        return changes(self.compared.content, self.this.content) if self.compared else Changes()


@dataclass(frozen=True, kw_only=True)
class RatingForm:
    """What the manager's form shows. `typed`: what was chosen and noted before and not signed.

    `is_covered`: HR rates in the place of an absent manager. `mark` in percent.
    """

    facts: FormFacts
    typed: Answers
    is_covered: bool
    mark: int

    def answer(self, key: str) -> Answer:
        """What stands in a field: what was typed before, else what the employee says, without their word."""
        said = self.facts.this.content.answer(key)
        return self.typed.get(key) or Answer(met=said.met)


@dataclass(frozen=True, kw_only=True)
class ChangeAsked:
    """A manager wants another version. `is_open`: the employee can still fill it in."""

    form: JobForm
    period: str
    employee: Person
    by: str
    reason: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Below:
    """To one of those who are told: a version below the mark. `told`: the names of all of them."""

    form: JobForm
    number: int
    period: str
    employee: Person
    manager: Person
    told: tuple[str, ...]
    mark: int
