"""Requests as people wrote them and how others say the same thing, and what the search makes of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

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

Pairs = Sequence[Mapping[str, Any]]


def labelled(name: str) -> Pairs:
    pairs: Pairs = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return pairs


TUNING, HELD_OUT = labelled("tuning.yaml"), labelled("held_out.yaml")
TEXTS = tuple(each["text"] for each in (*TUNING, *HELD_OUT))


def questions(pairs: Pairs) -> Sequence[tuple[str, str]]:
    """What is asked, each with the text that is the same thing."""
    return [(asked, each["text"]) for each in pairs for asked in each["asked"]]


def found(asked: str, texts: Sequence[str] = TEXTS) -> list[int]:
    """The places of what is shown for a text, the most alike first."""
    documents = _documents(tuple(texts))
    frequencies = Counter(term for terms in documents for term in terms)
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


def recall(pairs: Pairs) -> float:
    """The share of what was asked of which the right one is among the three that are shown."""
    asked = questions(pairs)
    return sum(right in [TEXTS[number] for number in found(text)] for text, right in asked) / len(asked)


@cache
def _documents(texts: tuple[str, ...]) -> Sequence[Mapping[str, int]]:
    return [terms_of(text) for text in texts]
