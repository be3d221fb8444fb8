"""To whoever is to see to it: an answer is due, or was."""

from bot.domain.intake.answer_due import Rung
from bot.domain.intake.desk_facts import DueFacts
from bot.domain.intake.visibility import may_read
from messages.catalog import Words
from messages.intake.desk_buttons import open_button
from messages.intake.labels import urgency_label
from messages.intake.triage_card import READ_ALL
from messages.kit import Message, actions, button, context, fit, message, section
from messages.reviews.score_lines import short

TITLE_SHOWN = 120


def answer_due(words: Words, facts: DueFacts) -> Message:
    """What is due and why they hear it, with the one button that leads to it."""
    request = facts.request
    said = {
        "rung": facts.rung.value,
        "number": request.id,
        "name": short(request.owner.name),
        "at": request.answer_by,
        "is_late": words.now >= request.answer_by,
    }
    text = words.say("intake/answer_due_note/headline", **said)
    why = words.say("intake/answer_due_note/why", rung=facts.rung.value, name=short(request.owner.name))
    if not may_read(request, facts.reader):  # that it is late they hear all the same
        return message(text, section(text), context(why))
    return message(
        text,
        section(text),
        section(
            words.say(
                "intake/answer_due_note/what",
                branch=request.branch,
                urgency=urgency_label(words, request.urgency),
                title=fit(request.title, TITLE_SHOWN),
            )
        ),
        # The head reads it; what is done about it is the desk's.
        actions(
            button(words.label("Open"), READ_ALL, value=str(request.id), primary=True)
            if facts.rung is Rung.HEAD
            else open_button(words, request.id, primary=True)
        ),
        context(why),
    )
