"""That a developer was called: on the desk's card, in its thread, and in the requester's."""

from bot.domain.intake.desk_facts import EmergencyFacts
from bot.domain.intake.facts import RequestFacts
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Message, message, section
from messages.reviews.score_lines import short


def paged_line(words: Words, request: RequestFacts) -> list[Mrkdwn]:
    """Who was called when, and since when they are on it; nothing where nobody was."""
    page = request.paged
    if page is None:
        return []
    return [
        words.say(
            "intake/emergency_note/line",
            developer=short(page.developer.name),
            name=short(page.by.name),
            at=words.stamp(page.at),
            taken_at=words.stamp(page.taken_at) if page.taken_at else None,
        )
    ]


def desk_called(words: Words, facts: EmergencyFacts, *, is_taken: bool) -> Message:
    """In the card's thread: its owner is mentioned, and whoever called."""
    request, page = facts.request, facts.page
    called = dict.fromkeys((request.owner, page.by))
    mentions = [Mrkdwn(f"<@{each.slack_id}>") if each.slack_id else escape(each.name) for each in called]
    said = {"number": request.id, "developer": page.developer.name, "name": page.by.name, "at": page.at}
    text = words.say("intake/emergency_note/desk", is_taken=is_taken, **said)
    return message(
        text,
        section(text),
        section(words.say("intake/emergency_note/mentions", names=Mrkdwn(" ".join(mentions)))),
    )


def requester_called(words: Words, facts: EmergencyFacts, *, is_taken: bool) -> Message:
    """In the thread of the requester's card."""
    page = facts.page
    text = words.say(
        "intake/emergency_note/requester",
        is_taken=is_taken,
        number=facts.request.id,
        developer=page.developer.name,
        name=page.by.name,
        owner=facts.request.owner.name,
        at=page.at,
    )
    return message(text, section(text))
