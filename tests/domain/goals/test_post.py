"""Which post somebody's free text names, and what a post says of itself."""

import pytest

from bot.domain.goals.post import dump_post, known_as, post_of, restore_post
from tests.builders.posts import post

BUYER = post("buyer", name="Buyer")


@pytest.mark.parametrize(
    "written",
    ["buyer", "Buyer", " BUYER ", "Ｂｕｙｅｒ", "“buyer”", "简 Buyer", "繁  buyer", "buyer\u200b"],
)
def test_a_post_is_named_by_its_key_or_its_name_in_any_language_however_it_is_typed(written: str) -> None:
    assert post_of(written, [BUYER]) == BUYER


@pytest.mark.parametrize("written", ["", "Buyers", "Head of buying", "-"])
def test_any_other_text_names_none(written: str) -> None:
    assert post_of(written, [BUYER]) is None


def test_the_newest_version_is_meant_whatever_their_order() -> None:
    newer = post("buyer", version=10, name="Purchaser")
    older = post("buyer", version=9, name="Buyer")

    assert post_of("buyer", [older, newer]) == post_of("buyer", [newer, older]) == newer
    assert post_of("Purchaser", [newer, older]) == newer
    assert post_of("简 Buyer", [newer, older]) is None


def test_a_key_goes_before_a_name() -> None:
    other = post("seller", name="Buyer")

    assert post_of("buyer", [BUYER, other]) == BUYER


def test_of_two_with_the_same_name_the_first_is_meant() -> None:
    other = post("zz-buyer", name="Buyer")

    assert known_as([other, BUYER])["简 buyer"] == other
    assert known_as([BUYER, other])["简 buyer"] == BUYER


def test_the_abilities_are_told_from_the_experience() -> None:
    assert [each.key for each in BUYER.abilities] == ["bargaining", "calculating"]


def test_a_duty_is_found_by_its_key() -> None:
    assert BUYER.duty("suppliers").name["en"] == "Look after suppliers"


def test_what_is_kept_is_the_same_post_again() -> None:
    assert restore_post(dump_post(BUYER)) == BUYER
