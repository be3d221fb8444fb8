"""How alike two requests are in words, whichever of English and both ways of writing Chinese they use.

A text is taken apart into terms: pairs of Chinese characters, for Chinese has no gaps; Latin words, and
threes of their letters, for they are mistyped; and the things that a shop speaks of, by which words of one
language find those of another. Documents are ranked by BM25 over terms, and the best of them once more by
how their letters agree. Source: docs/decisions/0028.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from heapq import nsmallest
from math import log
from typing import NamedTuple

from opencc import OpenCC
from rapidfuzz import fuzz

from bot.domain.intake.shop_words import SHOP_WORDS

LONGEST_READ = 1_500
"""Characters of a text that count: what comes after is detail."""
TERM_LIMIT = 24
LATIN_LIMIT = 16
MOST_TERMS, MOST_POSTINGS = 80, 4_000
CANDIDATES, SHOWN = 20, 3
K1, B = 1.2, 0.6
LETTERS_COUNT, THING_COUNTS = 0.3, 1.6
"""A shared three of letters says less than a word, a shared thing of the shop more."""
FUZZ_COUNTS = 0.2
THINGS_COVER = 0.5
ENOUGH = 0.25
"""So much of what a text says has to be found again, weighed by how rare it is, to be worth showing."""

_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_ADDRESS = re.compile(r"https?://\S+")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "could",
        "do",
        "does",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "please",
        "so",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "why",
        "will",
        "with",
        "you",
        "your",
        "after",
        "before",
        "then",
        "just",
        "not",
        "no",
    ]
)
_STOP_CHARS = frozenset("的了是在我你他她们和也就都吗呢吧啊请把被给到时候这那个有没不会要想")


class Found(StrEnum):
    """What can be found."""

    REQUEST = "request"
    ANSWER = "answer"


class Choice(StrEnum):
    """What somebody did who was shown what is alike, before anything was filed."""

    SOLVED = "solved"
    FOLLOWED = "followed"
    DIFFERENT = "different"


class Posting(NamedTuple):
    """A term stands `frequency` times in a document of `length` terms. Thousands are read for a search."""

    term: str
    kind: Found
    document_id: int
    frequency: int
    length: int


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """`coverage`: how much of what was asked is in it, 0 to 1. `score`: the higher, the more alike."""

    kind: Found
    document_id: int
    coverage: float
    score: float


def folded(text: str) -> str:
    """One form of a text: small, of one width, in simplified characters."""
    seen = unicodedata.normalize("NFKC", text[:LONGEST_READ]).casefold()
    return str(_simplified().convert(_ADDRESS.sub(_path, seen)))


def terms_of(text: str) -> Counter[str]:
    """The terms of a text and how often each is in it."""
    said = folded(text)
    return Counter({**Counter(_terms(said)), **dict.fromkeys(_things(said), 1)})


def rare_enough(frequencies: Mapping[str, int]) -> Sequence[str]:
    """Which of these terms to look up, by in how many documents each is: the rarest, as far as is quick."""
    chosen: list[str] = []
    postings = 0
    for term, documents in sorted(frequencies.items(), key=lambda each: (each[1], each[0])):
        if documents and (not chosen or postings + documents <= MOST_POSTINGS) and len(chosen) < MOST_TERMS:
            chosen.append(term)
            postings += documents
    return chosen


def ranked(
    asked: Mapping[str, int],
    postings: Iterable[Posting],
    *,
    frequencies: Mapping[str, int],
    documents: int,
    mean_length: float,
) -> Sequence[Ranked]:
    """The documents of each kind that share most with what was asked, the best first: candidates to look at.

    `frequencies`: in how many of all `documents` a term is.
    """
    weights = {term: _weight(term, frequencies.get(term, 0), documents) for term in asked}
    whole = sum(weights.values()) or 1.0
    all_things = sum(weight for term, weight in weights.items() if _is_thing(term))
    fixed, by_length = K1 * (1 - B), K1 * B / (mean_length or 1.0)
    scores: dict[tuple[Found, int], float] = {}
    shared: dict[tuple[Found, int], list[str]] = {}
    for term, kind, number, often, length in postings:
        place = kind, number
        gain = weights[term] * often * (K1 + 1) / (often + fixed + by_length * length)
        scores[place] = scores.get(place, 0.0) + gain
        shared.setdefault(place, []).append(term)

    def coverage(place: tuple[Found, int]) -> float:
        things = [weights[term] for term in shared[place] if _is_thing(term)]
        # Two languages share nothing but things: two of them, and most of what is spoken of.
        of_things = sum(things) / all_things * THINGS_COVER if len(things) >= 2 else 0.0
        return max(sum(weights[term] for term in shared[place]) / whole, of_things)

    # Of each kind: many requests of the day leave the answer its place.
    of_kinds = [[place for place in scores if place[0] is kind] for kind in Found]
    best = [
        place
        for places in of_kinds
        for place in nsmallest(CANDIDATES, places, key=lambda place: (-scores[place], *place))
    ]
    return [
        Ranked(kind=place[0], document_id=place[1], coverage=coverage(place), score=scores[place])
        for place in best
    ]


def reranked(asked: str, found: Sequence[Ranked], texts: Mapping[tuple[Found, int], str]) -> Sequence[Ranked]:
    """The best of them by their letters, too; what has too little of what was asked is left out.

    `asked` and `texts` are folded.
    """

    def likeness(each: Ranked) -> float:
        letters = fuzz.token_set_ratio(asked, texts[each.kind, each.document_id]) / 100
        return each.score * (1 - FUZZ_COUNTS + FUZZ_COUNTS * letters)

    known = [each for each in found if each.coverage >= ENOUGH and (each.kind, each.document_id) in texts]
    return sorted(known, key=likeness, reverse=True)


def _is_thing(term: str) -> bool:
    return term.startswith("#")


def _weight(term: str, documents_with: int, documents: int) -> float:
    """The rarer, the more it says."""
    idf = log(1 + (documents - documents_with + 0.5) / (documents_with + 0.5))
    if term.startswith("~"):
        return idf * LETTERS_COUNT
    return idf * THING_COUNTS if term.startswith("#") else idf


def _terms(said: str) -> Iterator[str]:
    for run in _RUN.findall(said):
        if run[0].isascii():
            yield from _of_latin(run)
        else:
            yield from _of_chinese(run)


def _of_latin(word: str) -> Iterator[str]:
    if word in _STOP or (len(word) == 1 and not word.isdigit()):
        return
    stem = _stem(word)[:LATIN_LIMIT]
    yield stem
    if len(stem) >= 5 and not stem.isdigit():
        yield from (f"~{stem[start : start + 3]}" for start in range(len(stem) - 2))


def _of_chinese(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for start in range(len(run) - 1):
        pair = run[start : start + 2]
        if not _STOP_CHARS.issuperset(pair):
            yield pair


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _things(said: str) -> Iterator[str]:
    words = {_stem(run) for run in _RUN.findall(said) if run[0].isascii()}
    for thing, (latin, chinese) in _shop().items():
        if not latin.isdisjoint(words) or any(each in said for each in chinese):
            yield f"#{thing}"


@cache
def _shop() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    return {
        thing: (
            frozenset(_stem(word) for word in words if word.isascii()),
            tuple(word for word in words if not word.isascii()),
        )
        for thing, words in SHOP_WORDS.items()
    }


@cache
def _simplified() -> OpenCC:
    """The table of characters takes a while to read, so it is read when it is first wanted."""
    return OpenCC("t2s")


def _path(address: re.Match[str]) -> str:
    """Of an address only what tells pages apart."""
    return " ".join(re.split(r"[/?#&=._-]+", address[0].partition("://")[2].partition("/")[2]))
