"""Every mark of a review and every stage of a request has words of its own wherever words depend on it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import combinations
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from bot.domain.intake.way import REQUEST
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.way import REVIEW, Mark
from messages.catalog import LANGUAGES, Words
from messages.intake.labels import stage_labels
from tests.house.reading import ROOT

TEXT = ROOT / "messages" / "text"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

KEYS = frozenset(stage.key for stage in REQUEST.stages.values())
VALUES: Mapping[str, frozenset[str]] = {
    "mark": frozenset(Mark),
    "stage": KEYS,
    "event": frozenset(RequestEvent),
}
"""What a template may ask for, and what it can be."""

NOT_SAID: Mapping[str, frozenset[str]] = {
    # A card of a cycle that was withdrawn is another card: messages/reviews/withdrawn_card.
    "reviews/my_review_card/headline": frozenset({Mark.WITHDRAWN}),
    "reviews/my_review_card/body": frozenset({Mark.WITHDRAWN}),
    "home/steps": frozenset({Mark.WITHDRAWN}),
    "reviews/cycle_answers/state": frozenset({Mark.WITHDRAWN}),
    "reviews/manager_thread/who": frozenset({Mark.WITHDRAWN}),
    # A manager has a card of a review once there is a self-score to read.
    "reviews/approval_card/headline": frozenset({Mark.OPEN, Mark.WITHDRAWN}),
    "reviews/approval_card/next": frozenset({Mark.OPEN, Mark.WITHDRAWN}),
    # Home lists what is not settled.
    "home/request": frozenset({"answered", "declined", "done"}),
}
"""Where a mark or stage never comes."""

ALIKE: Mapping[str, tuple[frozenset[str], ...]] = {
    # Its name, which stands before these words, tells them apart.
    "intake/triage_card/clock": (frozenset({"answered", "declined", "done"}),),
}
"""Stages that may say the same."""

FACTS: Mapping[str, Any] = {
    **dict.fromkeys(("due", "closes", "at", "since", "answer_by"), NOW),
    **dict.fromkeys(("self_score_due", "approval_due", "due_on"), date(2026, 12, 4)),
    **dict.fromkeys(("manager", "name", "names", "owner", "requester", "by", "senior", "ask"), "Liu Yang"),
    **dict.fromkeys(("is_late", "is_closed", "is_today", "is_first", "has_left"), False),
    **dict.fromkeys(("approval_is_late", "is_approval_late"), False),
    **dict.fromkeys(("number", "request", "minutes"), 7),
    "cycle": "2026 Q4",
    "question": "Which?",
    "title": "No price",
    "label": "New",
    "took": "",
}
"""Whatever else these templates say."""

JINJA = Environment(extensions=["jinja2.ext.i18n"])


def asked_for(template: str) -> dict[str, set[str]]:
    """By `mark`, `stage` and `event`: what the template compares it with."""
    found: dict[str, set[str]] = {}
    for each in JINJA.parse((TEXT / f"{template}.j2").read_text()).find_all(nodes.Compare):
        if isinstance(each.expr, nodes.Name) and each.expr.name in VALUES:
            for operand in each.ops:
                known = {constant.value for constant in operand.find_all(nodes.Const)}
                found.setdefault(each.expr.name, set()).update(known)
    return found


TEMPLATES = {
    name: asked
    for path in sorted(TEXT.rglob("*.j2"))
    if (asked := asked_for(name := path.relative_to(TEXT).with_suffix("").as_posix()))
}
BY_STAGE = [(name, fact) for name, asked in TEMPLATES.items() for fact in ("mark", "stage") if fact in asked]


def said(words: Words, template: str, fact: str, value: str) -> str:
    wanted = find_undeclared_variables(JINJA.parse((TEXT / f"{template}.j2").read_text()))
    facts = {name: FACTS[name] for name in wanted if name in FACTS}
    return words.say(template, **facts, **{fact: value})


def alike(words: Words, template: str, fact: str) -> Iterator[str]:
    """Each pair that a reader could not tell apart."""
    known = {
        value: said(words, template, fact, value)
        for value in sorted(VALUES[fact] - NOT_SAID.get(template, frozenset()))
    }
    for one, other in combinations(known, 2):
        may_be = any({one, other} <= group for group in ALIKE.get(template, ()))
        if known[one] == known[other] and not may_be:
            yield f"messages/text/{template}.j2 says the same of {one} as of {other} in {words.language}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("template", "fact"), BY_STAGE)
def test_what_differs_reads_differently(template: str, fact: str, language: str) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)

    assert list(alike(words, template, fact)) == []


def test_no_template_asks_for_what_there_is_not() -> None:
    assert len(BY_STAGE) > 8
    assert [
        f"messages/text/{template}.j2: there is no {fact} {value}"
        for template, asked in TEMPLATES.items()
        for fact, values in asked.items()
        for value in sorted(values - VALUES[fact])
    ] == []


def test_no_exception_is_left_over() -> None:
    assert set(NOT_SAID) | set(ALIKE) <= set(TEMPLATES)


def test_every_mark_is_that_of_a_state() -> None:
    marks = {stage.mark for stage in REVIEW.stages.values()}

    assert [f"no stage of bot/domain/reviews/way.py has {mark}" for mark in Mark if mark not in marks] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_of_a_request_has_its_name(language: str) -> None:
    labels = stage_labels(Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW))

    assert [
        f"messages/intake/labels.stage_labels has no {key}" for key in sorted(KEYS) if key not in labels
    ] == []
    assert len(set(labels.values())) == len(labels) == len(KEYS)
