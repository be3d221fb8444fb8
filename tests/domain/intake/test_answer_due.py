"""Who is to have heard by when that an answer is due."""

import pytest

from bot.domain.intake.answer_due import Rung, ripe

OWNER, STAND_IN, HEAD = Rung.OWNER, Rung.STAND_IN, Rung.HEAD


@pytest.mark.parametrize(
    ("left", "late", "heard"),
    [
        (60, 0, set()),
        (16, 0, set()),
        (15, 0, {OWNER}),
        (1, 0, {OWNER}),
        (0, 0, {OWNER, STAND_IN}),
        (0, 59, {OWNER, STAND_IN}),
        (0, 60, {OWNER, STAND_IN, HEAD}),
        (0, 600, {OWNER, STAND_IN, HEAD}),
    ],
)
def test_first_the_owner_then_a_colleague_then_the_head(left: int, late: int, heard: set[Rung]) -> None:
    assert ripe(left, late, warn=15, head=60) == heard
