"""What a requester reads of how far the developers are."""

from bot.domain.intake.handover import HandoverFacts
from messages.catalog import Words, quote
from messages.kit import Message, message, section


def progress_note(words: Words, facts: HandoverFacts, number: int) -> Message:
    """Under their card: one line, and what it waits for where it does; never who builds it."""
    step = next(each for each in facts.steps if each.number == number)
    said = words.say(
        "intake/progress_note/step",
        event=step.event.value,
        request=facts.request.id,
        due_on=facts.handover.due_on,
    )
    # What a hand-over says besides the brief is for developers.
    is_theirs = step.event.value == "wait"
    return message(said, section(said), section(quote(step.text)) if step.text and is_theirs else None)
