"""A request with all that was written, for reading."""

from typing import Any

from bot.domain.intake.facts import RequestFacts, Step
from messages.catalog import Words
from messages.intake.details import all_details
from messages.kit import Block, context, divider, fit, modal, section
from messages.quoted import quoted

ROOM_TEXT = 16_000
NAME_LENGTH = 60
ROOM_ALL = 150_000
MOST_BLOCKS = 90


def whole_request(words: Words, request: RequestFacts, *, buttons: Block | None = None) -> dict[str, Any]:
    """The modal: what was told first, then every step. Where there is too much, the oldest steps give way.

    `buttons`: the desk's, for where its card does not stand.
    """
    told = _told(words, request)
    room = ROOM_ALL - _size(told)
    steps: list[Block] = []
    is_whole = True
    for step in reversed(request.steps[1:]):
        blocks = _step(words, request, step)
        if len(told) + len(steps) + len(blocks) > MOST_BLOCKS or _size(blocks) > room:
            is_whole = False
            break
        room -= _size(blocks)
        steps = [*blocks, *steps]
    left_out = [] if is_whole else [context(words.say("intake/whole_request/left_out"))]
    return modal(
        title=words.label("Request #%(number)d", number=request.id),
        callback_id="intake.request.whole",
        close=words.label("Close"),
        blocks=[*told, *left_out, *steps, buttons],
    )


def _told(words: Words, request: RequestFacts) -> list[Block]:
    intro = words.say(
        "intake/whole_request/intro",
        name=request.requester.name,
        branch=request.branch,
        at=request.filed_at,
        passed_on_by=request.passed_on_by.name if request.passed_on_by else None,
    )
    blocks = [section(intro), *quoted(request.happened, limit=ROOM_TEXT)[0]]
    for name, text in (("expected", request.expected), ("page", request.page), ("since", request.since)):
        if text:
            blocks.append(
                section(words.say("intake/whole_request/field", name=name, kind=request.kind.value))
            )
            blocks += quoted(text, limit=ROOM_TEXT)[0]
    return [*blocks, *all_details(words, request), *_files(words, request.steps[0])]


def _step(words: Words, request: RequestFacts, step: Step) -> list[Block]:
    event = step.event.value
    done = words.say(
        "intake/triage_card/step",
        event=event,
        name=step.name,
        at=step.at,
        due_on=step.due_on,
        waits_for=step.waits_for,
    )
    if request.is_deleted(step):
        return [divider(), section(done), context(words.say("intake/whole_request/deleted"))]
    said = quoted(step.text, limit=ROOM_TEXT)[0] if step.text else []
    return [divider(), section(done), *said, *_files(words, step)]


def _files(words: Words, step: Step) -> list[Block]:
    files = [fit(file.name, NAME_LENGTH) for file in step.files]
    return [context(words.say("intake/triage_thread/files", files=files))] if files else []


def _size(blocks: list[Block]) -> int:
    return sum(len(str(block)) for block in blocks)
