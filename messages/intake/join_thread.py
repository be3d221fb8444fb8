"""In the thread of the original: who reported the same, in their words."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.quoted import quoted
from messages.intake.triage_card import read_all
from messages.intake.triage_thread import ROOM
from messages.kit import Message, actions, message, section


def also_from(words: Words, request: RequestFacts) -> Message:
    """What was told first, and what its requester added since."""
    facts = {"request": request.id, "name": request.requester.name, "branch": request.branch}
    told = "\n".join(
        part
        for part in (
            request.happened,
            request.page,
            *(
                step.text
                for step in request.steps
                if step.by == request.requester and not request.is_deleted(step)
            ),
        )
        if part
    )
    said, is_whole = quoted(told, limit=ROOM)
    text = words.say("intake/join_thread/also", **facts)
    return message(text, section(text), *said, None if is_whole else actions(read_all(words, request)))
