"""Filling in a job-responsibility form: its steps, what is kept of it, and when it may be signed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import ceil

from bot.domain.goals.job_form import Answer, Content, Duty, FormVersion, JobForm, Requirement
from bot.domain.goals.job_form_changes import Changes, changes
from bot.domain.goals.job_form_editing import (
    from_last,
    from_post,
    with_duty_back,
    with_requirement_back,
    without_duty,
    without_requirement,
)
from bot.domain.goals.post import Post
from bot.domain.people import Person
from bot.domain.texts import Frozen
from bot.errors import Refusal

ON_A_SCREEN = 8
"""Requirements that are answered together (our choice)."""


class Start(StrEnum):
    """With what somebody begins: their form of the period before, or what their post brings along."""

    LAST = "last"
    POST = "post"


class Dropped(Frozen):
    """What was dropped last, to be brought back: one of the two. `place` counts from 0."""

    place: int
    duty: Duty | None = None
    requirement: Requirement | None = None


class Draft(Frozen):
    """All that was entered so far. `step` counts from 1: where to go on. `start`: with what it began.

    `acted_at` is Slack's time of the newest click in it: an older one that arrives late is passed over.
    `window` is the view in which it was last written.
    """

    step: int = 1
    content: Content = Content()
    start: Start = Start.POST
    dropped: Dropped | None = None
    acted_at: str = ""
    window: str = ""


class StepKind(StrEnum):
    """What one screen of the form asks."""

    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    ANSWERS = "answers"
    READ_OVER = "read_over"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen. `requirements` that are answered on it."""

    kind: StepKind
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Why a step cannot be passed. `key`: the requirement at whose field it is said, if at one."""

    refusal: Refusal
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class JobFormForm:
    """The form as it stands for its employee.

    `question`: what the manager wants otherwise, if they do. `post`: theirs, where it is one of those known.
    `last`: their newest form of a period before, where this period has none yet, and `last_period` its name.
    `known`: the version with which the manager will compare it, None where there is none. `partly_percent`
    and `mark`: what partly counts, and the match below which head and HR are told.
    """

    form: JobForm
    period: str
    employee: Person
    manager: Person
    draft: Draft
    saved_at: datetime | None
    question: str | None
    post: Post | None
    last: FormVersion | None
    last_period: str
    known: FormVersion | None
    partly_percent: int
    mark: int

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.draft.content)

    @property
    def step(self) -> Step:
        """The screen at which the draft stands."""
        return self.steps[self.draft.step - 1]

    @property
    def changed(self) -> Changes:
        """What is different from what the manager knows; nothing, where they know none."""
        return changes(self.known.content, self.draft.content) if self.known else Changes()

    def at(self, step: int) -> "JobFormForm":
        """The same at another of its steps."""
        return replace(self, draft=self.draft.model_copy(update={"step": step}))

    def begun(self, start: Start) -> Draft:
        """The draft begun anew. A key that was given once stays given."""
        last = self.last.content if self.last else None
        given = max(self.draft.content.given, last.given if last else 0)
        if start is Start.LAST and last is not None:
            content = from_last(last, self.post).model_copy(update={"given": given})
        else:
            content = from_post(self.post, given=given)
        return self.draft.model_copy(update={"content": content, "start": start, "dropped": None, "step": 1})


def steps(content: Content) -> tuple[Step, ...]:
    """The screens in their order; those of answers hold about as many each."""
    wanted = content.requirements
    screens = ceil(len(wanted) / ON_A_SCREEN)
    size = ceil(len(wanted) / screens) if screens else 0
    return (
        Step(kind=StepKind.DUTIES),
        Step(kind=StepKind.REQUIREMENTS),
        *(
            Step(kind=StepKind.ANSWERS, requirements=wanted[at * size : (at + 1) * size])
            for at in range(screens)
        ),
        Step(kind=StepKind.READ_OVER),
    )


def within(content: Content, number: int) -> int:
    """The number of a step that there is."""
    return max(1, min(number, len(steps(content))))


def lacks(step: Step, content: Content) -> list[Lack]:
    """Why this screen cannot be passed yet; empty when it can."""
    if step.kind is StepKind.DUTIES and not content.duties:
        return [Lack(refusal=Refusal("job_form.no_duties"))]
    if step.kind is StepKind.REQUIREMENTS and not content.requirements:
        return [Lack(refusal=Refusal("job_form.no_requirements"))]
    return [
        Lack(refusal=Refusal("job_form.no_answer"), key=each.key)
        for each in step.requirements
        if content.answer(each.key).met is None
    ]


def first_unfinished(content: Content) -> int | None:
    """The number of the first screen with something missing, or None when it may be signed."""
    for number, step in enumerate(steps(content), start=1):
        if lacks(step, content):
            return number
    return None


def with_answers(content: Content, entered: Mapping[str, Answer]) -> Content:
    """The form with what stood on one screen, as far as it is required still; a choice stays made."""
    known = {each.key for each in content.requirements}
    said = {
        key: Answer(met=new.met or content.answer(key).met, note=new.note)
        for key, new in entered.items()
        if key in known
    }
    return content.model_copy(update={"answers": {**content.answers, **said}})


def duty_dropped(draft: Draft, key: str) -> Draft:
    """The draft without a duty, which can be brought back."""
    content = draft.content
    for place, duty in enumerate(content.duties):
        if duty.key == key:
            dropped = Dropped(place=place, duty=duty)
            return draft.model_copy(update={"content": without_duty(content, key), "dropped": dropped})
    return draft


def requirement_dropped(draft: Draft, key: str) -> Draft:
    """The draft without a requirement of one's own, which can be brought back.

    Raises Refusal("job_form.posts_own").
    """
    content = draft.content
    for place, requirement in enumerate(content.requirements):
        if requirement.key == key:
            dropped = Dropped(place=place, requirement=requirement)
            kept = without_requirement(content, key)
            return draft.model_copy(update={"content": kept, "dropped": dropped})
    return draft


def brought_back(draft: Draft) -> Draft:
    """The draft with what was dropped last. Raises as `with_duty_back` and `with_requirement_back`."""
    content, dropped = draft.content, draft.dropped
    if dropped is not None and dropped.duty is not None:
        content = with_duty_back(content, dropped.duty, dropped.place)
    elif dropped is not None and dropped.requirement is not None:
        content = with_requirement_back(content, dropped.requirement, dropped.place)
    return draft.model_copy(update={"content": content, "dropped": None})
