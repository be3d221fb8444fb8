"""The four gates of somebody in the lowest band: what is on record of each, with dates, and what is missing.

A record, not legal advice. Source: domain.md §8.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.actions.trainings import Answer
from bot.domain.people import Person
from bot.domain.text import typed_text
from bot.domain.weeks.feedback_form import has_words
from bot.errors import Refusal

OFFER_LIMIT = 1000
DAY, TEXT = "day", "text"
"""The fields of an offer of another post."""


class Gate(StrEnum):
    """Each of the four, in their order."""

    AGREED = "agreed"
    """Duties and the standard were agreed beforehand."""
    PROVEN = "proven"
    """Failing it is proven."""
    OFFERED = "offered"
    """Training or another post was offered."""
    AGAIN = "again"
    """A second assessment failed, too."""


class Document(StrEnum):
    """What something on record is."""

    JOB_FORM = "job_form"
    SHEET = "sheet"
    RESULT = "result"
    TRAINING = "training"
    POST = "post"


class Lack(StrEnum):
    """What is missing of a gate."""

    JOB_FORM = "job_form"
    SHEET = "sheet"
    RESULT = "result"
    OFFER = "offer"
    SECOND = "second"
    SECOND_AFTER_OFFER = "second_after_offer"


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """One document: what it is, of which day, of which period or in which words, and by whom. `answer`:
    what became of the offer of a training.
    """

    document: Document
    on: date
    period: str = ""
    text: str = ""
    by: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One gate: what there is, the oldest first, and what is missing."""

    gate: Gate
    there: tuple[OnRecord, ...]
    missing: tuple[Lack, ...]


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All four of one person, as they stand on a day."""

    person: Person
    gates: tuple[Standing, ...]


def gates_of(found: Iterable[OnRecord]) -> tuple[Standing, ...]:
    """The four of what is on record of somebody.

    What was agreed after the first failing result was released was not agreed beforehand, and what was
    offered before it is no answer to it: neither counts.
    """
    every = sorted(found, key=lambda each: (each.on, each.document))
    results = _of(every, Document.RESULT)
    first = results[0].on if results else None
    agreed = [
        each for each in _of(every, Document.JOB_FORM, Document.SHEET) if first is None or each.on <= first
    ]
    offers = [
        each for each in _of(every, Document.TRAINING, Document.POST) if first is None or each.on >= first
    ]
    later = results[1:]
    after = [each for each in later if offers and each.on >= offers[0].on]
    lacks = [
        lack
        for document, lack in ((Document.JOB_FORM, Lack.JOB_FORM), (Document.SHEET, Lack.SHEET))
        if not _of(agreed, document)
    ]
    return (
        Standing(gate=Gate.AGREED, there=tuple(agreed), missing=tuple(lacks)),
        Standing(gate=Gate.PROVEN, there=tuple(results[:1]), missing=() if results else (Lack.RESULT,)),
        Standing(gate=Gate.OFFERED, there=tuple(offers), missing=() if offers else (Lack.OFFER,)),
        Standing(gate=Gate.AGAIN, there=tuple(later), missing=_second(later, after)),
    )


def _second(later: Sequence[OnRecord], after: Sequence[OnRecord]) -> tuple[Lack, ...]:
    if after:
        return ()
    return (Lack.SECOND_AFTER_OFFER,) if later else (Lack.SECOND,)


def _of(found: Sequence[OnRecord], *documents: Document) -> list[OnRecord]:
    return [each for each in found if each.document in documents]


def read_offer(day: str, text: str, *, today: date) -> tuple[date, str]:
    """An offer of another post that is put on record: when it was made, and what it was.

    Raises Refusal: gates.no_day, gates.to_come, action.missing, action.too_long.
    """
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Refusal("gates.no_day", field=DAY) from None
    if on > today:
        raise Refusal("gates.to_come", field=DAY, on=on)
    said = typed_text(text).strip()
    if len(said) > OFFER_LIMIT:
        raise Refusal("action.too_long", field=TEXT, limit=OFFER_LIMIT, length=len(said))
    if not has_words(said):
        raise Refusal("action.missing", field=TEXT)
    return on, said
