"""Typed words with the glossary's terms marked in them, and the terms as a list."""

from collections.abc import Sequence

from bot.domain.intake.glossary import Glossary, Term
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, fit, rich_quote, run

TRANSLATED = 30
"""So many terms have their translation behind them in the text."""
LISTED = 12
NOTE_ROOM = 80
SPOKEN_ROOM = 120


def marked(text: str, glossary: Glossary, *, translated: int = TRANSLATED) -> Block:
    """The text as a quotation; a term is underlined, with its translation where it stands first."""
    runs: list[Element] = []
    at = 0
    said: set[str] = set()
    for found in glossary.find(text):
        if found.start > at:
            runs.append(run(text[at : found.start]))
        runs.append(run(text[found.start : found.end], underline=True))
        technical = found.term.technical
        if technical not in said and len(said) < translated:
            runs.append(run(f" (→ {technical})", italic=True))
            said.add(technical)
        at = found.end
    if text[at:]:
        runs.append(run(text[at:]))
    return rich_quote(*runs)


def term_list(words: Words, terms: Sequence[Term]) -> Mrkdwn | None:
    """What developers say for the terms that were found; None where none was."""
    if not terms:
        return None
    lines = [
        words.say(
            "intake/terms/term",
            words=spoken(term),
            technical=term.technical,
            note=fit(term.note, NOTE_ROOM),
        )
        for term in terms[:LISTED]
    ]
    return words.say("intake/terms/list", lines=lines, more=max(0, len(terms) - LISTED))


def spoken(term: Term) -> str:
    """Its words in all languages, each once."""
    return fit(" / ".join(dict.fromkeys(term.spoken)), SPOKEN_ROOM)
