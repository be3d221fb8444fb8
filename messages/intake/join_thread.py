"""In the thread of the original: who reported the same, in their words."""

from collections.abc import Iterator

from bot.domain.intake.facts import Attachment, RequestFacts, Step
from messages.catalog import Words
from messages.intake.triage_card import read_all
from messages.intake.triage_thread import ROOM
from messages.kit import Message, actions, context, message, section
from messages.quoted import quoted

MOST_IMAGES = 40
"""A message holds fifty blocks; the rest stands in the thread of the request itself."""


def all_files_of(request: RequestFacts) -> list[Attachment]:
    """Those that came with what was told and added, as many as a message shows."""
    return [file for step in _standing(request) for file in step.files][:MOST_IMAGES]


def also_from(words: Words, request: RequestFacts) -> Message:
    """What was told first, and what its requester added since."""
    facts = {"request": request.id, "name": request.requester.name, "branch": request.branch}
    told = "\n".join(
        part
        for part in (
            request.happened,
            request.page,
            *(step.text for step in _standing(request) if step.by == request.requester),
        )
        if part
    )
    said, is_whole = quoted(told, limit=ROOM)
    text = words.say("intake/join_thread/also", **facts)
    return message(text, section(text), *said, None if is_whole else actions(read_all(words, request)))


def not_the_same(words: Words, request: RequestFacts) -> Message:
    """In the place of both, once the join was taken back."""
    text = words.say("intake/join_thread/taken_back", request=request.id)
    return message(text, context(text))


def _standing(request: RequestFacts) -> Iterator[Step]:
    """The steps but the replies that their writer deleted."""
    return (step for step in request.steps if not request.is_deleted(step))
