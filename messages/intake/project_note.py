"""What is said of a step of a project: in its thread, and to everybody whom it concerns."""

from typing import Any

from bot.domain.intake.project import ProjectFacts
from messages.catalog import Mrkdwn, Words
from messages.intake.project_buttons import READ
from messages.intake.project_labels import days_text
from messages.kit import Message, actions, button, message, section
from messages.quoted import quoted

ROOM = 10_000


def project_note(words: Words, facts: ProjectFacts, number: int, *, can_read: bool = True) -> Message:
    """One line, and the reason; the record for whoever is not standing before it."""
    step = facts.step(number)
    said = step_text(words, facts, number)
    read = button(words.label("Read the record…"), READ, value=str(facts.id))
    return message(
        said,
        section(said),
        *(quoted(step.text, limit=ROOM)[0] if step.text else ()),
        actions(read) if can_read else None,
    )


def step_text(words: Words, facts: ProjectFacts, number: int, *, is_record: bool = False) -> Mrkdwn:
    """What was done with a step. `is_record`: it is read later, by whoever reads the record."""
    return words.say("intake/project_note/step", **step_values(words, facts, number, is_record=is_record))


def step_values(words: Words, facts: ProjectFacts, number: int, *, is_record: bool) -> dict[str, Any]:
    """What those sentences take."""
    step = facts.step(number)
    return {
        "event": step.event.value,
        "request": facts.request.id,
        "name": step.by.name if step.by else "",
        "names": [each.name for each in step.deciders],
        "day_of": step.decided_on,
        "decide_by": facts.project.decide_by,
        "days": days_text(words, step.estimate) if step.estimate else "",
        "whose": step.estimated_by.name if step.estimated_by else "",
        "is_private": facts.request.is_private,
        "has_reason": bool(step.text),
        "is_record": is_record,
    }
