"""Input about somebody: colleagues are asked, on demand, by whoever manages them or by HR.

Source: domain.md §8; issue 14. The manager weighs it; no score is made of it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from random import Random

from bot.domain.follows import stale
from bot.domain.notices import CardStale
from bot.domain.obligations import MINUTES, Obligation, Subject
from bot.domain.people import Person
from bot.domain.reviews.cards import input_card
from bot.domain.reviews.input_way import INPUT, Stage, State
from bot.domain.text import is_blank, typed_text
from bot.errors import Refusal

FEWEST = 5
"""Fewer answers are never shown together, and fewer are not asked. Source: issue 14."""
MOST_ASKED = 15
USUAL_DAYS = 5
"""Working days until which it is asked, unless another day is chosen (our choice)."""
ANSWER_LIMIT = 500
"""Characters: so that what a dozen colleagues wrote can be read at once."""
OWN_LIMIT = 200
WHO, QUESTIONS, OWN, UNTIL, HOW = "who", "questions", "own", "until", "how"
"""The fields of the form in which it is asked."""
ANSWER = "answer_"
"""With the number of its question, the field of an answer."""


class How(StrEnum):
    """How it reaches its reader: five and more together and without names, or each with its name."""

    TOGETHER = "together"
    NAMED = "named"


class Answered(StrEnum):
    """What one of those who were asked did; when is kept nowhere."""

    NOT_YET = "not_yet"
    GIVEN = "given"
    DECLINED = "declined"


Question = Mapping[str, str]
"""One, by language."""


@dataclass(frozen=True, kw_only=True)
class InputRequest:
    """`questions`: as they were asked. `seed`: by which answers are put in another order than they came in.
    `version`: the number of the last entry of its history.
    """

    id: int
    about_id: int
    asked_by_id: int
    how: How
    questions: tuple[Question, ...]
    asked_at: datetime
    due_on: date
    seed: str
    state: State
    version: int

    @property
    def stage(self) -> Stage:
        return INPUT.stage(self.state)


@dataclass(frozen=True, kw_only=True)
class Giver:
    """One of those who were asked. `answers`: one a question, "" where nothing was said to it."""

    person_id: int
    answered: Answered = Answered.NOT_YET
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InputAbout:
    """About whom, for the table of deeds. `is_hr`: whether they are of HR themselves."""

    employee_id: int
    manager_id: int | None
    is_hr: bool


@dataclass(frozen=True, kw_only=True)
class AskedForInput:
    """A request before one of those who were asked, for the table of deeds."""

    givers: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class InputFacts:
    """One request before whoever was asked. `mine`: what they gave so far; `manager`: who will read it,
    with HR where `hr_reads`.
    """

    request: InputRequest
    about: Person
    asked_by: Person
    reader: Person
    mine: Giver
    manager: Person | None
    hr_reads: bool
    today: date

    @property
    def can_be_given(self) -> bool:
        return self.request.stage.move is not None and self.today <= self.request.due_on

    @property
    def fingerprint(self) -> str:
        """Of the rule by which it is given, as it was shown: how, who reads it."""
        said = (self.request.how.value, str(self.manager.id if self.manager else 0), str(self.hr_reads))
        return hashlib.sha256("|".join(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer. `by`: who gave it, where it is with names; else None."""

    text: str
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class InputRead:
    """One request before whoever may read what came of it. `said`: by question; empty until it is readable.

    `asked`: how many were asked; how many answered is said once it has ended, and only of enough.
    `took_part`: the reader was asked themselves, and reads none of it.
    """

    request: InputRequest
    asked_by: Person
    asked: int
    answered: int | None
    took_part: bool = False
    said: tuple[tuple[Said, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class InputPage:
    """Everything that was asked about one person, before one reader, the newest first."""

    reader: Person
    about: Person
    requests: tuple[InputRead, ...]


@dataclass(frozen=True, kw_only=True)
class TypedInput:
    """What stands in the form in which it is asked."""

    who: tuple[str, ...] = ()
    questions: str = ""
    own: str = ""
    until: str = ""
    how: str = How.TOGETHER.value


def usual_day(asking: Person, today: date) -> date:
    """Until when it is asked, unless another day is chosen."""
    return asking.calendar.add_working_days(today, USUAL_DAYS)


def is_enough(how: How, answers: int) -> bool:
    """Whether what was answered may be read: of five and more together, with names of one."""
    return answers >= (FEWEST if how is How.TOGETHER else 1)


def require_enough_asked(how: How, givers: int) -> None:
    """Raises Refusal: input.nobody, input.too_few, input.too_many."""
    if not givers:
        raise Refusal("input.nobody", field=WHO)
    if how is How.TOGETHER and givers < FEWEST:
        raise Refusal("input.too_few", field=WHO, fewest=FEWEST)
    if givers > MOST_ASKED:
        raise Refusal("input.too_many", field=WHO, most=MOST_ASKED)


def read_answers(given: Sequence[str]) -> tuple[str, ...]:
    """What is kept of what was typed, one a question.

    Raises Refusal: input.empty where nothing was said to any, input.too_long.
    """
    typed = (typed_text(each).strip() for each in given)
    answers = tuple("" if is_blank(each) else each for each in typed)
    if not any(answers):
        raise Refusal("input.empty", field=f"{ANSWER}0")
    for number, each in enumerate(answers):
        if len(each) > ANSWER_LIMIT:
            raise Refusal("input.too_long", field=f"{ANSWER}{number}", limit=ANSWER_LIMIT)
    return answers


def gave(givers: Sequence[Giver]) -> list[Giver]:
    """Those of whom something is there to be read: of whoever was erased nothing is."""
    return [each for each in givers if any(each.answers)]


def said_to(
    request: InputRequest, givers: Sequence[Giver], names: Mapping[int, str]
) -> tuple[tuple[Said, ...], ...]:
    """By question what may be read: nothing before it is readable, or of too few.

    Together, the answers to each question stand in an order of its own, which neither when they came nor who
    gave them has anything to do with: what one colleague said to two questions cannot be put together by
    its place.
    """
    given = gave(givers)
    if not request.stage.readable or not is_enough(request.how, len(given)):
        return ()
    if request.how is How.NAMED:
        by_name = sorted(given, key=lambda each: (names.get(each.person_id, ""), each.person_id))
        return tuple(
            tuple(
                Said(text=text, by=names.get(each.person_id, ""))
                for each in by_name
                if (text := _answer(each, number))
            )
            for number in range(len(request.questions))
        )
    return tuple(
        tuple(Said(text=text) for text in _mixed(request, given, number))
        for number in range(len(request.questions))
    )


def drawn_anew(request: InputRequest, giver: Giver, occasion: str) -> Iterator[CardStale]:
    """The own card of one of those who were asked."""
    return stale([(giver.person_id, input_card(request.id, giver.person_id))], because=occasion)


def implied(request: InputRequest, givers: Sequence[Giver]) -> Iterator[Obligation]:
    """An answer of everybody who neither gave one nor declined."""
    move = request.stage.move
    if move is None:
        return
    for each in givers:
        if each.answered is Answered.NOT_YET:
            yield Obligation(
                person_id=each.person_id,
                other_id=request.about_id,
                kind=move,
                subject=Subject.INPUT,
                subject_id=request.id,
                since=request.asked_at,
                opens_at=request.asked_at,
                due_on=request.due_on,
                lapses_on=request.due_on,
                minutes=MINUTES[move],
            )


def _mixed(request: InputRequest, given: Sequence[Giver], number: int) -> list[str]:
    texts = sorted(text for each in given if (text := _answer(each, number)))
    Random(f"{request.seed}.{number}").shuffle(texts)
    return texts


def _answer(giver: Giver, number: int) -> str:
    return giver.answers[number] if number < len(giver.answers) else ""
