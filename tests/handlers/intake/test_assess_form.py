"""Reading the form in which the desk judges a request."""

import pytest

from bot.domain.intake.assess import Priority
from bot.errors import Refusal
from handlers.intake.assess_form import assessment_in, values_in
from tests.handlers.intake.test_forms import choice, text

GOOD = {"impact": "3", "reach": "branch", "effort": "s", "priority": "made", "reason": " "}


def test_the_form_is_read_whatever_of_it_is_open_yet() -> None:
    values = {"impact": choice("3"), "reach": choice(None), "reason": text(None)}

    assert values_in({"state": {"values": values}}) == {
        "impact": "3",
        "reach": "",
        "effort": "",
        "priority": "",
        "reason": "",
    }


@pytest.mark.parametrize(
    ("changes", "priority", "is_overruled"),
    [
        ({}, Priority.P2, False),
        ({"priority": ""}, Priority.P2, False),
        ({"priority": "p2"}, Priority.P2, False),
        ({"priority": "p1"}, Priority.P1, True),
    ],
)
def test_it_comes_to_an_assessment(changes: dict[str, str], priority: Priority, is_overruled: bool) -> None:
    found = assessment_in({**GOOD, **changes})

    assert (found.priority, found.is_overruled, found.reason) == (priority, is_overruled, "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("impact", ""), ("reach", "moon"), ("effort", "xxl"), ("priority", "p9"), ("reason", "x" * 501)],
)
def test_what_is_no_choice_is_refused_at_its_field(field: str, value: str) -> None:
    with pytest.raises(Refusal) as refusal:
        assessment_in({**GOOD, field: value})

    assert refusal.value.field == field
