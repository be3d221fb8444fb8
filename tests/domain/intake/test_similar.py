"""How well what is alike is found, on pairs that people wrote, and how texts are taken apart."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.intake.similar import (
    SHOWN,
    Found,
    Posting,
    folded,
    ranked,
    rare_enough,
    reranked,
    terms_of,
)

LABELLED = Path(__file__).parents[2] / "labelled"


def labelled(name: str) -> Sequence[Mapping[str, Any]]:
    pairs: Sequence[Mapping[str, Any]] = yaml.safe_load((LABELLED / name).read_text(encoding="utf-8"))
    return pairs


TUNING, HELD_OUT = labelled("tuning.yaml"), labelled("held_out.yaml")
TEXTS = [each["text"] for each in (*TUNING, *HELD_OUT)]


def found(asked: str, texts: Sequence[str] = TEXTS) -> list[int]:
    """The places of what is shown for a text, the most alike first."""
    documents = [terms_of(text) for text in texts]
    frequencies: dict[str, int] = {}
    for terms in documents:
        for term in terms:
            frequencies[term] = frequencies.get(term, 0) + 1
    wanted = terms_of(asked)
    chosen = rare_enough({term: frequencies[term] for term in wanted if term in frequencies})
    postings = [
        Posting(
            term=term,
            kind=Found.REQUEST,
            document_id=number,
            frequency=terms[term],
            length=sum(terms.values()),
        )
        for number, terms in enumerate(documents)
        for term in chosen
        if term in terms
    ]
    mean = sum(sum(terms.values()) for terms in documents) / len(documents)
    best = ranked(wanted, postings, frequencies=frequencies, documents=len(documents), mean_length=mean)
    kept = {(Found.REQUEST, number): folded(text) for number, text in enumerate(texts)}
    return [each.document_id for each in reranked(folded(asked), best, kept)[:SHOWN]]


def recall(pairs: Sequence[Mapping[str, Any]]) -> float:
    """The share of what was asked of which the right one is among the three that are shown."""
    asked = [(text, each["text"]) for each in pairs for text in each["asked"]]
    return sum(right in [TEXTS[number] for number in found(text)] for text, right in asked) / len(asked)


def test_there_are_enough_pairs_and_half_of_them_was_never_looked_at() -> None:
    assert [sum(len(each["asked"]) for each in pairs) for pairs in (TUNING, HELD_OUT)] == [100, 104]
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
