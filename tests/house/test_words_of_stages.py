"""Every mark of a review and of goals and every stage of a request has words of its own wherever words depend
on it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from bot.domain.goals.shared_way import Event as SharedEvent
from bot.domain.goals.way import GOALS
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.intake.handover_way import HANDOVER
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.project_way import PROJECT
from bot.domain.intake.project_way import Event as ProjectEvent
from bot.domain.intake.way import REQUEST
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.talk_way import Mark as TalkMark
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.weeks.check_in_way import Event as CheckInEvent
from messages.catalog import LANGUAGES, Words, has_text
from messages.goals import marks as goals_marks
from messages.intake.labels import stage_labels
from messages.reviews.marks import MARKS, Part
from tests.house.reading import ROOT

TEXT = ROOT / "messages" / "text"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

KEYS = frozenset(stage.key for stage in REQUEST.stages.values())
VALUES: Mapping[str, frozenset[str]] = {
    "stage": KEYS,
    "event": frozenset(RequestEvent),
}
"""What a template may ask for, and what it can be."""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A subject whose marks have words. `known`: those of its states; `table`: the ones that are counted,
    with theirs; in `text` they stand by part. `not_said`: where a mark never comes. `shown`: everything by
    which people tell them apart.
    """

    text: str
    marks: type[StrEnum]
    known: frozenset[StrEnum]
    counted: frozenset[StrEnum]
    parts: type[StrEnum]
    table: Mapping[Any, Any]
    shown: tuple[Callable[[Words, Any], str], ...]
    not_said: Mapping[StrEnum, set[StrEnum]] = field(default_factory=dict)


MARKED = {
    "reviews": Marked(
        text="reviews/marks/",
        marks=Mark,
        known=frozenset(stage.mark for stage in REVIEW.stages.values()),
        counted=frozenset(stage.mark for stage in REVIEW.stages.values() if stage.counts),
        parts=Part,
        table=MARKS,
        shown=(
            lambda words, each: each.sign,
            lambda words, each: each.heading,
            lambda words, each: each.listed(words, 2),
            lambda words, each: each.counted(words, 2),
        ),
        # A manager has a card of a review once there is a self-score to read.
        not_said={Part.APPROVAL_HEADLINE: {Mark.OPEN}, Part.APPROVAL_NEXT: {Mark.OPEN}},
    ),
    "goals": Marked(
        text="goals/marks/",
        marks=GoalsMark,
        known=frozenset(stage.mark for stage in GOALS.stages.values()),
        counted=frozenset(stage.mark for stage in GOALS.stages.values() if stage.counts),
        parts=goals_marks.Part,
        table=goals_marks.MARKS,
        shown=(
            lambda words, each: each.sign,
            lambda words, each: each.heading,
            lambda words, each: each.counted(words, 2),
        ),
    ),
}
OF_ITS_OWN: Mapping[str, Mapping[str, frozenset[str]]] = {
    **{each.text: {"part": frozenset(each.parts)} for each in MARKED.values()},
    **{folder: {"event": frozenset(TalkEvent)} for folder in ("reviews/appeal_card/", "reviews/talk_note/")},
    **{
        folder: {"stage": frozenset(TalkMark)}
        for folder in ("reviews/talk_card/", "reviews/my_talk_card/", "reviews/talk_overview/")
    },
    "goals/shared_card/": {"event": frozenset(SharedEvent)},
    "weeks/digest_words_card/": {"event": frozenset(CheckInEvent)},
    **{
        folder: {
            "stage": frozenset(stage.key for stage in HANDOVER.stages.values()),
            "event": frozenset(HandoverEvent),
        }
        for folder in ("intake/handover_card/", "intake/handover_form/", "intake/progress_note/")
    },
    **{
        folder: {
            "stage": frozenset(stage.key for stage in PROJECT.stages.values()),
            "event": frozenset(ProjectEvent),
        }
        for folder in ("intake/project_card/", "intake/project_form/", "intake/project_note/")
    },
}
"""The same of the templates of one folder."""
OF_EACH = pytest.mark.parametrize("subject", MARKED)

NOT_SAID: Mapping[str, frozenset[str]] = {
    # Home lists what is not settled.
    "home/request": frozenset(
        {"answered", "declined", "done", "joined", "lapsed", "confirmed", "unconfirmed"}
    ),
}
"""Where a mark or a stage never comes."""

ALIKE: Mapping[str, tuple[frozenset[str], ...]] = {
    # What a notification shows on a locked phone does not say how it ended.
    "reviews/my_talk_card/headline": (
        frozenset({"acknowledged", "unanswered"}),
        frozenset({"upheld", "reopened"}),
    ),
    # Its name, which stands before these words, tells them apart.
    "intake/triage_card/clock": (
        frozenset({"answered", "declined", "lapsed"}),
        frozenset({"confirmed", "unconfirmed"}),
    ),
}
"""Stages that may say the same."""

FACTS: Mapping[str, Any] = {
    **dict.fromkeys(("due", "closes", "at", "since", "until", "answer_by"), NOW),
    **dict.fromkeys(("self_score_due", "approval_due", "due_on", "wanted_from"), date(2026, 12, 4)),
    "second_look_due": date(2026, 12, 4),
    "release_due": date(2026, 12, 11),
    **dict.fromkeys(("manager", "name", "names", "owner", "requester", "by", "senior", "ask"), "Liu Yang"),
    "adjusted_by": "Zhou Jing",
    **dict.fromkeys(("is_late", "is_closed", "is_today", "is_first", "is_taken", "has_left"), False),
    **dict.fromkeys(("has_form", "is_next"), False),
    **dict.fromkeys(("given_back", "is_changeable", "back_asked"), False),
    **dict.fromkeys(("approval_is_late", "is_approval_late"), False),
    **dict.fromkeys(("second_look_is_late", "is_second_look_late"), False),
    **dict.fromkeys(("release_is_late", "is_release_late"), False),
    "awaited": "Zhao Min",
    **dict.fromkeys(("is_gone", "is_rescored", "offered", "to_come"), False),
    **dict.fromkeys(("chosen", "denied_at"), None),
    "held": "Thu 3 Dec",
    "judge": "Qian Yu",
    **dict.fromkeys(("number", "request", "minutes"), 7),
    "cycle": "2026 Q4",
    "question": "Which?",
    "title": "No price",
    "waits_for": "the new server",
    "label": "New",
    "took": "",
    **dict.fromkeys(("original_is_closed", "original_due_on"), False),
    "original": 5,
}
"""Whatever else these templates say."""

JINJA = Environment(extensions=["jinja2.ext.i18n"])


def values_in(template: str) -> Mapping[str, frozenset[str]]:
    """What this template may ask for; what is wrong has parts, too."""
    of_its_own = [values for folder, values in OF_ITS_OWN.items() if template.startswith(folder)]
    return {**VALUES, **(of_its_own[0] if of_its_own else {})}


def asked_for(template: str) -> dict[str, set[str]]:
    """By `part`, `stage` and `event`: what the template compares it with."""
    found: dict[str, set[str]] = {}
    text = (TEXT / f"{template}.j2").read_text()
    if not any(name in text for name in values_in(template)):
        return found
    for each in JINJA.parse(text).find_all(nodes.Compare):
        if isinstance(each.expr, nodes.Name) and each.expr.name in values_in(template):
            for operand in each.ops:
                known = {constant.value for constant in operand.find_all(nodes.Const)}
                found.setdefault(each.expr.name, set()).update(known)
    return found


TEMPLATES = {
    name: asked
    for path in sorted(TEXT.rglob("*.j2"))
    if (asked := asked_for(name := path.relative_to(TEXT).with_suffix("").as_posix()))
}
BY_STAGE = [name for name, asked in TEMPLATES.items() if "stage" in asked]


def words_in(language: str) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def said(words: Words, template: str, **asked: str) -> str:
    wanted = find_undeclared_variables(JINJA.parse((TEXT / f"{template}.j2").read_text()))
    return words.say(template, **{name: FACTS[name] for name in wanted if name in FACTS}, **asked)


def alike(known: Mapping[str, str], *, may_be: Collection[frozenset[str]] = ()) -> Iterator[str]:
    """Each pair that a reader could not tell apart, and what says nothing."""
    yield from (f"{one} says nothing" for one, text in known.items() if not text)
    for one, other in combinations(known, 2):
        if known[one] == known[other] and not any({one, other} <= group for group in may_be):
            yield f"{one} says the same as {other}"


PARTS = [pytest.param(subject, part, id=part) for subject, each in MARKED.items() for part in each.parts]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("subject", "part"), PARTS)
def test_every_mark_has_words_of_its_own_in_every_part(subject: str, part: StrEnum, language: str) -> None:
    marked = MARKED[subject]
    spoken = sorted(marked.counted - marked.not_said.get(part, set()))

    missing = [mark for mark in spoken if not has_text(f"{marked.text}{mark}")]
    assert [f"messages/text/{marked.text}{mark}.j2 is missing" for mark in missing] == []
    known = {
        f"the part {part} of messages/text/{marked.text}{mark}.j2": said(
            words_in(language), f"{marked.text}{mark}", part=part
        )
        for mark in spoken
    }
    assert list(alike(known)) == []


@OF_EACH
def test_every_mark_that_counts_is_in_the_table_of_words(subject: str) -> None:
    marked = MARKED[subject]

    assert [
        f"messages.{subject}.marks.MARKS has no {mark}"
        for mark in sorted(marked.counted)
        if mark not in marked.table
    ] == []
    assert set(marked.table) == marked.counted == {path.stem for path in (TEXT / marked.text).glob("*.j2")}


@OF_EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_is_counted_and_drawn_in_its_own_way(subject: str, language: str) -> None:
    words, marked = words_in(language), MARKED[subject]

    for show in marked.shown:
        assert len({show(words, each) for each in marked.table.values()}) == len(marked.table)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", BY_STAGE)
def test_every_stage_reads_differently(template: str, language: str) -> None:
    known = {
        key: said(words_in(language), template, stage=key)
        for key in sorted(values_in(template)["stage"] - NOT_SAID.get(template, frozenset()))
    }

    assert [
        f"messages/text/{template}.j2: {each}" for each in alike(known, may_be=ALIKE.get(template, ()))
    ] == []


def test_no_template_asks_for_what_there_is_not() -> None:
    assert len(BY_STAGE) > 2
    assert [
        f"messages/text/{template}.j2: there is no {fact} {value}"
        for template, asked in TEMPLATES.items()
        for fact, values in asked.items()
        for value in sorted(values - values_in(template)[fact])
    ] == []


def test_no_exception_is_left_over() -> None:
    assert set(NOT_SAID) | set(ALIKE) <= set(TEMPLATES)


@OF_EACH
def test_every_mark_is_that_of_a_state(subject: str) -> None:
    marked = MARKED[subject]

    assert [
        f"no stage of bot/domain/{subject}/way.py has {mark}"
        for mark in marked.marks
        if mark not in marked.known
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_of_a_request_has_its_name(language: str) -> None:
    labels = stage_labels(words_in(language))

    assert [
        f"messages/intake/labels.stage_labels has no {key}" for key in sorted(KEYS) if key not in labels
    ] == []
    assert len(set(labels.values())) == len(labels) == len(KEYS)
