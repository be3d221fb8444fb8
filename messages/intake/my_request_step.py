"""One step of a request, in the thread of the requester's card: what was written to them, whole."""

from bot.domain.intake.facts import RequestFacts, Step
from messages.catalog import Words
from messages.intake.quoted import quoted
from messages.intake.triage_card import NAME_LENGTH, read_all
from messages.intake.triage_thread import ROOM
from messages.kit import Message, actions, context, fit, message, section


def my_request_step(words: Words, request: RequestFacts, step: Step) -> Message:
    """Who did what, the words they sent, and what the requester can do next."""
    facts = {
        "request": request.id,
        "event": step.event.value,
        "name": step.by.name,
        "is_mine": step.by.id == request.requester.id,
        "owner": request.owner.name,
        "due_on": step.due_on,
        "answer_by": request.answer_by,
        "answer_owed": request.stage.answer_owed,
        "waits_for": step.waits_for,
    }
    said, is_whole = quoted(step.text, limit=ROOM) if step.text else ([], True)
    files = [fit(file.name, NAME_LENGTH) for file in step.files]
    return message(
        words.say("intake/my_request_step/headline", **facts),
        section(words.say("intake/my_request_step/body", **facts)),
        *said,
        context(words.say("intake/triage_thread/files", files=files)) if files else None,
        None if is_whole else actions(read_all(words, request)),
        context(words.say("intake/my_request_step/next", **facts)),
    )
