"""Scoring oneself: the steps of the form, what is typed in it, and when it may be handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.reviews.balance import Balance
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import CycleFacts, Item, turn_of
from bot.domain.reviews.fingerprint import Rules
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.not_rated import NotRatedFacts
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.sections import BaseSection
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.way import Party, Stage
from bot.domain.text import is_blank
from bot.domain.weeks.pocket import Case, KeptFile
from bot.domain.weeks.week import Week
from bot.domain.whose_move import Turn

ACTUAL_LIMIT = 200
TEXT_LIMIT = 3000
MOST_FILES = 5
"""That come along with one case (our choice): they are left out again from one menu, which takes no more."""
UNASKED_LIMIT = 1500
"""Of a case where no score asks for one: twelve of them have to fit into one form."""


class StepKind(StrEnum):
    """What one screen of the form asks."""

    SECTION = "section"
    READ_OVER = "read_over"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen. `section` and `items`, by their keys, are set where something is scored on it."""

    kind: StepKind
    section: BaseSection | None = None
    items: tuple[str, ...] = ()

    @property
    def scored(self) -> tuple[Item, ...]:
        """What is scored on this screen."""
        return tuple((self.section.key, key) for key in self.items) if self.section else ()

    @property
    def has_cases(self) -> bool:
        """Whether some score on it asks for a case."""
        return self.section is not None and self.section.has_cases

    @property
    def unfolds(self) -> bool:
        """Whether its fields depend on the scores that are chosen."""
        return self.section is not None and (self.section.has_cases or self.section.halves)

    @property
    def case_limit(self) -> int:
        """How long a case on it may be."""
        return TEXT_LIMIT if self.has_cases else UNASKED_LIMIT


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What stands for one item, perhaps half-finished. `actual` is the figure reached.

    `rungs`: for which the evidence speaks, where its section has any; None where nobody was asked yet.
    `files`: what comes along with the evidence, as `ItemScore` has it.
    """

    score: Decimal | None = None
    actual: str | None = None
    evidence: str | None = None
    rungs: tuple[int, ...] | None = None
    files: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that was entered so far. `step` counts from 1: where to go on.

    `acted_at` is Slack's time of the newest click in it: an older one that arrives late is passed over.
    `window` is the view in which it was last written. `taken`: how often something was put there out of the
    pocket, or a case was to be written; what stands at such an item is one, whether its score asks for it or
    not. `suggested`: whose score is the one that the figure suggests, which nobody chose: it follows the
    figure.
    """

    step: int = 1
    answers: Mapping[Item, Answer] = field(default_factory=dict)
    comment: str | None = None
    acted_at: str = ""
    window: str = ""
    taken: Mapping[Item, int] = field(default_factory=dict)
    suggested: frozenset[Item] = frozenset()

    def answer(self, section: str, item: str) -> Answer:
        return self.answers.get((section, item), Answer())

    @property
    def content(self) -> tuple[Mapping[Item, Answer], str]:
        """What somebody entered, without the fields that were left empty: equal where nothing was added."""
        entered = {
            item: replace(each, actual=each.actual or None, evidence=each.evidence or None)
            for item, each in self.answers.items()
        }
        return {item: each for item, each in entered.items() if each != Answer()}, self.comment or ""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What stood in one screen's fields; None for a field that was not on it. `files`: what was added."""

    answers: Mapping[Item, Answer]
    comment: str | None = None
    files: Mapping[Item, tuple[KeptFile, ...]] = field(default_factory=dict)


NOTHING_ENTERED = Entered(answers={})


class Part(StrEnum):
    """A field of an item, as far as it can be wrong."""

    SCORE = "score"
    ACTUAL = "actual"
    EVIDENCE = "evidence"
    RUNGS = "rungs"
    FILES = "files"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a step cannot be passed: `code` is worded like a refusal, beside the field."""

    item: Item
    part: Part
    code: str


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What somebody wrote of a KPI in a check-in of theirs."""

    check_in_id: int
    week: Week
    text: str


@dataclass(frozen=True, kw_only=True)
class SelfScoreForm:
    """The form as it stands for its employee. `question` is what the manager asked for, if they did.

    `pocket`: what they keep that belongs to the items of this screen, and `noted` what they wrote of them in
    check-ins, the newest first. `balance` where it is read over. `files`: what comes along, as answers name
    it.
    """

    review_id: int
    cycle: CycleFacts
    manager: Person
    basis: Basis
    draft: Draft
    saved_at: datetime | None
    question: str | None
    pocket: Mapping[Item, tuple[Case, ...]] = field(default_factory=dict)
    noted: Mapping[Item, tuple[Noted, ...]] = field(default_factory=dict)
    balance: Balance | None = None
    files: Mapping[int, KeptFile] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.cycle.scheme, self.basis)

    @property
    def outcome(self) -> Outcome | None:
        """What the scores come to; None while something is missing."""
        scheme, answers = self.cycle.scheme, self.draft.answers
        if first_unfinished(self.draft, scheme=scheme, basis=self.basis) is not None:
            return None
        scores = {item: answer.score for item, answer in answers.items() if answer.score is not None}
        return outcome_of(scheme, self.basis, scores)


@dataclass(frozen=True, kw_only=True)
class SentSelfScore:
    """What was handed in. `is_new` is false where it had been sent before, perhaps from elsewhere.

    `files`: what came along, as answers name it.
    """

    review_id: int
    cycle: CycleFacts
    manager: Person
    basis: Basis
    answers: Mapping[Item, Answer]
    comment: str | None
    outcome: Outcome
    at: datetime
    is_new: bool = True
    files: Mapping[int, KeptFile] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MyReviewFacts:
    """What the employee's card shows. `step` is where a half-finished form is taken up again.

    `ask`: who of HR is to be asked for more time; empty where nobody can be named. `not_rated`: why it ended
    without a score, where it did. `started`: the manager has, since it was handed in. `back_asked`: the
    employee wants it back since then, `given_back`: what it waits for is their own wish. `in_place`: who has
    or had it for the manager, and that manager. `release_due`: by when HR releases the result. `appeal_with`:
    the talk about the result, by its id, while they may appeal against it. `because`: why there is one at
    all, where it is ad hoc.
    """

    review_id: int
    stage: Stage
    cycle: CycleFacts
    employee: Person
    manager: Person
    second_look: Person | None
    basis: Basis
    minutes: int
    step: int | None
    last_step: int
    saved_at: datetime | None
    submitted_at: datetime | None
    approved_at: datetime | None
    question: str | None
    today: date
    owed_since: datetime
    release_due: date
    ask: str = ""
    awaited: tuple[Person, ...] = ()
    approved_by: Person | None = None
    withdrawn: Withdrawal | None = None
    not_rated: NotRatedFacts | None = None
    rules: Rules | None = None
    started: bool = False
    back_asked: datetime | None = None
    given_back: bool = False
    in_place: tuple[Person, Person] | None = None
    appeal_with: int | None = None
    because: str | None = None

    @property
    def is_changeable(self) -> bool:
        """Whether it was handed in, and can be changed all the same."""
        is_with_manager = self.stage.waits_for(Party.MANAGER) and self.stage.handed_in
        return is_with_manager and not self.started and self.today <= self.cycle.self_score_closes

    @property
    def can_be_asked_back(self) -> bool:
        """Whether the manager can be asked for it, once."""
        is_with_manager = self.stage.waits_for(Party.MANAGER) and self.stage.handed_in
        return is_with_manager and self.started and self.back_asked is None

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is, before the employee."""
        return turn_of(self.stage, self, self.employee)


class Closed(StrEnum):
    """Why a self-score is not taken; the code of its refusal."""

    DECIDED = "self_score.approved_already"
    STARTED = "self_score.started"
    TOO_LATE = "self_score.too_late"


def why_closed(review: Review, cycle: CycleFacts, *, today: date, started: bool) -> Closed | None:
    """Why a self-score is not taken now, None where it is. `today` in the employee's own calendar; `started`:
    its manager has, since it was handed in.

    What the manager asked for is taken whenever it comes: they wait for it.
    """
    stage = review.stage
    if stage.decided or stage.closed:
        return Closed.DECIDED
    if started and not stage.waits_for(Party.EMPLOYEE):
        return Closed.STARTED
    is_awaited = stage.waits_for(Party.EMPLOYEE) and not stage.lapses
    return Closed.TOO_LATE if not is_awaited and today > cycle.self_score_closes else None


def steps(scheme: Scheme, basis: Basis) -> tuple[Step, ...]:
    """The screens in their order: each section's; then read it over, with anything else."""
    scored = (
        Step(kind=StepKind.SECTION, section=section, items=items)
        for section in scheme.sections
        for items in section.steps(basis)
    )
    return (*scored, Step(kind=StepKind.READ_OVER))


def minutes(scheme: Scheme, kpis: Mapping[Whose, int]) -> int:
    """About how long it takes: what each section takes, and two minutes to read it over (our choice).

    `kpis`: how many there are on each sheet.
    """
    return sum(section.minutes(kpis) for section in scheme.sections) + 2


def problems(step: Step, draft: Draft, *, scheme: Scheme) -> list[Problem]:
    """Why this screen cannot be passed yet; empty when it can. Source: domain.md §3 and §5."""
    if step.section is None:
        return []
    found: list[Problem] = []
    for item in step.scored:
        answer = draft.answer(*item)
        if answer.score not in step.section.points(scheme.points):
            found.append(Problem(item=item, part=Part.SCORE, code="self_score.no_score"))
        if step.section.has_figure and is_blank(answer.actual or ""):
            found.append(Problem(item=item, part=Part.ACTUAL, code="self_score.no_figure"))
        need = step.section.case_needed(answer.score)
        if need is not Need.NONE and is_blank(answer.evidence or ""):
            found.append(Problem(item=item, part=Part.EVIDENCE, code=f"self_score.case_{need.value}"))
        elif item in draft.taken and answer.files and is_blank(answer.evidence or ""):
            found.append(Problem(item=item, part=Part.EVIDENCE, code="self_score.files_alone"))
        if not set(answer.rungs or ()) <= set(step.section.speaks_for(answer.score)):
            found.append(Problem(item=item, part=Part.RUNGS, code="self_score.rung_not_reached"))
    return found


def first_unfinished(draft: Draft, *, scheme: Scheme, basis: Basis) -> int | None:
    """The number of the first screen with something missing, or None when all may be handed in."""
    for number, step in enumerate(steps(scheme, basis), start=1):
        if problems(step, draft, scheme=scheme):
            return number
    return None
