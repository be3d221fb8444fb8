"""Sets of questions for input about somebody: shipped ones, a company's own, and what may be wrong with its
file. Source: domain.md §8.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Annotated, Any

from pydantic import Field

from bot.domain.data_file import Form, entries, filled, twice
from bot.domain.organisation import Path, Problem
from bot.domain.texts import LANGUAGES, Frozen, Key, Line

USUAL_SET = "peers"
NO_SET = "none"
"""What the form says where only a question of one's own is asked: no set's key."""
MOST_SETS, MOST_QUESTIONS = 10, 4
"""Whoever is asked should not need long, and of the 100 blocks of a view each answer may need one."""
SET_NAME_LIMIT = 75
"""Characters of an entry in a menu. Source: slack.md."""
QUESTION_LIMIT = 200
"""Characters of a question, which labels the field of its answer."""

SetName = Annotated[
    Mapping[str, Annotated[Line, Field(min_length=1, max_length=SET_NAME_LIMIT)]], Field(min_length=1)
]
"""By language, in one or more of ours."""
QuestionText = Annotated[
    Mapping[str, Annotated[Line, Field(min_length=1, max_length=QUESTION_LIMIT)]], Field(min_length=1)
]


class QuestionSet(Frozen):
    """What is asked together."""

    key: Key
    name: SetName
    questions: Annotated[tuple[QuestionText, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]

    def in_every_language(self) -> "QuestionSet":
        """The same, each text in each language of ours: Chinese takes the place of Chinese, then English."""
        return self.model_copy(
            update={"name": _filled(self.name), "questions": tuple(_filled(each) for each in self.questions)}
        )


class QuestionSets(Frozen):
    """What a company's file holds."""

    sets: Annotated[tuple[QuestionSet, ...], Field(max_length=MOST_SETS)]


def offered(shipped: Sequence[QuestionSet], own: Sequence[QuestionSet]) -> tuple[QuestionSet, ...]:
    """Those that can be chosen, the first of them preset: a company's own, in the order of its file, then
    the shipped ones, the usual one first. One of the company's takes the place of a shipped one with its key.
    """
    replaced = {each.key for each in own}
    left = sorted((each for each in shipped if each.key not in replaced), key=lambda s: s.key != USUAL_SET)
    return (*own, *left)


def check(data: Any) -> tuple[tuple[QuestionSet, ...] | None, tuple[Problem, ...]]:
    """The sets that the plain data of a company's file makes, or all that is wrong with it."""
    if not isinstance(data, Mapping):
        return None, (Problem(code="shape", at=(), is_of_the_whole=True),)
    value, problems = filled(data, Form(model=QuestionSets, number=_number), languages=())
    rows = entries(data.get("sets"))
    problems += twice((("sets", number, "key"), each.get("key")) for number, each in rows)
    for number, each in rows:
        problems += _rules(each, ("sets", number))
    if problems or value is None:
        return None, tuple(problems)
    return tuple(each.in_every_language() for each in value.sets), ()


def check_set(data: Any) -> tuple[QuestionSet | None, tuple[Problem, ...]]:
    """The set that a shipped file's plain data makes, which is in every language of ours."""
    found, problems = filled(data, Form(model=QuestionSet, number=_number), languages=())
    problems += _rules(data, (), wanted=LANGUAGES)
    return None if problems else found, tuple(problems)


def _number(_: Path) -> str:
    return "number"


def _rules(raw: Mapping[str, Any], at: Path, *, wanted: Sequence[str] = ()) -> Iterator[Problem]:
    """What a set may have wrong as a whole: one of its texts lacks a language that another one has."""
    if raw.get("key") == NO_SET:
        yield Problem(code="key_taken", at=(*at, "key"), facts={"value": NO_SET})
    questions = entries(raw.get("questions"))
    texts = [((*at, "questions", number), each) for number, each in questions]
    if isinstance(name := raw.get("name"), Mapping):
        texts.insert(0, ((*at, "name"), name))
    used = {*wanted, *chain.from_iterable(each for _, each in texts)}
    for place, text in texts:
        for language in text:
            if language not in LANGUAGES:
                facts = {"value": str(language), "known": ", ".join(LANGUAGES)}
                yield Problem(code="choice", at=(*place, str(language)), facts=facts)
        missing = [each for each in LANGUAGES if each in used and each not in text]
        if missing:
            yield Problem(code="language_of_others", at=place, facts={"missing": missing})


def _filled(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {
        language: next(texts[each] for each in _nearest(language) if each in texts) for language in LANGUAGES
    }


def _nearest(language: str) -> Sequence[str]:
    """This language, then those that stand in for it."""
    chinese = [each for each in LANGUAGES if each.startswith("zh")]
    order = (language, *(chinese if language in chinese else ()), *LANGUAGES)
    return tuple(dict.fromkeys(order))
