"""Business words and the technical terms that stand for them, and where they stand in a text."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from opencc import OpenCC

from bot.domain.text import key

WORD_LIMIT, TECHNICAL_LIMIT, NOTE_LIMIT = 60, 120, 300
MOST_WORDS = 10
"""Of one language in one term: a word and others that people say for it."""
MOST_TERMS = 5000

_SIMPLIFY = OpenCC("t2s")
_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz") | {chr(sign) for sign in range(0xC0, 0x250)}


@dataclass(frozen=True, kw_only=True)
class Term:
    """`words` are what people say, by language; `technical` is what developers say.

    `id` is the term's own through all its versions; 0 for one that is not kept yet.
    """

    id: int = 0
    version: int = 0
    words: Mapping[str, Sequence[str]]
    technical: str
    note: str = ""

    @property
    def spoken(self) -> Iterator[str]:
        """All its words, in whatever language."""
        for words in self.words.values():
            yield from words


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A term as it stands, with whoever wrote it; `by` is empty for the command line."""

    term: Term
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Found:
    """A term in a text: from `start` to before `end`."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, kw_only=True)
class Twice:
    """A word that two terms have: `word` of the one, `other` is the one that has it already."""

    word: str
    other: Term


class Glossary:
    """The terms that stand, ready to be looked for in any number of texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_word: dict[str, Term] = {}
        for term in terms:
            for word in term.spoken:
                self._by_word.setdefault(folded(word), term)
        self._by_word.pop("", None)
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(self._by_word, key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append(word)

    def find(self, text: str) -> Sequence[Found]:
        """Where terms stand in a text, in its order.

        The longest wins, wherever it begins, and nothing is found again inside of it: of “shopping cart”
        and “cart” in “the shopping cart” only the first. Case, width, and Simplified or Traditional do not
        matter. A Latin word counts only as a whole; Chinese has no gaps, so there it counts anywhere.
        """
        said, places = _with_places(text)
        taken = bytearray(len(said))
        found = []
        for start, word in sorted(self._candidates(said), key=lambda each: (-len(each[1]), each[0])):
            end = start + len(word)
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * len(word)
            last = places[end - 1]
            found.append(Found(start=places[start][0], end=last[1], term=self._by_word[word]))
        return sorted(found, key=lambda each: each.start)

    def terms_in(self, *texts: str) -> Sequence[Term]:
        """The terms that these texts hold, each once, in the order in which they are met."""
        found = {(each.term.id, each.term.technical): each.term for text in texts for each in self.find(text)}
        return list(found.values())

    def twice(self, term: Term) -> Twice | None:
        """The first word of a term that another one has."""
        for word in term.spoken:
            other = self._by_word.get(folded(word))
            if other is not None and (other.id != term.id or not term.id):
                return Twice(word=word, other=other)
        return None

    def named(self, term: Term) -> Sequence[Term]:
        """The terms that have one of its words, each once."""
        found = (self._by_word.get(folded(word)) for word in term.spoken)
        return list({each.id: each for each in found if each is not None}.values())

    def _candidates(self, said: str) -> Iterator[tuple[int, str]]:
        for start, sign in enumerate(said):
            for word in self._by_first.get(sign, ()):
                if said.startswith(word, start) and _is_whole(said, start, start + len(word)):
                    yield start, word


def folded(text: str) -> str:
    """What two words have in common that are taken for the same."""
    return _with_places(key(text))[0].strip()


def split_words(text: str) -> tuple[str, ...]:
    """The words of a field, between commas of any script or on lines of their own; each once."""
    for sign in (",", "，", "、", ";", "；", "\n"):
        text = text.replace(sign, "\n")
    words = (" ".join(each.split()) for each in text.splitlines())
    return tuple({folded(each): each for each in words if folded(each)}.values())


def _is_whole(said: str, start: int, end: int) -> bool:
    """Not a part of a longer Latin word."""
    if said[start] in _LATIN and start and said[start - 1] in _LATIN:
        return False
    return not (said[end - 1] in _LATIN and end < len(said) and said[end] in _LATIN)


def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text folded sign by sign, and for each sign of that from where to where it stands in the text.

    Sign by sign, so that a place is never lost: what belongs to the sign before it (a mark over it, a
    selector) goes with that, what cannot be seen with nothing.
    """
    said: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for sign in _fold(text[at:end]):
            if sign == " " and said and said[-1] == " ":
                places[-1] = (places[-1][0], end)
                continue
            said.append(sign)
            places.append((at, end))
        at = end
    return "".join(said), places


@cache
def _simple(sign: str) -> str:
    return str(_SIMPLIFY.convert(sign))


@cache
def _fold(signs: str) -> str:
    """One sign with the marks over it, as all its forms are compared."""
    if signs.isspace():
        return " "
    return "".join(_simple(each) if each > "\u2e7f" else each for each in key(signs))
