"""What Slack says of the forms of a talk and of an appeal."""

from datetime import date
from typing import Any

import pytest

from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.talk_way import Event
from bot.errors import Refusal
from handlers.reviews.talk_form import day_in, decision_in, preparation_in


def view(**blocks: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": {block: {"value": element} for block, element in blocks.items()}}}


def test_a_day_that_is_chosen_or_is_not_or_is_none() -> None:
    assert day_in(view(held_on={"selected_date": "2027-01-08"})) == date(2027, 1, 8)
    assert day_in(view(held_on={"selected_date": None})) is None
    with pytest.raises(Refusal, match=r"card\.unknown"):
        day_in(view(held_on={"selected_date": "2027-13-08"}))


def test_what_is_decided_is_one_of_what_can_be() -> None:
    chosen = {"selected_option": {"value": "rescore"}}
    crafted = {"selected_option": {"value": "acknowledge"}}

    assert decision_in(view(decision=chosen, reason={"value": "It was May."})) == (
        Event.RESCORE,
        "It was May.",
    )
    assert decision_in(view(decision=crafted, reason={"value": None})) == (None, "")


def test_a_part_that_was_left_empty_is_empty() -> None:
    assert preparation_in(view(behaviour={"value": "Asks first."}, verdict={"value": None})) == Preparation(
        behaviour="Asks first."
    )
