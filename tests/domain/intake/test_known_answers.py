"""By which name a kept answer is called."""

import pytest

from bot.domain.intake.known_answers import macro_name


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
