"""How well what is alike is found, on pairs that people wrote, and how texts are taken apart."""

import pytest

from bot.domain.intake.similar import rare_enough, terms_of
from tests.labelled import HELD_OUT, TUNING, found, questions, recall


def test_there_are_enough_pairs_and_half_of_them_was_never_looked_at() -> None:
    assert [len(questions(pairs)) for pairs in (TUNING, HELD_OUT)] == [100, 104]
    assert not {each["text"] for each in TUNING} & {each["text"] for each in HELD_OUT}


def test_what_is_alike_is_among_the_three_that_are_shown() -> None:
    assert recall(TUNING) >= 0.94
    assert recall(HELD_OUT) >= 0.88


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("退款", "Refund was made but the order still says paid"),
        ("退款", "退款到账时间写错了"),
        ("運費", "运费计算错误"),
        ("ＣＯＵＰＯＮ", "优惠券用不了"),
        ("chekout button", "Checkout button does nothing"),
    ],
    ids=["across languages", "two characters", "the other way of writing", "wide letters", "mistyped"],
)
def test_a_word_or_two_are_enough(asked: str, text: str) -> None:
    assert found(asked, ["The newsletter is late", text, "门店地图定位错误"]) == [1]


@pytest.mark.parametrize("asked", ["", "   ", "👍👍", "the of and", "!!!", "\u202e"])
def test_what_says_nothing_finds_nothing(asked: str) -> None:
    assert found(asked) == []


def test_of_an_address_only_the_page_counts() -> None:
    assert set(terms_of("https://shop.example/summer-sale?ref=1")) == set(terms_of("summer sale ref 1"))


def test_what_stands_everywhere_is_not_looked_up_where_something_rarer_is() -> None:
    assert rare_enough({"page": 9_000, "invoice": 12, "stamp": 3, "gone": 0}) == ["stamp", "invoice"]
    assert rare_enough({"page": 9_000}) == ["page"]
