"""The forms of a shared KPI: with whom, what is to change, why not; and all of it to read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.goals.draft import KpiForm
from bot.domain.goals.shared import MOST_OWNERS, REASON_LIMIT
from bot.domain.goals.shared_facts import SharedFacts
from messages.catalog import Words
from messages.goals.kpi_lines import kpi_in_full, kpi_line
from messages.goals.kpi_modal import shared_inputs
from messages.goals.shared_card import because, headline, owners, title, what_changes, what_follows
from messages.kit import (
    Block,
    context,
    divider,
    field_input,
    fit,
    fit_mrkdwn,
    modal,
    people_input,
    section,
    select_several,
    text_input,
)
from messages.reviews.score_lines import short

SHARE_FORM = "goals.shared.share_form"
CHANGE_FORM = "goals.shared.change_form"
DECLINE_FORM = "goals.shared.decline_form"
READ_FORM = "goals.shared.read_form"
PEOPLE, DEPARTMENTS, BECAUSE = "people", "departments", "because"
VALUE = "value"
MOST_CHOICES = 100

Typed = Mapping[str, Any]


def share_modal(words: Words, form: KpiForm, *, departments: Sequence[str], typed: Typed) -> dict[str, Any]:
    """With whom a KPI of one's own is to be shared, and why. `typed`: what was typed before."""
    assert form.own is not None
    chosen = [each for each in typed.get(DEPARTMENTS, ()) if each in departments[:MOST_CHOICES]]
    names = [(each, each) for each in departments[:MOST_CHOICES]]
    return modal(
        title=words.label("Share a KPI"),
        blocks=[
            section(kpi_line(words, form.own)),
            section(words.say("goals/shared_modal/share")),
            field_input(
                words.label("With whom?"),
                people_input(
                    VALUE,
                    placeholder=words.label("Colleagues"),
                    chosen=typed.get(PEOPLE, ()),
                    most=MOST_OWNERS,
                ),
                block_id=PEOPLE,
                optional=True,
            ),
            field_input(
                words.label("With which departments?"),
                select_several(VALUE, names, placeholder=words.label("Departments"), chosen=chosen),
                block_id=DEPARTMENTS,
                hint=words.label("Their heads answer for them."),
                optional=True,
            )
            if names
            else None,
            _because(words.label("Why? Everybody who is asked reads this."), typed),
        ],
        callback_id=SHARE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Ask them"),
        private_metadata=json.dumps({"goals": form.sheet.goals.id, "key": form.key}),
        notify_on_close=True,
    )


def change_modal(words: Words, form: KpiForm, *, names: Sequence[str], typed: Typed) -> dict[str, Any]:
    """What is shared, to be changed for all. `names`: of those who share it."""
    said = [str(short(name, 40)) for name in names]
    return modal(
        title=words.label("Change for all"),
        blocks=[
            section(words.say("goals/shared_modal/change", names=words.names(said))),
            *shared_inputs(words, form),
            _because(words.label("Why? Everybody who shares it reads this."), typed),
        ],
        callback_id=CHANGE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Ask all"),
        private_metadata=json.dumps({"goals": form.sheet.goals.id, "key": form.key}),
        notify_on_close=True,
    )


def decline_modal(words: Words, facts: SharedFacts, *, typed: Typed) -> dict[str, Any]:
    """Why not."""
    return modal(
        title=words.label("Why not?"),
        blocks=[
            section(title(words, facts)),
            section(words.say("goals/shared_modal/decline")),
            _because(words.label("Why not? All of them read this."), typed),
        ],
        callback_id=DECLINE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Do not agree"),
        private_metadata=str(facts.shared.id),
        notify_on_close=True,
    )


def read_modal(words: Words, facts: SharedFacts) -> dict[str, Any]:
    """All of it; whoever answers agrees at its end."""
    answers = bool(facts.answers_for)
    kpi = facts.shared.kpi
    blocks: list[Block] = [section(headline(words, facts)), section(title(words, facts))]
    blocks += because(words, facts)
    if facts.change is not None:
        blocks.append(section(what_changes(words, facts)))
    blocks += [
        section(fit_mrkdwn(kpi_in_full(words, kpi, named=facts.named, is_weighed=False))),
        divider(),
        section(owners(words, facts)),
        context(what_follows(words, facts)),
    ]
    return modal(
        title=words.label("Shared KPI"),
        blocks=blocks,
        callback_id=READ_FORM,
        close=words.label("Not yet") if answers else words.label("Close"),
        submit=words.label("Agree") if answers else None,
        private_metadata=str(facts.shared.id),
    )


def _because(label: str, typed: Typed) -> Block:
    said = fit(str(typed.get(BECAUSE, "")), REASON_LIMIT)
    return field_input(
        label, text_input(VALUE, typed=said, limit=REASON_LIMIT, multiline=True), block_id=BECAUSE
    )
