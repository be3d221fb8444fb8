"""Which emoji sends a message to the desk."""

import pytest

from bot.domain.intake.reaction import is_asked_for


@pytest.mark.parametrize(
    ("reaction", "emoji", "is_meant"),
    [
        ("ticket", "ticket", True),
        ("ticket", ":ticket:", True),
        ("raised_hand::skin-tone-3", "raised_hand", True),
        ("工单", "工单", True),
        ("tickets", "ticket", False),
        ("ticket", "", False),
        ("", "", False),
    ],
)
def test_only_the_companys_emoji_does_in_whatever_skin(reaction: str, emoji: str, is_meant: bool) -> None:
    assert is_asked_for(reaction, emoji=emoji) is is_meant
