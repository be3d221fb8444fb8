"""In the thread of a request's card: what the requester wrote, and the files they sent."""

from collections.abc import Collection, Sequence

from bot.domain.intake.facts import Attachment, RequestFacts, Step
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.triage_card import NAME_LENGTH, read_all
from messages.kit import Block, Message, actions, context, fit, image, message, section
from messages.quoted import quoted

ROOM = 8000
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})
"""What Slack shows in an image block; other files are named and linked."""


def requester_wrote(words: Words, request: RequestFacts, step: Step) -> Message:
    """What crossed over from the requester's side, whole where it fits."""
    facts = {
        "event": step.event.value,
        "name": step.name,
        "branch": request.branch,
        "changed_at": request.step(step.about).at if step.about else None,
    }
    owner = request.owner
    mention = Mrkdwn(f"<@{owner.slack_id}>") if owner.slack_id else escape(owner.name)
    said, is_whole = quoted(step.text, limit=ROOM) if step.text else ([], True)
    files = [fit(file.name, NAME_LENGTH) for file in step.files]
    return message(
        words.say("intake/triage_thread/headline", request=request.id, **facts),
        section(
            words.say(
                "intake/triage_thread/wrote",
                said=bool(said or files),
                **{**facts, "branch": _where(request)},
            )
        ),
        *said,
        context(words.say("intake/triage_thread/files", files=files)) if files else None,
        None if is_whole else actions(read_all(words, request)),
        context(words.say("intake/triage_thread/owner", owner=mention)),
    )


def _where(request: RequestFacts) -> str:
    """Their branch; where it stands under another request, with its own number."""
    return f"{request.branch}, #{request.id}" if request.joined_to else request.branch


def follower_wrote(words: Words, request: RequestFacts, person: Person, said: str) -> Message:
    """What somebody had written who found that it is the same, and follows it."""
    facts = {"request": request.id, "name": person.name, "branch": person.branch}
    blocks, _ = quoted(said, limit=ROOM)
    return message(
        words.say("intake/triage_thread/also_headline", **facts),
        section(words.say("intake/triage_thread/also", **facts)),
        *blocks,
    )


def files_of_step(
    words: Words, request: RequestFacts, step: Step, *, refused: Collection[int] | None = ()
) -> Message:
    """The files that came with one step; `refused` as below."""
    return files_sent(words, request, step.files, refused=refused)


def deleted_reply(words: Words) -> Message:
    """What stands in place of a reply that its writer deleted."""
    text = words.say("intake/whole_request/deleted")
    return message(text, context(text))


def files_sent(
    words: Words,
    request: RequestFacts,
    files: Sequence[Attachment],
    *,
    refused: Collection[int] | None = frozenset(),
) -> Message:
    """The images themselves, and links to what cannot be shown.

    `refused`: the places of images that Slack does not show, None: of all; those say so.
    """
    count = len(files)
    text = words.count("#%(id)d: %(number)d file", "#%(id)d: %(number)d files", count, id=request.id)
    return message(
        text,
        *(
            _shown(words, file, is_refused=refused is None or place in refused)
            for place, file in enumerate(files)
        ),
    )


def _shown(words: Words, file: Attachment, *, is_refused: bool) -> Block:
    name = fit(file.name, NAME_LENGTH)
    is_picture = file.mimetype in SHOWN
    if is_picture and not is_refused:
        return image(file.file_id, name=name)
    link = Mrkdwn(file.permalink) if file.permalink else None
    return section(
        words.say("intake/triage_thread/file_link", name=name, link=link, is_lost=is_picture and is_refused)
    )
