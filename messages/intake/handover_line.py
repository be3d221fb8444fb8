"""On the desk's card: with which developer it is, how far, and by when it is wanted."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.kit import Block, section


def handover_line(words: Words, request: RequestFacts) -> Block | None:
    """One line; nothing where no developer has it."""
    handed = request.handed
    if handed is None:
        return None
    return section(
        words.say(
            "intake/handover_line/line",
            name=handed.assignee.name,
            has_left=not handed.assignee.is_active,
            stage=words.say("intake/handover_card/stage", stage=handed.stage.key),
            due_on=handed.due_on,
            is_late=handed.is_late(words.now, zone=handed.assignee.zone),
        )
    )
