"""Who looks after a request."""

from bot.domain.intake.triage import on_duty
from tests.builders.people import someone


def test_the_one_named_is_on_duty_else_the_first() -> None:
    sun, wei = someone(1, "Sun Li"), someone(2, "Wei Na")

    assert on_duty([sun, wei], email="2@Example.com ") == wei
    assert on_duty([sun, wei], email="\u200b２＠example.com\ufeff") == wei
    assert on_duty([sun, wei], email="") == sun
    assert on_duty([sun, wei], email="left@example.com") == sun
    assert on_duty([], email="1@example.com") is None
