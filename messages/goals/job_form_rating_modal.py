"""The manager's form: the same requirements, with what the employee says of each beside it."""

import json
from typing import Any

from bot.domain.goals.job_form import REASON_LIMIT, TEXT_LIMIT, Answer, Requirement, said
from bot.domain.goals.job_form_facts import FormFacts, RatingForm
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.job_form_buttons import version_value
from messages.goals.job_form_lines import (
    change_sections,
    met_choices,
    met_text,
    requirement_text,
)
from messages.kit import (
    Block,
    context,
    field_input,
    fit_mrkdwn,
    header,
    modal,
    section,
    select,
    text_input,
)
from messages.reviews.score_lines import cycle_title, short

RATE_FORM = "goals.job_form_rating.form"
ASK_FORM = "goals.job_form_rating.ask_form"
MET = "met"
NOTE = "note"
REASON = "reason"
CHANGES_SHOWN = 12


def met_block(key: str) -> str:
    """The field of one rating."""
    return f"{MET}:{key}"


def note_block(key: str) -> str:
    """The field of the note on it."""
    return f"{NOTE}:{key}"


def job_form_rating_modal(words: Words, form: RatingForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """Every requirement with a choice that is preset to the employee's. `notice`: why it is shown again."""
    facts = form.facts
    name = short(facts.employee.name)
    changed = facts.changed
    blocks: list[Block | None] = [
        section(notice) if notice else None,
        section(
            words.say(
                "goals/job_form_rating_modal/intro",
                name=name,
                number=facts.this.number,
                cycle=cycle_title(facts.period),
            )
        ),
        section(words.say("goals/job_form_rating_modal/in_place_of", manager=short(facts.manager.name)))
        if form.is_covered
        else None,
        section(words.say("goals/job_form_rating_modal/kept")) if form.typed else None,
        header(words.label("What changed")) if changed.count else None,
        *change_sections(words, changed, shown=CHANGES_SHOWN),
        header(words.label("What the post asks for")),
    ]
    for each in facts.this.content.requirements:
        blocks += _requirement(words, form, each)
    blocks.append(context(words.say("goals/job_form_rating_modal/who_sees", name=name, mark=form.mark)))
    return {
        **modal(
            title=words.label("Rate the form"),
            blocks=blocks,
            callback_id=RATE_FORM,
            close=words.label("Close"),
            submit=words.label("Sign the ratings"),
            private_metadata=json.dumps({"form": facts.form.id, "number": facts.this.number}),
        ),
        "notify_on_close": True,
    }


def signed_text(words: Words, facts: FormFacts) -> Mrkdwn:
    """What is said once it is rated."""
    return words.say("goals/job_form_rating_modal/signed", name=short(facts.employee.name))


def ask_for_another_modal(words: Words, facts: FormFacts) -> dict[str, Any]:
    """Why another version is wanted."""
    name = short(facts.employee.name)
    return modal(
        title=words.label("Another version"),
        blocks=[
            section(words.say("goals/job_form_rating_modal/ask", name=name)),
            field_input(
                words.label("What should be different?"),
                text_input("value", limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
                hint=words.label("%(name)s reads this.", name=facts.employee.name),
            ),
        ],
        callback_id=ASK_FORM,
        close=words.label("Cancel"),
        submit=words.label("Send"),
        private_metadata=version_value(facts.form.id, facts.this.number),
    )


def _requirement(words: Words, form: RatingForm, requirement: Requirement) -> list[Block]:
    answer = form.answer(requirement.key)
    label = said(requirement.name, words.language)
    return [
        section(_told(words, form.facts, requirement)),
        field_input(
            words.label("Your view: %(name)s", name=label),
            select(
                MET,
                met_choices(words),
                placeholder=words.label("How far is it met?"),
                chosen=answer.met.value if answer.met else None,
            ),
            block_id=met_block(requirement.key),
        ),
        field_input(
            words.label("A note on it: %(name)s", name=label),
            text_input(NOTE, typed=answer.note or None, limit=TEXT_LIMIT, multiline=True),
            block_id=note_block(requirement.key),
            optional=True,
        ),
    ]


def _told(words: Words, facts: FormFacts, requirement: Requirement) -> Mrkdwn:
    own: Answer = facts.this.content.answer(requirement.key)
    says = words.say(
        "goals/job_form_rating_modal/own",
        name=short(facts.employee.name),
        met=met_text(words, own),
        proof=escape(" ".join(own.note.split())),
    )
    return fit_mrkdwn(f"{requirement_text(words, requirement)}\n{says}")
