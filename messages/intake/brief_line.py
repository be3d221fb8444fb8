"""On the desk's card: that there is a brief, and what it lacks."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.brief_labels import names_of
from messages.kit import Block, section


def brief_line(words: Words, request: RequestFacts) -> Block | None:
    """One line; nothing before one was written."""
    brief = request.brief
    if brief is None:
        return None
    return section(
        words.say(
            "intake/brief_line/line",
            version=brief.number,
            name=brief.by.name,
            at=brief.at,
            missing=names_of(words, brief.missing),
        )
    )
