"""On the desk's card: the priority, and what it was made of."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Mrkdwn, Words
from messages.intake.assess_labels import short_labels
from messages.kit import Block, fit, section

REASON_ROOM = 200


def assess_line(words: Words, request: RequestFacts) -> Block | None:
    """One line; nothing before it was assessed."""
    said = priority_text(words, request)
    return section(said) if said else None


def priority_text(words: Words, request: RequestFacts) -> Mrkdwn | None:
    """ "*Priority:* P2 (high impact, a branch, small effort)", or who overruled that, and why."""
    if request.assessed is None:
        return None
    judged, labels = request.assessed.assessment, short_labels(words)
    return words.say(
        "intake/assess_line/priority",
        priority=judged.priority.value.upper(),
        impact=labels[judged.impact],
        reach=labels[judged.reach],
        effort=labels[judged.effort],
        is_overruled=judged.is_overruled,
        made=judged.made.value.upper(),
        name=request.assessed.by.name,
        reason=fit(" ".join(judged.reason.split()), REASON_ROOM),
    )
