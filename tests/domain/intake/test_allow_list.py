"""Whom a developer may allow to mention them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.intake.allow_list import ALLOWED, MOST, check_allowed
from bot.domain.people import Person
from bot.errors import Refusal
from tests.builders.people import CHEN, SUN, WU, someone


def test_colleagues_who_are_here_are_taken() -> None:
    assert check_allowed([CHEN, WU], by=SUN) == (CHEN, WU)
    assert check_allowed([], by=SUN) == ()


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([CHEN, None], "allow_list.unknown"),
        ([replace(WU, left_on=date(2026, 1, 1))], "allow_list.left"),
        ([SUN], "allow_list.oneself"),
        ([someone(each, "Chen Jie") for each in range(100, 101 + MOST)], "allow_list.too_many"),
    ],
)
def test_who_makes_no_sense_is_refused_beside_the_field(found: list[Person | None], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_allowed(found, by=SUN)

    assert (refused.value.code, refused.value.field) == (code, ALLOWED)
