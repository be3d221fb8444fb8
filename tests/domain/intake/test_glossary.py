"""Where terms stand in a text: the longest wins, and nothing is found twice."""

from time import perf_counter

import pytest

from bot.domain.intake.glossary import Glossary, Term, folded, split_words
from tests.builders.briefs import term

CART = term("cart service", "cart", "shopping cart", zh_Hans=["购物车"], id=1)
CARD = term("payment card", "card", zh_Hans=["卡"], id=2)
CAR = term("vehicle", "car", zh_Hans=["车"], id=3)
PHONE = term("mobile web", "ＡＰＰ", zh_Hant=["手機頁面", "頁面"], id=4)


def said(text: str, *terms: Term) -> list[tuple[str, str]]:
    found = Glossary(terms or (CART, CARD, CAR, PHONE)).find(text)
    return [(text[each.start : each.end], each.term.technical) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shopping cart is empty", [("shopping cart", "cart service")]),
        ("购物车空了, 车没了", [("购物车", "cart service"), ("车", "vehicle")]),
        ("Cart CART ｃａｒｔ", [(each, "cart service") for each in ("Cart", "CART", "ｃａｒｔ")]),
        ("carts discard scar car2 x-car", [("car", "vehicle")]),
        (
            "购物車 手机页面 頁面",
            [("购物車", "cart service"), ("手机页面", "mobile web"), ("頁面", "mobile web")],
        ),
        ("打开app里的购物车", [("app", "mobile web"), ("购物车", "cart service")]),
        ("shopping \n  cart", [("shopping \n  cart", "cart service")]),
        ("\u202eshopping\u200b cart🛒", [("shopping\u200b cart", "cart service")]),
        ("", []),
        ("Nothing of it", []),
    ],
)
def test_terms_are_found_where_they_stand(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_of_two_that_overlap_the_longer_wins_wherever_it_begins() -> None:
    short, long_ = term("a", zh_Hans=["订单页"], id=1), term("b", zh_Hans=["页面打不开"], id=2)

    assert said("订单页面打不开", short, long_) == [("页面打不开", "b")]


def test_marks_over_a_letter_belong_to_it_in_whatever_form_they_are_written() -> None:
    cafe = term("canteen", "café", id=1)

    assert said("The cafe\u0301 is closed", cafe) == [("cafe\u0301", "canteen")]
    assert said("The café is closed", cafe) == [("café", "canteen")]


def test_the_terms_of_several_texts_are_each_named_once_in_the_order_in_which_they_are_met() -> None:
    found = Glossary([CART, CARD, CAR]).terms_in("A card, a cart", "a car and a card")

    assert [each.technical for each in found] == ["payment card", "cart service", "vehicle"]


def test_a_word_that_another_term_has_is_named_with_it() -> None:
    glossary = Glossary([CART, CAR])

    twice = glossary.twice(term("basket", "basket", zh_Hant=["購物車"]))
    assert twice is not None
    assert (twice.word, twice.other) == ("購物車", CART)
    assert glossary.twice(term("cart", "cart", "trolley", id=1)) is None
    assert glossary.twice(term("basket", "basket")) is None
    assert [each.id for each in glossary.named(term("x", "car", "cart", "basket"))] == [3, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cart, shopping  cart", ("cart", "shopping cart")),
        ("购物车、购物篮，车\n车", ("购物车", "购物篮", "车")),
        (" , ;；", ()),
        ("Cart, CART", ("CART",)),
    ],
)
def test_words_stand_between_commas_of_any_script(text: str, expected: tuple[str, ...]) -> None:
    assert split_words(text) == expected


def test_simplified_and_traditional_capitals_and_widths_are_the_same() -> None:
    assert folded("訂單　ＡＢＣ") == folded("订单 abc")


def test_a_long_text_and_a_thousand_terms_take_no_time() -> None:
    glossary = Glossary(
        term(f"service {n}", f"word {n}", zh_Hans=[f"页面{n}号", f"订单{n}"], id=n) for n in range(1, 1001)
    )
    text = ("订单页面打不开, word 12 and 订单999 页面7号" * 100)[:3000]
    glossary.find(text)

    before = perf_counter()
    found = glossary.find(text)

    assert len(found) > 200
    assert perf_counter() - before < 0.5
