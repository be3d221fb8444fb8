"""The form in which somebody says what their job is and how far they meet what it asks for."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.domain.goals.job_form import TEXT_LIMIT, Answer, Requirement, said
from bot.domain.goals.job_form_draft import JobFormForm, Start, StepKind
from bot.domain.goals.job_form_facts import FormFacts
from bot.domain.goals.job_form_match import match_percent
from bot.domain.goals.post import MOST_DUTIES, MOST_REQUIREMENTS
from messages.catalog import Mrkdwn, Words
from messages.goals.job_form_lines import (
    answer_line,
    change_sections,
    duty_text,
    met_choices,
    packed,
    requirement_text,
)
from messages.kit import (
    Block,
    Element,
    actions,
    button,
    confirm,
    context,
    field_input,
    header,
    modal,
    overflow,
    section,
    select,
    text_input,
)
from messages.reviews.score_lines import cycle_title, in_full, short
from messages.steps import back, progress

NEXT = "goals.job_form.next"
SUBMIT = "goals.job_form.submit"
GO_TO = "goals.job_form.go_to"
"""Back, or straight to a step that is to be changed; the button's value is the step."""
START = "goals.job_form.start"
"""Begin anew with last period's or with the post's; the value says with which."""
ADD_DUTY = "goals.job_form.add_duty"
DUTY_MENU = "goals.job_form.duty_menu"
"""The ⋯ of a duty; its values are "edit:<key>", "up:<key>", "down:<key>", "drop:<key>"."""
ADD_REQUIREMENT = "goals.job_form.add_requirement"
REQUIREMENT_MENU = "goals.job_form.requirement_menu"
"""The ⋯ of a requirement of one's own; its values are "edit:<key>" and "drop:<key>"."""
EDIT, UP, DOWN, DROP = "edit", "up", "down", "drop"
BRING_BACK = "goals.job_form.bring_back"
MET = "goals.job_form.met"
PROOF = "goals.job_form.proof"


MET_FIELD, PROOF_FIELD = "met", "proof"
"""With what the block_ids of an answer's two fields begin."""


def met_block(key: str) -> str:
    """The field of one answer; it stays the same through updates, so that Slack keeps what is chosen."""
    return f"{MET_FIELD}:{key}"


def proof_block(key: str) -> str:
    """The field of its word of proof."""
    return f"{PROOF_FIELD}:{key}"


def job_form_modal(words: Words, form: JobFormForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """The form at its draft's step. `notice`: why it is shown again."""
    number, step = form.draft.step, form.step
    is_last = step.kind is StepKind.READ_OVER
    shown: Mapping[StepKind, Callable[[Words, JobFormForm], Sequence[Block | None]]] = {
        StepKind.DUTIES: _duties,
        StepKind.REQUIREMENTS: _requirements,
        StepKind.ANSWERS: _answers,
        StepKind.READ_OVER: _read_over,
    }
    view = modal(
        title=words.label("Job-responsibility form"),
        blocks=[
            context(progress(words, step=number, total=len(form.steps), saved_at=form.saved_at)),
            section(notice) if notice else None,
            *_question(words, form),
            *shown[step.kind](words, form),
            back(words, number, GO_TO, form="job_form") if number > 1 else None,
        ],
        callback_id=SUBMIT if is_last else NEXT,
        submit=words.label("Sign and send") if is_last else words.label("Next"),
        close=words.label("Close"),
        private_metadata=json.dumps(
            {
                "form": form.form.id,
                "step": number,
                "read_at": form.saved_at.isoformat() if form.saved_at else "",
            }
        ),
    )
    return {**view, "notify_on_close": True} if step.kind is StepKind.ANSWERS else view


def sent_text(words: Words, facts: FormFacts) -> Mrkdwn:
    """What is said once it is signed: who has it now, by when."""
    return words.say("goals/job_form_modal/sent", manager=short(facts.manager.name), due=facts.due_on)


def _question(words: Words, form: JobFormForm) -> list[Block]:
    if not form.question:
        return []
    asks = section(words.say("goals/job_form_modal/question", manager=short(form.manager.name)))
    return [asks, *(section(piece) for piece in in_full(form.question))]


def _duties(words: Words, form: JobFormForm) -> list[Block | None]:
    duties, draft = form.draft.content.duties, form.draft
    intro = words.say(
        "goals/job_form_modal/duties",
        is_empty=not duties,
        from_last=draft.start is Start.LAST and form.last is not None,
        last=cycle_title(form.last_period),
        is_known=form.post is not None and form.known is None,
        post=short(words.pick(form.post.name) if form.post else form.employee.post),
    )
    return [
        section(intro),
        *(
            section(
                duty_text(words, number, duty),
                accessory=_duty_menu(words, duty.key, number, len(duties)),
                block_id=f"duty:{duty.key}",
            )
            for number, duty in enumerate(duties, start=1)
        ),
        _dropped(words, said(draft.dropped.duty.name, words.language))
        if draft.dropped and draft.dropped.duty
        else None,
        context(words.say("goals/job_form_modal/full", most=MOST_DUTIES))
        if len(duties) >= MOST_DUTIES
        else None,
        _adding(words, form, can_add=len(duties) < MOST_DUTIES),
    ]


def _duty_menu(words: Words, key: str, number: int, count: int) -> Element:
    choices = [
        (f"{EDIT}:{key}", words.label("Edit or move…")),
        *([(f"{UP}:{key}", words.label("Up"))] if number > 1 else []),
        *([(f"{DOWN}:{key}", words.label("Down"))] if number < count else []),
        (f"{DROP}:{key}", words.label("Drop")),
    ]
    return overflow(DUTY_MENU, choices)


def _adding(words: Words, form: JobFormForm, *, can_add: bool) -> Block | None:
    add = button(words.label("Add a duty…"), ADD_DUTY, value="new", primary=not form.draft.content.duties)
    elements = [add if can_add else None, _other_start(words, form)]
    return actions(*elements) if any(elements) else None


def _other_start(words: Words, form: JobFormForm) -> Element | None:
    """What else it can begin with; asked once, for it takes the place of what stands here."""
    if form.last is None:
        return None
    is_last = form.draft.start is Start.LAST
    if is_last and form.post is None:
        return None
    label = (
        words.label("Begin with the post's")
        if is_last
        else words.label("Begin with that of %(cycle)s", cycle=cycle_title(form.last_period))
    )
    return button(
        label,
        START,
        value=(Start.POST if is_last else Start.LAST).value,
        asks=confirm(
            title=words.label("Begin anew?"),
            text=words.label("What stands in this form is replaced: duties, requirements and answers."),
            yes=words.label("Begin anew"),
            no=words.label("Cancel"),
        ),
    )


def _dropped(words: Words, name: str) -> Block:
    text = words.say("goals/job_form_modal/dropped", name=short(name))
    return section(text, accessory=button(words.label("Bring it back"), BRING_BACK, value="dropped"))


def _requirements(words: Words, form: JobFormForm) -> list[Block | None]:
    requirements, draft = form.draft.content.requirements, form.draft
    can_add = len(requirements) < MOST_REQUIREMENTS
    add = button(words.label("Add a requirement…"), ADD_REQUIREMENT, value="new", primary=not requirements)
    return [
        section(words.say("goals/job_form_modal/requirements", is_empty=not requirements)),
        *(
            section(
                requirement_text(words, each),
                accessory=_requirement_menu(words, each) if each.is_own else None,
                block_id=f"requirement:{each.key}",
            )
            for each in requirements
        ),
        _dropped(words, said(draft.dropped.requirement.name, words.language))
        if draft.dropped and draft.dropped.requirement
        else None,
        actions(add) if can_add else context(words.say("goals/job_form_modal/full", most=MOST_REQUIREMENTS)),
    ]


def _requirement_menu(words: Words, requirement: Requirement) -> Element:
    return overflow(
        REQUIREMENT_MENU,
        [
            (f"{EDIT}:{requirement.key}", words.label("Edit…")),
            (f"{DROP}:{requirement.key}", words.label("Drop")),
        ],
    )


def _answers(words: Words, form: JobFormForm) -> list[Block]:
    fields: list[Block] = []
    for each in form.step.requirements:
        fields += _answer(words, each, form.draft.content.answer(each.key))
    return [section(words.say("goals/job_form_modal/answers")), *fields]


def _answer(words: Words, requirement: Requirement, answer: Answer) -> list[Block]:
    name = said(requirement.name, words.language)
    return [
        field_input(
            name,
            select(
                MET,
                met_choices(words),
                placeholder=words.label("How far do you meet it?"),
                chosen=answer.met.value if answer.met else None,
            ),
            block_id=met_block(requirement.key),
            hint=said(requirement.text, words.language) or None,
        ),
        field_input(
            words.label("%(name)s: a word of proof", name=name),
            text_input(PROOF, typed=answer.note or None, limit=TEXT_LIMIT, multiline=True),
            block_id=proof_block(requirement.key),
            optional=True,
        ),
    ]


def _read_over(words: Words, form: JobFormForm) -> list[Block | None]:
    content, changed = form.draft.content, form.changed
    own = match_percent(content.requirements, content.answers, partly_percent=form.partly_percent)
    intro = words.say(
        "goals/job_form_modal/read_over",
        manager=short(form.manager.name),
        own=own or 0,
        partly=form.partly_percent,
        mark=form.mark,
    )
    steps = form.steps
    answers = [
        block
        for number, step in enumerate(steps, start=1)
        if step.kind is StepKind.ANSWERS
        for block in _with_change(
            words,
            number,
            packed(answer_line(words, each, content.answer(each.key)) for each in step.requirements),
        )
    ]
    duties = packed(duty_text(words, number, duty) for number, duty in enumerate(content.duties, start=1))
    return [
        section(intro),
        header(words.label("What changed")) if changed.count else None,
        *change_sections(words, changed),
        header(words.label("Duties")),
        *_with_change(words, 1, duties),
        header(words.label("What the post asks for")),
        *answers,
    ]


def _with_change(words: Words, step: int, blocks: Sequence[Block]) -> list[Block]:
    """The first of them with the button that leads back to their step."""
    change = button(words.label("Change…"), GO_TO, value=str(step))
    return [{**block, "accessory": change} if at == 0 else block for at, block in enumerate(blocks)]
