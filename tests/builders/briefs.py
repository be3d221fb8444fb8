"""Assessments, briefs and terms of the glossary for tests."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from bot.domain.intake.assess import Assessment, Effort, Impact, Priority, priority_of
from bot.domain.intake.brief import Brief, Part, Parts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.glossary import Term
from bot.domain.intake.triage import Reach
from bot.services.acting import Acting
from bot.services.intake.assess import assess
from bot.services.intake.brief import save_brief
from bot.services.intake.glossary import save_term
from bot.services.intake.request_facts import request_facts
from storage.unit import Store
from tests.builders.intake import MORNING
from tests.builders.people import SUN

_NUMBERS = count(1)

WHOLE: Parts = {part: f"The {part.value}" for part in Part}


def judged(priority: Priority | None = None, reason: str = "", **changes: Any) -> Assessment:
    """High impact on a branch, little work: P2, unless another priority holds."""
    values = {"impact": Impact.HIGH, "reach": Reach.BRANCH, "effort": Effort.SMALL, **changes}
    return Assessment(**values, priority=priority or priority_of(**values), reason=reason)


def assessed(
    store: Store,
    number: int,
    acting: Acting,
    assessment: Assessment | None = None,
    *,
    seen: int | None = None,
    submission: str = "",
) -> None:
    """By somebody who has read everything, unless told otherwise."""
    assess(
        acting,
        assessment or judged(),
        request_id=number,
        seen=_facts(store, number).assessed_seen if seen is None else seen,
        values={"impact": "3"},
        submission=submission or f"VA{next(_NUMBERS)}",
    )


def briefed(
    store: Store,
    number: int,
    acting: Acting,
    parts: Parts | None = None,
    *,
    seen: int | None = None,
    submission: str = "",
) -> Brief:
    """By somebody who has read everything, unless told otherwise; one that has only a headline."""
    return save_brief(
        acting,
        request_id=number,
        parts={Part.HEADLINE: "Cart loses items"} if parts is None else parts,
        seen=_facts(store, number).brief_seen if seen is None else seen,
        submission=submission or f"VB{next(_NUMBERS)}",
    )


def brief(parts: Parts = WHOLE, **changes: Any) -> Brief:
    """A version of the brief of request 214."""
    values: dict[str, Any] = {
        "request_id": 214,
        "number": 2,
        "parts": parts,
        "locale": "en-US",
        "by": SUN,
        "at": MORNING,
    }
    return Brief(**{**values, **changes})


def term(technical: str, *en: str, id: int = 0, version: int = 0, note: str = "", **words: Any) -> Term:
    """A term with English words, and with others by language."""
    said: Mapping[str, Any] = {**({"en": en} if en else {}), **words}
    return Term(id=id, version=version, words=said, technical=technical, note=note)


def kept(acting: Acting, made: Term) -> None:
    save_term(acting, made, typed={"technical": made.technical})


def _facts(store: Store, number: int) -> RequestFacts:
    with store.read() as unit:
        return request_facts(unit, number)
