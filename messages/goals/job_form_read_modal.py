"""One version of a job-responsibility form in full: what both sides say, and what it comes to."""

import json
from typing import Any

from bot.domain.access import Deed, may
from bot.domain.actions.gaps import gaps_of_form
from bot.domain.goals.job_form import Answer
from bot.domain.goals.job_form_facts import Fate, FormFacts
from bot.domain.goals.job_form_way import JOB_FORM, Event
from bot.domain.people import Person
from messages.actions.gaps import close_gap_button
from messages.catalog import Mrkdwn, Words
from messages.goals.job_form_buttons import FILL, RATE, READ_VERSION, TAKE_BACK, version_value
from messages.goals.job_form_card import match_blocks, small_print, title
from messages.goals.job_form_lines import (
    answer_line,
    both_lines,
    change_sections,
    duty_text,
    packed,
)
from messages.kit import Block, Element, actions, button, context, header, modal, section, select

VERSIONS_SHOWN = 25


def job_form_read_modal(
    words: Words, facts: FormFacts, *, reader: Person, notice: Mrkdwn | None = None
) -> dict[str, Any]:
    """`notice`: what its reader has just done."""
    content, changed = facts.this.content, facts.changed
    duties = (duty_text(words, number, duty) for number, duty in enumerate(content.duties, start=1))
    blocks: list[Block | None] = [
        section(notice) if notice else None,
        section(title(words, facts)),
        context(small_print(words, facts, is_managers=reader.id == facts.form.manager_id)),
        *(match_blocks(words, facts, facts.match, shown=len(content.requirements)) if facts.match else []),
        _actions(words, facts, reader),
        header(words.label("What changed")) if changed.count else None,
        *change_sections(words, changed),
        header(words.label("Duties")),
        *packed(duties),
        header(words.label("What the post asks for")),
        *packed(_answers(words, facts)),
    ]
    return modal(
        title=words.label("Job-responsibility form"),
        blocks=blocks,
        callback_id="goals.job_form_rating.read_modal",
        close=words.label("Close"),
        private_metadata=json.dumps({"form": facts.form.id, "number": facts.this.number}),
    )


def _answers(words: Words, facts: FormFacts) -> list[Mrkdwn]:
    content, rating = facts.this.content, facts.this.rating
    if rating is None:
        return [answer_line(words, each, content.answer(each.key)) for each in content.requirements]
    return [
        both_lines(words, each, content.answer(each.key), rating.answers.get(each.key, Answer()))
        for each in content.requirements
    ]


def _actions(words: Words, facts: FormFacts, reader: Person) -> Block | None:
    elements = [*_deeds(words, facts, reader), _versions(words, facts)]
    return actions(*elements) if any(elements) else None


def _deeds(words: Words, facts: FormFacts, reader: Person) -> list[Element | None]:
    form, possible = facts.form, JOB_FORM.possible(facts.form.state)
    found: list[Element | None] = []
    if may(Deed.FILL_JOB_FORM, reader, form):
        if facts.fate is Fate.WAITS and Event.TAKE_BACK in possible:
            value = version_value(form.id, facts.this.number)
            found.append(button(words.label("Take it back"), TAKE_BACK, value=value))
        elif Event.FILL in possible:
            found.append(button(words.label("Fill in another version…"), FILL, value=str(form.id)))
    if facts.fate is Fate.WAITS and form.is_here and may(Deed.RATE_JOB_FORM, reader, form):
        found.append(button(words.label("Rate it…"), RATE, value=str(form.id), primary=True))
    if facts.fate is Fate.RATED and form.is_here and may(Deed.WRITE_ACTION, reader, facts.employee):
        found.append(close_gap_button(words, facts.employee.id, tuple(gaps_of_form(facts.this))))
    return found


def _versions(words: Words, facts: FormFacts) -> Element | None:
    """The others of this form, the newest first."""
    if len(facts.numbers) < 2:
        return None
    choices = [
        (
            version_value(facts.form.id, number),
            words.label("Version %(number)s, %(day)s", number=number, day=words.day(at)),
        )
        for number, at in sorted(facts.numbers.items(), reverse=True)[:VERSIONS_SHOWN]
    ]
    return select(
        READ_VERSION,
        choices,
        placeholder=words.label("Another version"),
        chosen=version_value(facts.form.id, facts.this.number),
    )
