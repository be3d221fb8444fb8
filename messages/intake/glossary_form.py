"""The form of one term of the glossary, and the question before one is retired."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.intake.glossary import NOTE_LIMIT, TECHNICAL_LIMIT, Kept
from messages.catalog import LANGUAGES, Words
from messages.intake.terms import spoken
from messages.kit import context, field_input, modal, section, text_input

TERM_FORM = "intake.glossary.term_form"
RETIRE_FORM = "intake.glossary.retire_form"
FIELD = "intake.glossary.field"
TECHNICAL, NOTE = "technical", "note"
WORDS_LIMIT = 600

LANGUAGE_LABELS: Mapping[str, Callable[[Words], str]] = {
    "en": lambda words: words.label("What people say in English"),
    "zh_Hans": lambda words: words.label("What people say in Simplified Chinese"),
    "zh_Hant": lambda words: words.label("What people say in Traditional Chinese"),
}


def term_form(
    words: Words, kept: Kept | None, typed: Mapping[str, Any], *, over: Mapping[str, Any]
) -> dict[str, Any]:
    """A term (None: a new one), with what was left unfinished of it. `over`: the list beneath."""
    stands = _fields(kept) if kept else {}
    said = {**stands, **typed}
    metadata = {
        "term": kept.term.id if kept else 0,
        "version": kept.term.version if kept else 0,
        "list": dict(over),
    }

    def text(name: str, limit: int) -> dict[str, Any]:
        return text_input(FIELD, typed=str(said.get(name) or ""), limit=limit)

    return modal(
        title=words.label("Change a term") if kept else words.label("Add a term"),
        submit=words.label("Save"),
        close=words.label("Cancel"),
        callback_id=TERM_FORM,
        private_metadata=json.dumps(metadata),
        notify_on_close=True,
        blocks=[
            context(words.say("intake/glossary_form/intro")),
            *(
                field_input(
                    LANGUAGE_LABELS[each](words), text(each, WORDS_LIMIT), block_id=each, optional=True
                )
                for each in LANGUAGES
            ),
            field_input(
                words.label("What developers call it"), text(TECHNICAL, TECHNICAL_LIMIT), block_id=TECHNICAL
            ),
            field_input(words.label("Note"), text(NOTE, NOTE_LIMIT), block_id=NOTE, optional=True),
        ],
    )


def retire_form(words: Words, kept: Kept, *, over: Mapping[str, Any]) -> dict[str, Any]:
    """What retiring it means, before it is done."""
    term = kept.term
    asked = words.say("intake/glossary_form/retire", words=spoken(term), technical=term.technical)
    return modal(
        title=words.label("Retire a term"),
        submit=words.label("Retire"),
        close=words.label("Cancel"),
        callback_id=RETIRE_FORM,
        private_metadata=json.dumps({"term": term.id, "version": term.version, "list": dict(over)}),
        blocks=[section(asked)],
    )


def _fields(kept: Kept) -> dict[str, str]:
    term = kept.term
    said = {language: ", ".join(words) for language, words in term.words.items()}
    return {**said, TECHNICAL: term.technical, NOTE: term.note}
