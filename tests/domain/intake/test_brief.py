"""What a brief lacks, and how its steps are numbered."""

import pytest

from bot.domain.intake.brief import LIMITS, Part, missing, numbered
from tests.builders.briefs import WHOLE, brief


def test_a_brief_says_which_parts_it_lacks_in_the_order_in_which_they_are_read() -> None:
    assert missing({}) == tuple(Part)
    assert missing({**WHOLE, Part.STEPS: "", Part.RISKS: ""}) == (Part.STEPS, Part.RISKS)
    assert brief().is_whole
    assert not brief({Part.STEPS: "Pay"}).is_whole
    assert brief({Part.STEPS: "Pay"}).says(Part.RISKS) == ""


def test_every_part_has_its_limit() -> None:
    assert set(LIMITS) == set(Part)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Open it\nPay", "1. Open it\n2. Pay"),
        ("1. Open it\n2) Pay\n(3) Look", "1. Open it\n2. Pay\n3. Look"),
        ("1、打开\n2．付款\n3）看", "1. 打开\n2. 付款\n3. 看"),
        ("- Open it\n\n  • Pay", "1. Open it\n2. Pay"),
        ("2 euros are missing", "1. 2 euros are missing"),
        ("2026 is wrong", "1. 2026 is wrong"),
        ("1.\n😀", "1. 1.\n2. 😀"),
        ("", ""),
    ],
)
def test_each_line_is_a_step_whatever_stood_before_it(written: str, expected: str) -> None:
    assert numbered(written) == expected
