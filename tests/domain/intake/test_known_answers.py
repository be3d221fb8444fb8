"""By which name a kept answer is called."""

import pytest

from bot.domain.intake.known_answers import filled_in, macro_name, nearest_names, written_in


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("reload", "reload"),
        (" !Reload ", "reload"),
        ("！刷新", "刷新"),
        ("empty-cart_2", "empty-cart_2"),
        ("two words", None),
        ("", None),
        ("!", None),
        ("a" * 30, "a" * 30),
        ("a" * 31, None),
        ("<!channel>", None),
    ],
)
def test_a_name_is_one_word_in_one_form(written: str, name: str | None) -> None:
    assert macro_name(written) == name


@pytest.mark.parametrize(
    ("typed", "before", "expected"),
    [
        ("", "", "New."),
        ("  ", "", "New."),
        ("Dear Chen,", "", "Dear Chen,\n\nNew."),
        ("Old.", "Old.", "New."),
        ("Dear Chen,\n\nOld.", "Old.", "Dear Chen,\n\nNew."),
        ("Old, changed.", "Old.", "Old, changed.\n\nNew."),
    ],
)
def test_a_choice_takes_the_place_of_the_one_before_and_leaves_what_was_typed(
    typed: str, before: str, expected: str
) -> None:
    assert filled_in(typed, before=before, chosen="New.") == expected


@pytest.mark.parametrize(
    ("text", "reader", "default", "locale"),
    [
        ("Reload.", "en-US", "zh-CN", "en-US"),
        ("请刷新页面。", "zh-TW", "en-US", "zh-TW"),
        ("请刷新页面。", "en-US", "zh-CN", "zh-CN"),
        ("请刷新页面。", "en-US", "en-GB", "zh-CN"),
        ("Reload.", "zh-CN", "zh-CN", "en-US"),
    ],
)
def test_the_script_tells_in_which_language_it_is_written(
    text: str, reader: str, default: str, locale: str
) -> None:
    assert written_in(text, reader=reader, default=default) == locale


def test_names_that_are_like_it_come_first_and_else_any() -> None:
    names = ["basket", "", "voucher", "login"]

    assert nearest_names("baskett", names) == ["basket"]
    assert nearest_names("xyz", names) == ["basket", "login", "voucher"]
    assert nearest_names("xyz", []) == []
