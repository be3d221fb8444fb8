"""The form in which the desk judges a request; the priority shows while it is filled in."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.intake.assess import REASON_LIMIT, Effort, Impact, priority_of
from bot.domain.intake.form_facts import AssessForm
from bot.domain.intake.triage import Reach
from messages.catalog import Mrkdwn, Words
from messages.intake.assess_labels import effort_choices, impact_choices, priority_choices, reach_choices
from messages.kit import Block, context, field_input, fit, modal, section, select, text_input

CALLBACK = "intake.assess.form"
FIELD = "intake.assess.field"
IMPACT, REACH, EFFORT, PRIORITY, REASON = "impact", "reach", "effort", "priority", "reason"
AS_MADE = "made"
"""The choice of the priority that the others make."""
TITLE_LENGTH = 120


def assess_form(words: Words, form: AssessForm, *, seen: int | None = None) -> dict[str, Any]:
    """Impact, reach and effort, what they make, and another priority with its reason.

    `seen`: which assessment stood when it was opened, where that is not now.
    """
    chosen = form.values or _before(form)
    title = fit(form.request.title, TITLE_LENGTH)
    metadata = {"request": form.request.id, "seen": form.request.assessed_seen if seen is None else seen}
    return modal(
        title=words.label("Assess #%(number)d", number=form.request.id),
        submit=words.label("Save"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps(metadata),
        notify_on_close=True,
        blocks=[
            context(words.say("intake/assess_form/intro", name=form.request.requester.name, title=title)),
            context(words.say("intake/step_form/resumed", at=form.started_at, had_files=False))
            if form.started_at
            else None,
            *_questions(words, chosen),
            section(_made(words, chosen), block_id="made"),
            *_overruling(words, chosen),
        ],
    )


def _before(form: AssessForm) -> dict[str, str]:
    """What holds; before there is anything, what the requester said of its reach."""
    if form.holds is None:
        return {REACH: form.request.reach.value} if form.request.reach else {}
    held = form.holds
    return {
        IMPACT: held.impact.value,
        REACH: held.reach.value,
        EFFORT: held.effort.value,
        PRIORITY: held.priority.value if held.is_overruled else AS_MADE,
        REASON: held.reason,
    }


def _questions(words: Words, chosen: Mapping[str, str]) -> list[Block]:
    asked = (
        (IMPACT, words.label("How bad is it for the business?"), impact_choices(words)),
        (REACH, words.label("How many are hit?"), reach_choices(words)),
        (EFFORT, words.label("How much work is it?"), effort_choices(words)),
    )
    return [
        field_input(
            label,
            select(f"{FIELD}.{name}", choices, placeholder=words.label("Choose"), chosen=chosen.get(name)),
            block_id=name,
            dispatches=True,
        )
        for name, label, choices in asked
    ]


def _made(words: Words, chosen: Mapping[str, str]) -> Mrkdwn:
    try:
        made = priority_of(
            Impact(chosen.get(IMPACT, "")), Reach(chosen.get(REACH, "")), Effort(chosen.get(EFFORT, ""))
        )
    except ValueError:  # one of them is open yet, or is no choice any more
        return words.say("intake/assess_form/made", priority=None)
    return words.say("intake/assess_form/made", priority=dict(priority_choices(words))[made])


def _overruling(words: Words, chosen: Mapping[str, str]) -> list[Block]:
    choices = [(AS_MADE, words.label("As it comes out")), *priority_choices(words)]
    other = select(
        f"{FIELD}.{PRIORITY}",
        choices,
        placeholder=words.label("Choose"),
        chosen=chosen.get(PRIORITY) or AS_MADE,
    )
    why = text_input(f"{FIELD}.{REASON}", typed=chosen.get(REASON), limit=REASON_LIMIT, multiline=True)
    return [
        field_input(words.label("Priority"), other, block_id=PRIORITY),
        field_input(
            words.label("Why another one?"),
            why,
            block_id=REASON,
            hint=words.label("Needed where the priority is another than it comes out. Colleagues read it."),
            optional=True,
        ),
    ]
