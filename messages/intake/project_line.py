"""How far the project of a request is, on the request's own card."""

from bot.domain.intake.facts import RequestFacts
from messages.catalog import Words
from messages.intake.project_labels import stage_text
from messages.kit import Block, context


def project_line(words: Words, request: RequestFacts) -> Block | None:
    """One line; nothing where it is no project."""
    if request.project is None:
        return None
    return context(words.say("intake/project_line/line", stage=stage_text(words, request.project.key)))
