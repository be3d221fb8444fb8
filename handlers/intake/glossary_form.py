"""What Slack says of the glossary's views, as values."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from bot.domain.intake.glossary import (
    MOST_WORDS,
    NOTE_LIMIT,
    TECHNICAL_LIMIT,
    WORD_LIMIT,
    Term,
    split_words,
)
from bot.domain.text import name_text
from bot.domain.texts import LANGUAGES
from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.intake.forms import typed
from messages.intake.glossary_form import NOTE, TECHNICAL
from messages.intake.glossary_modal import SEARCH_LIMIT

Number = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class ListPlace(BaseModel):
    """What was looked for, and which page is shown: the list's private_metadata."""

    search: Annotated[str, Field(max_length=SEARCH_LIMIT)] = ""
    page: Annotated[int, Field(ge=0, le=9999)] = 0

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "ListPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


class TermPlace(BaseModel):
    """Which version of which term stood when the form was opened, and over which list; 0: a new term."""

    term: Number
    version: Number
    list: ListPlace

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "TermPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def fields_in(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the form, by field."""
    said = typed(view)
    return {name: str(said.get(name) or "") for name in (*LANGUAGES, TECHNICAL, NOTE)}


def term_in(fields: Mapping[str, str], place: TermPlace) -> Term:
    """The form, checked. Raises Refusal at the first field that is not right."""
    words = {language: split_words(fields[language]) for language in LANGUAGES}
    for language, spoken in words.items():
        if len(spoken) > MOST_WORDS:
            raise Refusal("glossary.too_many_words", field=language, most=MOST_WORDS)
        if any(len(word) > WORD_LIMIT for word in spoken):
            raise Refusal("request.text_too_long", field=language, limit=WORD_LIMIT)
    if not any(words.values()):
        raise Refusal("glossary.no_word", field=LANGUAGES[0])
    return Term(
        id=place.term,
        version=place.version,
        words={language: spoken for language, spoken in words.items() if spoken},
        technical=_line(fields, TECHNICAL, TECHNICAL_LIMIT, needed=True),
        note=_line(fields, NOTE, NOTE_LIMIT, needed=False),
    )


def _line(fields: Mapping[str, str], name: str, limit: int, *, needed: bool) -> str:
    text = name_text(fields[name])
    if needed and not text:
        raise Refusal("request.text_missing", field=name)
    if len(text) > limit:
        raise Refusal("request.text_too_long", field=name, limit=limit)
    return text
