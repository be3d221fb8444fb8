"""What files that people write are made of: keys, and texts in every language of ours."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.domain.text import is_damaged, name_text, typed_text

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
"""In which every text of a file has to be there."""

NAME_LIMIT = 80
SENTENCE_LIMIT = 300

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
"""By which values are stored and fields are named: it never changes, whatever the name does."""


class Frozen(BaseModel):
    """A value that such a file is made of."""

    model_config = ConfigDict(frozen=True)


def in_every_language(texts: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    """The same texts. Whoever writes a file is asked for all of the context's `languages`; what was kept
    has those that there were at its time.
    """
    missing = [language for language in (info.context or {}).get("languages", ()) if not texts.get(language)]
    if missing:
        raise PydanticCustomError("language", "a language is missing", {"missing": missing})
    return texts


def _whole(text: str) -> str:
    if is_damaged(text):
        raise PydanticCustomError("damaged", "part of a character is lost")
    return text


Line = Annotated[str, AfterValidator(_whole), AfterValidator(name_text)]
"""A text on one line, in no language."""
_Sentence = Annotated[str, AfterValidator(_whole), AfterValidator(lambda text: typed_text(text).strip())]

Name = Annotated[
    Mapping[str, Annotated[Line, Field(max_length=NAME_LIMIT)]],
    AfterValidator(in_every_language),
]
"""A short text in each language of ours, on one line: {"en": …, "zh_Hans": …, "zh_Hant": …}."""
Sentence = Annotated[
    Mapping[str, Annotated[_Sentence, Field(max_length=SENTENCE_LIMIT)]],
    AfterValidator(in_every_language),
]
"""The same, longer."""
