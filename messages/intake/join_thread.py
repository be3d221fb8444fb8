"""In the thread of the original: who reported the same, in their words."""

from collections.abc import Collection, Sequence

from bot.domain.intake.facts import Attachment, RequestFacts
from messages.catalog import Words
from messages.intake.quoted import quoted
from messages.intake.triage_card import read_all
from messages.intake.triage_thread import ROOM, files_sent
from messages.kit import Message, actions, message, section

MOST_IMAGES = 40
"""A message holds fifty blocks; the rest stands in the thread of the request itself."""


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


def files_along(request: RequestFacts) -> Sequence[Attachment]:
    """The files of it that are shown under the original."""
    shown = (step for step in request.steps if not request.is_deleted(step))
    return [file for step in shown for file in step.files][:MOST_IMAGES]


def also_files(
    words: Words, request: RequestFacts, *, refused: Collection[int] | None = frozenset()
) -> Message:
    """Those files; `refused` as in `files_sent`."""
    return files_sent(words, request, files_along(request), refused=refused)
