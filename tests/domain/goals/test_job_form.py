"""What a form says of itself."""

import pytest

from bot.domain.goals.job_form import Content, said
from bot.domain.goals.job_form_way import State
from tests.builders.job_forms import content, form
from tests.builders.posts import text


@pytest.mark.parametrize(
    ("language", "read"), [("en", "Buy goods"), ("zh_Hans", "简 Buy goods"), ("zh_Hant", "繁 Buy goods")]
)
def test_a_line_of_the_post_reads_in_the_readers_language_and_a_typed_one_as_it_is(
    language: str, read: str
) -> None:
    assert said(text("Buy goods"), language) == read
    assert said("采购", language) == "采购"


def test_a_language_that_a_line_has_not_reads_in_english() -> None:
    assert said({"en": "Buy goods"}, "zh_Hans") == "Buy goods"


@pytest.mark.parametrize(
    ("state", "newest"),
    [
        (State.OPEN, None),
        (State.FILLED, 1),
        (State.RATED, 1),
        (State.CHANGE_ASKED, 1),
        (State.CHANGE_FILLED, 2),
    ],
)
def test_others_read_the_version_on_the_table_else_the_one_that_counts(
    state: State, newest: int | None
) -> None:
    assert form(state).newest == newest


def test_content_is_the_same_after_it_was_kept() -> None:
    whole = content(duties=(content().duties[0].model_copy(update={"name": text("Buy goods")}),), given=3)

    assert Content.model_validate(whole.model_dump(mode="json")) == whole
