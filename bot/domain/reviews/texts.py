"""Texts that a scheme brings along in every language of ours."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.domain.text import is_damaged, name_text, typed_text

NAME_LIMIT = 80
SENTENCE_LIMIT = 300


def _in_every_language(texts: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    """Whoever writes a scheme is asked for all of `languages`; a cycle keeps what there was at its time."""
    missing = [language for language in (info.context or {}).get("languages", ()) if not texts.get(language)]
    if missing:
        raise PydanticCustomError("language", "a language is missing", {"missing": missing})
    return texts


def _whole(text: str) -> str:
    if is_damaged(text):
        raise PydanticCustomError("damaged", "part of a character is lost")
    return text


_Name = Annotated[str, AfterValidator(_whole), AfterValidator(name_text)]
_Sentence = Annotated[str, AfterValidator(_whole), AfterValidator(lambda text: typed_text(text).strip())]

Name = Annotated[
    Mapping[str, Annotated[_Name, Field(max_length=NAME_LIMIT)]],
    AfterValidator(_in_every_language),
]
"""A short text in each language of ours, on one line: {"en": …, "zh_Hans": …, "zh_Hant": …}."""
Sentence = Annotated[
    Mapping[str, Annotated[_Sentence, Field(max_length=SENTENCE_LIMIT)]],
    AfterValidator(_in_every_language),
]
"""The same, longer."""
