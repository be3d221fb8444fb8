"""A head is recognised as people are given it: whole, or the beginning of its hash."""

import pytest

from bot.domain.record.chain import Head
from bot.domain.record.verify import given_head

HASH = "0123456789abcdef" * 4
HEAD = Head(number=12, hash=HASH)


@pytest.mark.parametrize("typed", [str(HEAD), HASH, HEAD.mark, HASH[:8], f" {HASH[:12].upper()} "])
def test_a_head_is_recognised(typed: str) -> None:
    found = given_head(typed)

    assert found is not None
    assert found.is_head(HEAD)


@pytest.mark.parametrize("typed", [f"13:{HASH}", HASH[1:], "12:" + HASH[4:12]])
def test_another_one_is_not(typed: str) -> None:
    found = given_head(typed)

    assert found is not None
    assert not found.is_head(HEAD)


@pytest.mark.parametrize("typed", ["", HASH[:7], "12", f"{HASH}0", f"x:{HASH}", "unsealed", f"１２:{HASH}"])
def test_what_cannot_be_a_head_is_none(typed: str) -> None:
    assert given_head(typed) is None
