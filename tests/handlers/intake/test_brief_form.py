"""Reading the form of a brief, whichever version of Steward opened it."""

import pytest

from bot.domain.intake.brief import Part
from bot.errors import Refusal
from handlers.intake.brief_form import BriefPlace, parts_in, require_room
from tests.handlers.intake.test_forms import text


def test_only_the_parts_that_the_form_has_are_read() -> None:
    values = {"headline": text(" Cart\u200b loses \n items "), "steps": text(None), "colour": text("red")}

    assert parts_in({"state": {"values": values}}) == {Part.HEADLINE: "Cart loses items", Part.STEPS: ""}


def test_a_part_that_is_too_long_is_refused_at_its_field() -> None:
    with pytest.raises(Refusal, match="text_too_long") as refusal:
        require_room({Part.STEPS: "x", Part.HEADLINE: "x" * 151})

    assert refusal.value.field == "headline"


@pytest.mark.parametrize("carried", ["", "{}", '{"request": 0, "seen": 0}', '{"request": 1, "seen": -1}'])
def test_what_is_no_place_of_ours_is_unknown(carried: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        BriefPlace.of({"private_metadata": carried})
