"""Scoring oneself: the steps of the form, what is typed in it, and when it may be handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import CycleFacts, Item, turn_of
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
from bot.domain.weeks.pocket import COMMENT, Case, put_in
from bot.domain.whose_move import Turn
from bot.errors import Missing

ACTUAL_LIMIT = 200
TEXT_LIMIT = 3000
UNASKED_LIMIT = 1500
"""Of a case where no score asks for one: twelve of them have to fit into one form."""


class StepKind(StrEnum):
    """What one screen of the form asks."""

    SECTION = "section"
    COMMENT = "comment"
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
        """Whether its fields depend on the scores that are chosen."""
        return self.section is not None and self.section.has_cases

    @property
    def case_limit(self) -> int:
        """How long a case on it may be."""
        return TEXT_LIMIT if self.has_cases else UNASKED_LIMIT


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What stands for one item, perhaps half-finished. `actual` is the figure reached."""

    score: Decimal | None = None
    actual: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that was entered so far. `step` counts from 1: where to go on.

    `acted_at` is Slack's time of the newest click in it: an older one that arrives late is passed over.
    `window` is the view in which it was last written. `taken`: how often something was put there out of the
    pocket; what stands at such an item is a case, whether its score asks for one or not.
    """

    step: int = 1
    answers: Mapping[Item, Answer] = field(default_factory=dict)
    comment: str | None = None
    acted_at: str = ""
    window: str = ""
    taken: Mapping[Item, int] = field(default_factory=dict)

    def answer(self, section: str, item: str) -> Answer:
        return self.answers.get((section, item), Answer())

    @property
    def content(self) -> tuple[Mapping[Item, Answer], str]:
        """What somebody entered, without the fields that were left empty: equal where nothing was added."""
        entered = {
            item: Answer(score=each.score, actual=each.actual or None, evidence=each.evidence or None)
            for item, each in self.answers.items()
        }
        return {item: each for item, each in entered.items() if each != Answer()}, self.comment or ""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What stood in one screen's fields; None for a field that was not on it."""

    answers: Mapping[Item, Answer]
    comment: str | None = None


class Part(StrEnum):
    """A field of an item, as far as it can be wrong."""

    SCORE = "score"
    ACTUAL = "actual"
    EVIDENCE = "evidence"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a step cannot be passed: `code` is worded like a refusal, beside the field."""

    item: Item
    part: Part
    code: str


@dataclass(frozen=True, kw_only=True)
class SelfScoreForm:
    """The form as it stands for its employee. `question` is what the manager asked for, if they did.

    `pocket`: what they keep that belongs to the items of this screen, the newest first.
    """

    review_id: int
    cycle: CycleFacts
    manager: Person
    basis: Basis
    draft: Draft
    saved_at: datetime | None
    question: str | None
    pocket: Mapping[Item, tuple[Case, ...]] = field(default_factory=dict)

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
    """What was handed in. `is_new` is false where it had been sent before, perhaps from elsewhere."""

    review_id: int
    cycle: CycleFacts
    manager: Person
    basis: Basis
    answers: Mapping[Item, Answer]
    comment: str | None
    outcome: Outcome
    at: datetime
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class MyReviewFacts:
    """What the employee's card shows. `step` is where a half-finished form is taken up again.

    `ask`: who of HR is to be asked for more time; empty where nobody can be named. `not_rated`: why it ended
    without a score, where it did.
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
    ask: str = ""
    awaited: tuple[Person, ...] = ()
    withdrawn: Withdrawal | None = None
    not_rated: NotRatedFacts | None = None

    @property
    def turn(self) -> Turn | None:
        """Whose turn it is, before the employee."""
        return turn_of(self.stage, self, self.employee)


class Closed(StrEnum):
    """Why a self-score is not taken; the code of its refusal."""

    DECIDED = "self_score.approved_already"
    SENT = "self_score.sent_already"
    TOO_LATE = "self_score.too_late"


def why_closed(review: Review, cycle: CycleFacts, *, today: date) -> Closed | None:
    """Why a self-score is not taken now, None where it is. `today` in the employee's own calendar.

    What the manager asked for is taken whenever it comes: they wait for it.
    """
    stage = review.stage
    if stage.decided:
        return Closed.DECIDED
    if not stage.waits_for(Party.EMPLOYEE):
        return Closed.SENT
    return Closed.TOO_LATE if stage.lapses and today > cycle.self_score_closes else None


def steps(scheme: Scheme, basis: Basis) -> tuple[Step, ...]:
    """The screens in their order: each section's, anything else, read it over."""
    scored = (
        Step(kind=StepKind.SECTION, section=section, items=items)
        for section in scheme.sections
        for items in section.steps(basis)
    )
    return (*scored, Step(kind=StepKind.COMMENT), Step(kind=StepKind.READ_OVER))


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
    return found


def first_unfinished(draft: Draft, *, scheme: Scheme, basis: Basis) -> int | None:
    """The number of the first screen with something missing, or None when all may be handed in."""
    for number, step in enumerate(steps(scheme, basis), start=1):
        if problems(step, draft, scheme=scheme):
            return number
    return None


def merged(draft: Draft, step: Step, entered: Entered, *, scheme: Scheme) -> Draft:
    """The draft with what stood on one screen: only what the screen asks, and only what can be given."""
    if step.kind is StepKind.COMMENT and entered.comment is not None:
        return replace(draft, comment=entered.comment)
    if step.section is None:
        return draft
    answers = dict(draft.answers)
    for item in step.scored:
        new, old = entered.answers.get(item, Answer()), draft.answer(*item)
        answers[item] = Answer(
            score=new.score if new.score in step.section.points(scheme.points) else old.score,
            actual=old.actual if new.actual is None else new.actual,
            evidence=old.evidence if new.evidence is None else new.evidence,
        )
    return replace(draft, answers=answers)


def with_case(draft: Draft, step: Step, item: Item, text: str) -> Draft:
    """The draft with a case put under what was typed at an item of this screen, or as closing remark.

    Raises Missing for an item of another screen; Refusal("pocket.no_room").
    """
    taken = {**draft.taken, item: draft.taken.get(item, 0) + 1}
    if item == COMMENT and step.kind is StepKind.COMMENT:
        return replace(draft, comment=put_in(draft.comment, text, limit=TEXT_LIMIT), taken=taken)
    if item not in step.scored:
        raise Missing
    answer = draft.answer(*item)
    case = replace(answer, evidence=put_in(answer.evidence, text, limit=step.case_limit))
    return replace(draft, answers={**draft.answers, item: case}, taken=taken)


def volunteered(answers: Mapping[Item, Answer], *, scheme: Scheme) -> dict[Item, int]:
    """Where a case was handed in that no score asked for, as `Draft.taken` has it."""
    return {
        item: 1
        for item, answer in answers.items()
        if answer.evidence and scheme.section(item[0]).case_needed(answer.score) is Need.NONE
    }


def handed_in(draft: Draft, *, scheme: Scheme, basis: Basis) -> dict[Item, Answer]:
    """The answers that count: one an item, without cases that no score asks for any more, but with those
    that were taken out of the pocket.
    """
    answers: dict[Item, Answer] = {}
    for section in scheme.sections:
        for key in section.items(basis):
            answer = draft.answer(section.key, key)
            item = (section.key, key)
            wants_case = section.case_needed(answer.score) is not Need.NONE or item in draft.taken
            answers[item] = answer if wants_case else replace(answer, evidence=None)
    return answers
