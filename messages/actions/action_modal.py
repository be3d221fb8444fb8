"""The form of an action: what it is for, what is done, by whom, by when; and the three questions."""

import json
from typing import Any

from bot.domain.actions.action import MOST_AT_ONCE, ActionKind
from bot.domain.actions.action_form import (
    DUE,
    EMPLOYEE,
    FEW,
    GAP,
    HITS,
    KIND,
    LANDS,
    LINE_LIMIT,
    MANAGER,
    MENTOR,
    OFFERED,
    OWNER,
    QUESTIONS,
    SUPPORT,
    TEXT,
    TEXT_LIMIT,
    TIED,
    TRAINING,
    ActionForm,
)
from bot.domain.actions.mentors import Mentor, to_ask
from messages.actions.action_lines import KINDS, NAME_LIMIT, SUPPORTS, TRAININGS
from messages.actions.gaps import gap_label
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    checkboxes,
    context,
    date_input,
    divider,
    field_input,
    fit,
    modal,
    radio_buttons,
    section,
    select,
    select_grouped,
    text_input,
)
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import tied_label

FORM = "actions.action.form"
CHOSEN = "actions.action.chosen"
"""Of the field that decides which others there are."""
VALUE = "value"


def action_modal(words: Words, form: ActionForm, *, over_list: bool = False) -> dict[str, Any]:
    """The form as it stands. An improvement plan begins with what is offered. `over_list`: whether it stands
    over the list of that person's actions.
    """
    kind = form.typed.what
    return modal(
        title=words.label("An action"),
        blocks=[
            section(_intro(words, form)),
            context(words.say("actions/action_modal/saved", at=form.saved_at)) if form.saved_at else None,
            _kind(words, form),
            _training(words, form) if kind is ActionKind.TRAINING else None,
            *(_support(words, form) if kind is ActionKind.PLAN else ()),
            _text(words, form),
            *_for_what(words, form),
            _mentor(words, form) if kind is ActionKind.MENTORING else _owner(words, form),
            _due(words, form),
            divider(),
            *_questions(words, form),
        ],
        callback_id=FORM,
        close=words.label("Cancel"),
        submit=_submit(words, kind),
        private_metadata=json.dumps({"about": form.person.id, "over_list": over_list}),
        notify_on_close=True,
    )


def _submit(words: Words, kind: ActionKind | None) -> str:
    if kind is ActionKind.MENTORING:
        return words.label("Ask the mentor")
    return words.label("Offer it") if kind is ActionKind.TRAINING else words.label("Write it")


def _intro(words: Words, form: ActionForm) -> Mrkdwn:
    return words.say(
        "actions/action_modal/intro",
        name=short(form.person.name, NAME_LIMIT),
        is_plan=form.typed.what is ActionKind.PLAN,
        is_mentoring=form.typed.what is ActionKind.MENTORING,
        is_hrs=form.only_training,
        is_training=form.typed.what is ActionKind.TRAINING,
    )


def _kind(words: Words, form: ActionForm) -> Block:
    offered = [ActionKind.TRAINING] if form.only_training else list(KINDS)
    choices = [(kind.value, KINDS[kind](words)) for kind in offered]
    return field_input(
        words.label("What is it?"),
        select(CHOSEN, choices, placeholder=words.label("Choose"), chosen=form.typed.kind or None),
        block_id=KIND,
        dispatches=True,
    )


def _training(words: Words, form: ActionForm) -> Block:
    choices = [(kind.value, said(words)) for kind, said in TRAININGS.items()]
    return field_input(
        words.label("Of which kind?"),
        radio_buttons(VALUE, choices, chosen=form.typed.training or None, presets=False),
        block_id=TRAINING,
        hint=words.label("Sharing: a session with colleagues that they hold, or take part in."),
    )


def _support(words: Words, form: ActionForm) -> list[Block]:
    """Before anything is demanded."""
    choices = [(kind.value, said(words)) for kind, said in SUPPORTS.items()]
    return [
        field_input(
            words.label("First: what is offered?"),
            checkboxes(VALUE, choices, chosen=form.typed.support),
            block_id=SUPPORT,
        ),
        field_input(
            words.label("What exactly, and from when?"),
            text_input(VALUE, typed=form.typed.offered or None, limit=TEXT_LIMIT, multiline=True),
            block_id=OFFERED,
        ),
    ]


def _text(words: Words, form: ActionForm) -> Block:
    return field_input(
        words.label("What is done?"),
        text_input(VALUE, typed=form.typed.text or None, limit=TEXT_LIMIT, multiline=True),
        block_id=TEXT,
        hint=words.label("One thing that can be seen: what, how often, with whom."),
    )


def _for_what(words: Words, form: ActionForm) -> list[Block]:
    others = [(each.value, tied_label(words, each)) for each in form.others]
    lacking = [(each.tied.value, gap_label(words, each)) for each in form.gaps]
    nothing, chosen = words.label("Nothing in particular"), form.typed.tied or None
    groups = [(words.label("What is lacking"), lacking), (words.label("Anything else"), others)]
    menu = (
        select_grouped(VALUE, [each for each in groups if each[1]], placeholder=nothing, chosen=chosen)
        if lacking
        else select(VALUE, others, placeholder=nothing, chosen=chosen)
    )
    label = words.label("For what?") if lacking else words.label("For which KPI or value?")
    tied = [field_input(label, menu, block_id=TIED, optional=True)]
    gap = field_input(
        words.label("Which gap does it close?"),
        text_input(VALUE, typed=form.typed.gap or None, limit=LINE_LIMIT),
        block_id=GAP,
        hint=words.label("One of the two is needed: what it is for, or the gap in your words."),
        optional=True,
    )
    return [*(tied if lacking or others else []), gap]


def _owner(words: Words, form: ActionForm) -> Block:
    choices = [
        (EMPLOYEE, fit(form.person.name, 60)),
        (MANAGER, words.label("You (%(name)s)", name=fit(form.manager.name, 50))),
    ]
    return field_input(
        words.label("Who does it?"),
        radio_buttons(VALUE, choices, chosen=form.typed.owner or None),
        block_id=OWNER,
    )


def _mentor(words: Words, form: ActionForm) -> Block:
    """The least loaded first; whoever has as many as they take is not offered."""
    mentors = to_ask(form.mentors)
    if not mentors:
        return section(words.say("actions/action_modal/no_mentor"))
    choices = [(str(each.person.id), _load(words, each)) for each in mentors]
    return field_input(
        words.label("Who is asked to be the mentor?"),
        select(
            VALUE, choices, placeholder=words.label("Choose a colleague"), chosen=form.typed.mentor or None
        ),
        block_id=MENTOR,
        hint=words.label("Whoever has the fewest pairings stands first. They are asked, and may say no."),
    )


def _load(words: Words, mentor: Mentor) -> str:
    return words.count(
        "%(name)s (%(number)s pairing)",
        "%(name)s (%(number)s pairings)",
        mentor.load,
        name=fit(mentor.person.name, 50),
    )


def _due(words: Words, form: ActionForm) -> Block:
    return field_input(
        words.label("By when?"),
        date_input(VALUE, placeholder=words.label("A working day"), chosen=form.due),
        block_id=DUE,
    )


def _questions(words: Words, form: ActionForm) -> list[Block]:
    """The three of domain.md 8: too many? does it hit the point? where does it land?"""
    typed = form.typed
    return [
        section(
            words.say(
                "actions/action_modal/questions",
                name=short(form.person.name, NAME_LIMIT),
                count=form.open_now,
                is_too_much=form.is_too_much,
                most=MOST_AT_ONCE,
            )
        ),
        field_input(
            words.label("Looked at again"),
            checkboxes(
                VALUE,
                [
                    (FEW, words.label("They are not too many")),
                    (HITS, words.label("It hits the point")),
                ],
                chosen=typed.questions,
            ),
            block_id=QUESTIONS,
            optional=True,
        ),
        field_input(
            words.label("Where will it show in daily work?"),
            text_input(VALUE, typed=typed.lands or None, limit=LINE_LIMIT),
            block_id=LANDS,
            optional=True,
        ),
    ]
