"""What may be wrong with a glossary's file, and what importing one changes."""

from typing import Any

import pytest

from bot.domain.intake.glossary_file import What, as_data, changes, read_terms
from bot.domain.texts import LANGUAGES
from tests.builders.briefs import term

CART = {
    "words": {"en": ["basket", "cart"], "zh_Hans": "购物车"},
    "technical": "cart service",
    "note": "30 days",
}


def problems(data: Any) -> list[tuple[str, tuple[Any, ...]]]:
    return [(each.code, each.at) for each in read_terms(data, languages=LANGUAGES)[1]]


def one(**fields: Any) -> dict[str, Any]:
    return {"terms": [{**CART, **fields}]}


def test_a_file_without_mistakes_is_read() -> None:
    entries, wrong = read_terms({"terms": [CART]}, languages=LANGUAGES)

    assert wrong == []
    expected = term("cart service", "basket", "cart", zh_Hans=("购物车",), note="30 days")
    assert entries == [(("terms", 0), expected)]
    assert read_terms(as_data([expected]), languages=LANGUAGES)[0] == entries


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("x", [("shape", ())]),
        ({}, [("no_terms", ("terms",))]),
        ({"terms": []}, [("no_terms", ("terms",))]),
        ({"terms": ["x"]}, [("shape", ("terms", 0))]),
        ({"terms": [CART], "more": 1}, [("unknown_field", ("more",))]),
        (one(colour="red"), [("unknown_field", ("terms", 0, "colour"))]),
        (one(technical=None), [("missing", ("terms", 0, "technical"))]),
        (one(technical=" \u200b"), [("missing", ("terms", 0, "technical"))]),
        (one(technical=7), [("text", ("terms", 0, "technical"))]),
        (one(technical="x" * 121), [("too_long", ("terms", 0, "technical"))]),
        (one(note="x" * 301), [("too_long", ("terms", 0, "note"))]),
        (one(words=None), [("missing", ("terms", 0, "words"))]),
        (one(words="cart"), [("by_language", ("terms", 0, "words"))]),
        (one(words={}), [("no_word", ("terms", 0, "words"))]),
        (
            one(words={"fr": "panier"}),
            [
                ("by_language", ("terms", 0, "words", "fr")),
                ("no_word", ("terms", 0, "words")),
            ],
        ),
        (one(words={"en": ["a", ""]}), [("missing", ("terms", 0, "words", "en", 1))]),
        (one(words={"en": "x" * 61}), [("too_long", ("terms", 0, "words", "en"))]),
        (one(words={"en": ["x"] * 11}), [("too_many_words", ("terms", 0, "words", "en"))]),
        (
            {"terms": [CART, {"words": {"zh_Hant": "購物車"}, "technical": "basket"}]},
            [
                ("word_twice", ("terms", 1)),
            ],
        ),
    ],
)
def test_everything_that_is_wrong_is_said_with_its_place(
    data: Any, expected: list[tuple[str, tuple[Any, ...]]]
) -> None:
    assert problems(data) == expected


def test_a_term_of_the_file_is_the_one_that_has_one_of_its_words_already() -> None:
    standing = [term("cart", "basket", id=1, version=3), term("same", "same", id=2, version=1)]
    entries, _ = read_terms(
        {
            "terms": [
                CART,
                {"words": {"en": "same"}, "technical": "same"},
                {"words": {"en": "new"}, "technical": "new"},
            ]
        },
        languages=LANGUAGES,
    )

    made, wrong = changes(entries, standing)

    assert wrong == ()
    assert [(each.what, each.term.technical, each.term.id) for each in made] == [
        (What.CHANGED, "cart service", 1),
        (What.ADDED, "new", 0),
    ]


def test_what_belongs_to_two_terms_and_two_that_change_the_same_are_refused() -> None:
    standing = [term("a", "basket", id=1), term("b", "cart", "trolley", id=2)]
    entries, _ = read_terms({"terms": [CART]}, languages=LANGUAGES)
    assert [each.code for each in changes(entries, standing)[1]] == ["several"]

    both, _ = read_terms(
        {
            "terms": [
                {"words": {"en": "cart"}, "technical": "x"},
                {"words": {"en": "trolley"}, "technical": "y"},
            ]
        },
        languages=LANGUAGES,
    )
    assert [each.code for each in changes(both, standing)[1]] == ["same_term"]
