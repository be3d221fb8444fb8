"""Every button of the desk's card does something, and only what is on the card can be pressed."""

from handlers.intake.desk_buttons import PRESSED
from messages.intake.desk_buttons import ALL, DESK_BUTTONS


def test_every_button_does_something_and_nothing_is_done_without_one() -> None:
    assert {ALL, *(each.key for each in DESK_BUTTONS)} == set(PRESSED)
