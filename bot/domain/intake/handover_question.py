"""A developer's question on its way to the requester and back, with the glossary's words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.glossary import Glossary, Term
from bot.domain.intake.handover import HandoverFacts

WORDS_OF = {"zh-CN": "zh_Hans", "zh-TW": "zh_Hant", "zh-HK": "zh_Hant"}
"""By the locale of a reader, the glossary's name of their language; every other reads English words first."""


@dataclass(frozen=True, kw_only=True)
class PassedQuestion:
    """What a developer asked, ready to be asked of the requester. `terms`: what of the glossary it holds.

    `locale` is the language in which developers are written to.
    """

    form: StepForm
    asked: str
    developer: str
    terms: Sequence[Term]
    locale: str


@dataclass(frozen=True, kw_only=True)
class PassedAnswer:
    """What the requester wrote, ready to be said to the developer; `text` is that with what was typed."""

    facts: HandoverFacts
    answer: str
    text: str
    terms: Sequence[Term]


def technical_in(terms: Sequence[Term], text: str) -> Sequence[Term]:
    """The terms whose technical word a text holds, each once, in its order."""
    return [found for found, _ in _placed(terms, text)]


def for_the_requester(terms: Sequence[Term], text: str, *, locale: str) -> str:
    """The text with the reader's own word behind each technical one, where it is said first."""
    return _with_words(text, [(end, _word(term, locale)) for term, end in _placed(terms, text)])


def for_developers(glossary: Glossary, text: str) -> str:
    """The text with the technical word behind each of the business, where it is said first."""
    said: dict[str, int] = {}
    for each in glossary.find(text):
        said.setdefault(each.term.technical, each.end)
    return _with_words(text, [(end, technical) for technical, end in said.items()])


def _placed(terms: Sequence[Term], text: str) -> list[tuple[Term, int]]:
    """Each term met by its technical word, and where that ends."""
    swapped = [replace(each, words={"": (each.technical,)}) for each in terms]
    by_technical = {each.technical: each for each in terms}
    found: dict[str, int] = {}
    for each in Glossary(swapped).find(text):
        found.setdefault(each.term.technical, each.end)
    return [(by_technical[technical], end) for technical, end in found.items()]


def _with_words(text: str, words: Sequence[tuple[int, str]]) -> str:
    for end, word in sorted(words, reverse=True):
        if word and word.casefold() not in text.casefold():
            text = f"{text[:end]} ({word}){text[end:]}"
    return text


def _word(term: Term, locale: str) -> str:
    own = term.words.get(WORDS_OF.get(locale, "en")) or ()
    return next(iter(own), "")
