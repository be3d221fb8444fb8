"""One step of a request, in the thread of the requester's card: what was written to them, whole."""

from typing import Any

from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.links import Link
from bot.domain.intake.way import Event
from messages.catalog import Words
from messages.intake.triage_card import NAME_LENGTH, read_all
from messages.intake.triage_thread import ROOM
from messages.kit import Message, actions, context, fit, message, section
from messages.quoted import quoted


def my_request_step(words: Words, request: RequestFacts, step: Step) -> Message:
    """Who did what, the words they sent, and what the requester can do next."""
    facts = {
        "request": request.id,
        "event": step.event.value,
        "name": step.name,
        "is_mine": step.by == request.requester,
        "owner": request.owner.name,
        "due_on": step.due_on,
        "answer_by": request.answer_by,
        "answer_owed": request.stage.answer_owed and words.now < request.answer_by,
        "to_confirm": request.stage.to_confirm,
        "until": request.reopens_until,
        "waits_for": step.waits_for,
        "undoes": step.undoes.value if step.undoes else None,
        **_relations(request),
    }
    text = _words_of_it(request, step)
    said, is_whole = quoted(text, limit=ROOM) if text else ([], True)
    files = [fit(file.name, NAME_LENGTH) for file in step.files]
    return message(
        words.say("intake/my_request_step/headline", **facts),
        section(words.say("intake/my_request_step/body", **facts)),
        *said,
        context(words.say("intake/triage_thread/files", files=files)) if files else None,
        None if is_whole else actions(read_all(words, request)),
        context(words.say("intake/my_request_step/next", **facts)),
    )


def _relations(request: RequestFacts) -> dict[str, Any]:
    split = [each for each in request.related if each.link is Link.SPLIT and not each.is_origin]
    return {
        "original": request.joined_to.id if request.joined_to else None,
        "is_closed": bool(request.joined_to and request.joined_to.stage.closed),
        "split_off": split[-1].id if split else None,
    }


def _words_of_it(request: RequestFacts, step: Step) -> str:
    """What was written; of a request that was joined to a settled one, what was said about that."""
    original = request.joined_to
    if step.event is Event.JOIN and original is not None and original.stage.closed:
        return original.said
    return step.text
