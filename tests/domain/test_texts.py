"""Texts of a file: every language where it is written, what there was where it is kept."""

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.domain.texts import LANGUAGES, NAME_LIMIT, Name, Sentence
from messages import catalog

NAME: TypeAdapter[dict[str, str]] = TypeAdapter(Name)
SENTENCE: TypeAdapter[dict[str, str]] = TypeAdapter(Sentence)
ASKED = {"languages": ("en", "zh_Hans")}


def test_every_language_that_is_asked_for_has_to_be_there() -> None:
    with pytest.raises(ValidationError) as error:
        NAME.validate_python({"en": "Care", "zh_Hans": " "}, context=ASKED)

    assert error.value.errors()[0]["ctx"] == {"missing": ["zh_Hans"]}


def test_what_a_cycle_kept_before_there_was_another_language_is_read() -> None:
    assert NAME.validate_python({"en": "Care"}) == {"en": "Care"}


@pytest.mark.parametrize("text", ["x" * (NAME_LIMIT + 1), "half \ud83d"])
def test_a_text_that_is_too_long_or_damaged_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python({"en": text})


def test_a_name_is_one_line_and_nothing_in_a_text_is_invisible() -> None:
    assert NAME.validate_python({"en": "Care\n\n\x00for \u202eothers"}) == {"en": "Care for others"}
    assert SENTENCE.validate_python({"en": "Cares\x07.\r\nAsks."}) == {"en": "Cares.\nAsks."}


def test_texts_are_asked_for_in_the_languages_that_steward_speaks() -> None:
    assert LANGUAGES == catalog.LANGUAGES
