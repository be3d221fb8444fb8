"""What an import changed around somebody: their own place, or their team's."""

from typing import Any

from bot.domain.moves_facts import MovesFacts, Told
from messages.catalog import Mrkdwn, Words
from messages.goals.my_goals_card import DRAFT
from messages.kit import Message, actions, button, context, message, section
from messages.people.import_news import one_line
from messages.reviews.score_lines import cycle_title, short

SENTENCES = "people/moves_note/"


def moves_note(words: Words, facts: MovesFacts) -> Message:
    """A line for each change, the reader's own first; the sheet that is wanted has its button."""
    lines = [_line(words, told) for told in facts.told]
    is_own = any(told.is_self for told in facts.told)
    title = words.label("What changes for you") if is_own else words.label("What changes in your team")
    write = (
        button(words.label("Write my KPI sheet…"), DRAFT, value=str(facts.goals_id), primary=True)
        if facts.goals_id is not None
        else None
    )
    return message(
        title,
        section(Mrkdwn("\n".join([f"*{title}*", *lines]))),
        actions(write) if write else None,
        context(words.say("people/moves_note/more", count=facts.more)) if facts.more else None,
    )


def _line(words: Words, told: Told) -> Mrkdwn:
    facts: dict[str, Any] = {
        name: short(value) if isinstance(value, str) else value for name, value in told.facts.items()
    }
    if "period" in facts:
        facts["cycle"] = cycle_title(told.facts["period"])
    said = words.say(f"{SENTENCES}{told.move.value}", is_self=told.is_self, **facts)
    return Mrkdwn(f"• {one_line(words, said)}")
