"""The glossary as a file: everything that may be wrong with it at once, each with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.intake.glossary import (
    MOST_TERMS,
    MOST_WORDS,
    NOTE_LIMIT,
    TECHNICAL_LIMIT,
    WORD_LIMIT,
    Glossary,
    Term,
    folded,
)
from bot.domain.organisation import Path, Problem
from bot.domain.text import is_damaged, name_text

FIELDS = ("words", "technical", "note")


class What(StrEnum):
    """What importing a file does to a term."""

    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A term that is new, or another one than it was."""

    what: What
    term: Term
    was: Term | None = None


Entry = tuple[Path, Term]


def read_terms(data: Any, *, languages: Sequence[str]) -> tuple[list[Entry], list[Problem]]:
    """The terms of a file, each with its place, and all that is wrong with what stands in it."""
    if not isinstance(data, Mapping):
        return [], [Problem(code="shape", at=(), is_of_the_whole=True)]
    problems = [
        Problem(code="unknown_field", at=(name,), facts={"field": str(name)})
        for name in data
        if name != "terms"
    ]
    rows = data.get("terms")
    if not isinstance(rows, list) or not rows:
        return [], [*problems, Problem(code="no_terms", at=("terms",))]
    if len(rows) > MOST_TERMS:
        facts = {"count": len(rows), "most": MOST_TERMS}
        return [], [*problems, Problem(code="too_many_terms", at=("terms",), facts=facts)]
    entries: list[Entry] = []
    for number, raw in enumerate(rows):
        at: Path = ("terms", number)
        wrong = list(_wrong(raw, at, languages))
        problems += wrong
        if not wrong:
            entries.append((at, _term(raw)))
    return entries, [*problems, *_twice(entries)]


def changes(
    entries: Sequence[Entry], standing: Sequence[Term]
) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """What importing them would do to the terms that stand, or what does not fit these.

    A term of the file is the one that has one of its words already; of two it cannot be both. What the file
    does not name stays.
    """
    glossary = Glossary(standing)
    made: list[Change] = []
    problems: list[Problem] = []
    taken: dict[int, str] = {}
    for at, term in entries:
        named = glossary.named(term)
        if len(named) > 1:
            names = [each.technical for each in named]
            problems.append(Problem(code="several", at=at, facts={"names": names}))
        elif not named:
            made.append(Change(what=What.ADDED, term=term))
        elif named[0].id in taken:
            same = {"technical": named[0].technical, "other": taken[named[0].id]}
            problems.append(Problem(code="same_term", at=at, facts=same))
        else:
            was = named[0]
            taken[was.id] = term.technical
            now = replace(term, id=was.id, version=was.version)
            if now != was:
                made.append(Change(what=What.CHANGED, term=now, was=was))
    total = len(standing) + sum(each.what is What.ADDED for each in made)
    if total > MOST_TERMS:
        full = {"count": total, "most": MOST_TERMS}
        problems.append(Problem(code="too_many_terms", at=("terms",), facts=full))
    return tuple(made), tuple(problems)


def as_data(terms: Sequence[Term]) -> dict[str, Any]:
    """The same as a file holds it: reading it again changes nothing."""
    return {"terms": [_data(each) for each in terms]}


def _data(term: Term) -> dict[str, Any]:
    words = {language: words[0] if len(words) == 1 else list(words) for language, words in term.words.items()}
    return {"words": words, "technical": term.technical, **({"note": term.note} if term.note else {})}


def _wrong(raw: Any, at: Path, languages: Sequence[str]) -> Iterator[Problem]:
    if not isinstance(raw, Mapping):
        yield Problem(code="shape", at=at)
        return
    for name in raw:
        if name not in FIELDS:
            yield Problem(code="unknown_field", at=(*at, name), facts={"field": str(name)})
    yield from _wrong_line(raw.get("technical"), (*at, "technical"), TECHNICAL_LIMIT, needed=True)
    yield from _wrong_line(raw.get("note"), (*at, "note"), NOTE_LIMIT, needed=False)
    words = raw.get("words")
    if words is None:
        yield Problem(code="missing", at=(*at, "words"), facts={"field": "words"})
    elif not isinstance(words, Mapping):
        yield Problem(code="by_language", at=(*at, "words"), facts={"known": list(languages)})
    else:
        yield from _wrong_words(words, (*at, "words"), languages)


def _wrong_words(words: Mapping[Any, Any], at: Path, languages: Sequence[str]) -> Iterator[Problem]:
    found = False
    for language, said in words.items():
        place = (*at, language)
        if language not in languages:
            yield Problem(code="by_language", at=place, facts={"known": list(languages)})
            continue
        spoken = said if isinstance(said, list) else [] if said is None else [said]
        found = found or bool(spoken)
        if len(spoken) > MOST_WORDS:
            facts = {"count": len(spoken), "most": MOST_WORDS}
            yield Problem(code="too_many_words", at=place, facts=facts)
        for number, word in enumerate(spoken):
            inside = (*place, number) if isinstance(said, list) else place
            yield from _wrong_line(word, inside, WORD_LIMIT, needed=True)
    if not found:
        yield Problem(code="no_word", at=at)


def _wrong_line(raw: Any, at: Path, limit: int, *, needed: bool) -> Iterator[Problem]:
    field = str(at[-1])
    if raw is None and not needed:
        return
    if raw is None:
        yield Problem(code="missing", at=at, facts={"field": field})
    elif not isinstance(raw, str):
        yield Problem(code="text", at=at)
    elif is_damaged(raw):
        yield Problem(code="damaged", at=at)
    elif len(name_text(raw)) > limit:
        yield Problem(code="too_long", at=at, facts={"limit": limit})
    elif needed and not (folded(raw) if "words" in at else name_text(raw)):
        yield Problem(code="missing", at=at, facts={"field": field})


def _term(raw: Mapping[str, Any]) -> Term:
    words = {
        language: tuple({folded(each): name_text(each) for each in reversed(_listed(said))}.values())[::-1]
        for language, said in raw["words"].items()
        if said
    }
    return Term(words=words, technical=name_text(raw["technical"]), note=name_text(raw.get("note") or ""))


def _listed(said: Any) -> list[str]:
    return said if isinstance(said, list) else [said]


def _twice(entries: Sequence[Entry]) -> Iterator[Problem]:
    """A word that stands in two terms of the file, named where it stands the second time."""
    seen: dict[str, str] = {}
    for at, term in entries:
        here: set[str] = set()
        for word in term.spoken:
            key = folded(word)
            if key in seen and key not in here:
                facts = {"word": word, "technical": seen[key]}
                yield Problem(code="word_twice", at=at, facts=facts)
            here.add(key)
        for key in here:
            seen.setdefault(key, term.technical)
