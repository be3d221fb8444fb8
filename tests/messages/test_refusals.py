"""A refusal in a modal of its own, or as all that a Home tab says."""

from datetime import UTC, datetime

import pytest

from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words, escape
from messages.refusals import notice_modal, refusal_home, trouble_text

LONG = escape("&<" * 20_000)


def words(language: str) -> Words:
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=now)


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_long_it_is_it_fits(language: str) -> None:
    for text in (LONG, trouble_text(words(language), "A1B2C3")):
        check_view(notice_modal(words(language), text), surface="modal")
        check_view(refusal_home(words(language), text), surface="home")
