"""Telephone numbers: with their country, however they are written."""

import pytest

from bot.domain.phone import phone_number


@pytest.mark.parametrize(
    "written",
    ["+86 138 0000 0000", "+86-138-0000-0000", "0086 13800000000", "＋86 138 0000 0000", "+86(138)00000000"],
)
def test_it_is_known_however_it_is_written(written: str) -> None:
    assert phone_number(written) == "+8613800000000"


@pytest.mark.parametrize(
    "written", ["", "13800000000", "+86", "+0123456789", "ask her", "+86 138 x", "+" + "1" * 16]
)
def test_what_is_none_is_known(written: str) -> None:
    assert phone_number(written) is None
