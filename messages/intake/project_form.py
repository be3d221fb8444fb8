"""The forms about a project: who takes part, a line, an estimate, the decision, a reason."""

import json
from datetime import date
from typing import Any

from bot.domain.intake.project import MOST_PARTICIPANTS, Argument, ProjectFacts, ProjectForm
from bot.domain.intake.project_way import Event
from bot.domain.people import Person
from messages.catalog import Words, quote
from messages.intake.project_labels import days_text, side_choices, side_labels
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    TEXT_LIMIT,
    Block,
    context,
    date_input,
    field_input,
    fit,
    modal,
    people_input,
    person_input,
    radio_buttons,
    section,
    text_input,
)

CALLBACK = "intake.project.form"
STEP_CALLBACK = "intake.project.step"
FIELD = "intake.project.field"
PARTICIPANTS, DECIDE_BY, TEXT = "participants", "decide_by", "text"
SIDE, DAYS, WHOSE = "side", "days", "whose"
OUTCOME, DECIDED_ON, DECIDERS = "outcome", "decided_on", "deciders"
YES, NO = "yes", "no"
DAYS_LIMIT = 40
LINES_SHOWN, ROOM_LINE = 6, 160


def project_form(words: Words, form: ProjectForm, *, typed: str = "") -> dict[str, Any]:
    """Who is to take part, until when it is decided, and what is to be decided. `typed`: what was left
    unfinished of that, here and below.
    """
    request = form.request
    return modal(
        title=words.label("Project #%(number)d", number=request.id),
        submit=words.label("Open the discussion"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        notify_on_close=True,
        private_metadata=json.dumps({"request": request.id}),
        blocks=[
            section(words.say("intake/triage_card/title", title=fit(request.title, TITLE_LENGTH))),
            context(words.say("intake/project_form/what")),
            _participants(words, []),
            field_input(
                words.label("To be decided by"),
                date_input(FIELD, placeholder=words.label("Choose a day"), chosen=form.decide_by),
                block_id=DECIDE_BY,
            ),
            field_input(
                words.label("What is to be decided?"),
                text_input(FIELD, typed=typed, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
                optional=True,
            ),
        ],
    )


def argument_form(
    words: Words, facts: ProjectFacts, *, line: Argument | None = None, typed: str = ""
) -> dict[str, Any]:
    """A line: for, against, or what has to be cleared up; `line`: the one that is edited."""
    return modal(
        title=words.label("Project #%(number)d", number=facts.request.id),
        submit=words.label("Save") if line else words.label("Send"),
        close=words.label("Close"),
        callback_id=STEP_CALLBACK,
        notify_on_close=True,
        private_metadata=_about(facts, Event.AMEND if line else Event.ARGUE, line=line.id if line else None),
        blocks=[
            section(words.say("intake/triage_card/title", title=fit(facts.request.title, TITLE_LENGTH))),
            section(quote(fit(facts.question, TEXT_LIMIT // 2))) if facts.question else None,
            *([] if line else _said_so_far(words, facts)),
            field_input(
                words.label("Is it for or against?"),
                radio_buttons(
                    FIELD, side_choices(words), chosen=line.side.value if line else None, presets=False
                ),
                block_id=SIDE,
            ),
            field_input(
                words.label("Your argument"),
                text_input(FIELD, typed=line.text if line else typed, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
                hint=words.label(
                    "One argument in one line is read best. You can send several, and edit each."
                ),
            ),
            context(words.say("intake/project_card/who_reads")),
        ],
    )


def participants_form(words: Words, facts: ProjectFacts) -> dict[str, Any]:
    """Who takes part from now on."""
    accounts = [
        each.person.slack_id for each in facts.participants if each.person.slack_id and each.person.is_active
    ]
    return _step_form(words, facts, Event.INVITE, _participants(words, accounts))


def estimate_form(words: Words, facts: ProjectFacts, reader: Person) -> dict[str, Any]:
    """How much work it is, and whose estimate that is."""
    before = facts.estimate
    whose = before.estimated_by if before else None
    chosen = whose if whose is not None and whose.is_active else reader
    typed = days_text(words, before.estimate) if before and before.estimate else None
    return _step_form(
        words,
        facts,
        Event.ESTIMATE,
        context(words.say("intake/project_form/estimated", days=typed, name=whose.name))
        if typed and whose
        else None,
        field_input(
            words.label("Working days"),
            text_input(FIELD, limit=DAYS_LIMIT),
            block_id=DAYS,
            hint=words.label("A number or a range: 5, or 5-8"),
        ),
        field_input(
            words.label("Whose estimate is it?"),
            person_input(FIELD, placeholder=words.label("Choose"), chosen=chosen.slack_id),
            block_id=WHOSE,
        ),
    )


def decision_form(
    words: Words, facts: ProjectFacts, reader: Person, *, today: date, typed: str = ""
) -> dict[str, Any]:
    """Whether it is to be done, when that was decided, by whom, and why. What else is missing is said."""
    lacks = [each.value for each in facts.missing if each.value != "decision"]
    choices = [
        (YES, words.label("It is to be done")),
        (NO, words.label("It is not to be done")),
    ]
    return _step_form(
        words,
        facts,
        Event.DECIDE,
        context(words.say("intake/project_card/missing", missing=lacks)) if lacks else None,
        field_input(
            words.label("What is decided?"),
            radio_buttons(FIELD, choices, chosen=None, presets=False),
            block_id=OUTCOME,
        ),
        field_input(
            words.label("On which day?"),
            date_input(FIELD, placeholder=words.label("Choose a day"), chosen=today),
            block_id=DECIDED_ON,
        ),
        field_input(
            words.label("Who decided it?"),
            people_input(
                FIELD,
                placeholder=words.label("Choose"),
                chosen=[reader.slack_id] if reader.slack_id else [],
                most=MOST_PARTICIPANTS,
            ),
            block_id=DECIDERS,
        ),
        _reason(words, typed),
    )


def reason_form(words: Words, facts: ProjectFacts, event: Event, *, typed: str = "") -> dict[str, Any]:
    """Why it is paused, given up, or discussed again."""
    return _step_form(words, facts, event, _reason(words, typed))


def _step_form(words: Words, facts: ProjectFacts, event: Event, *blocks: Block | None) -> dict[str, Any]:
    return modal(
        title=words.label("Project #%(number)d", number=facts.request.id),
        submit=words.label("Save"),
        close=words.label("Close"),
        callback_id=STEP_CALLBACK,
        notify_on_close=True,
        private_metadata=_about(facts, event),
        blocks=[section(words.say("intake/project_form/step", event=event.value)), *blocks],
    )


def _about(facts: ProjectFacts, event: Event, *, line: int | None = None) -> str:
    return json.dumps({"project": facts.id, "event": event.value, "line": line})


def _participants(words: Words, accounts: list[str]) -> Block:
    return field_input(
        words.label("Who takes part?"),
        people_input(FIELD, placeholder=words.label("Choose"), chosen=accounts, most=MOST_PARTICIPANTS),
        block_id=PARTICIPANTS,
        hint=words.label("Each is asked for their word in a direct message."),
    )


def _reason(words: Words, typed: str) -> Block:
    return field_input(
        words.label("Why?"), text_input(FIELD, typed=typed, limit=TEXT_LIMIT, multiline=True), block_id=TEXT
    )


def _said_so_far(words: Words, facts: ProjectFacts) -> list[Block]:
    """What others have said, in short."""
    labels = side_labels(words)
    return [
        context(
            words.say(
                "intake/project_form/said",
                side=labels[each.side],
                text=fit(" ".join(each.text.split()), ROOM_LINE),
                name=each.author.name,
            )
        )
        for each in facts.arguments[-LINES_SHOWN:]
    ]
