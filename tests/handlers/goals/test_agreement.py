"""What the buttons of a version carry."""

import pytest

from bot.errors import Refusal
from handlers.goals.agreement import Shown
from messages.goals.my_goals_card import sheet_value


def test_a_button_says_which_version_of_whose_sheet_was_shown() -> None:
    shown = Shown.of(sheet_value(7, 12))

    assert (shown.goals_id, shown.sheet_id) == (7, 12)


@pytest.mark.parametrize("value", ["", "7", "7:", ":12", "x:12", "7:x", "7:-1", "7:12:3", f"7:{2**31}"])
def test_what_says_nothing_of_it_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        Shown.of(value)
