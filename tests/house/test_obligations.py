"""Every kind of obligation: the step that it is, the time it takes, its words and its button."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.job_form_way import JOB_FORM
from bot.domain.goals.shared_way import SHARED
from bot.domain.goals.way import GOALS
from bot.domain.intake.handover_way import HANDOVER
from bot.domain.intake.project_way import PROJECT
from bot.domain.intake.swap_way import SWAP
from bot.domain.intake.way import REQUEST
from bot.domain.obligations import MINUTES, Kind, Owed
from bot.domain.reviews.input_way import INPUT
from bot.domain.reviews.talk_way import TALK
from bot.domain.reviews.way import REVIEW
from bot.domain.weeks.check_in_way import CHECK_IN
from bot.domain.weeks.suggestion_way import SUGGESTION
from messages.catalog import LANGUAGES, Words, has_text
from messages.obligations import OWED, owed_lines, step_count
from tests.builders.approval import CHEN

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DUE = date(2026, 11, 25)
LATE = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)

WAYS = (REVIEW, TALK, GOALS, JOB_FORM, SHARED, CHECK_IN, SUGGESTION, INPUT, REQUEST, SWAP, HANDOVER, PROJECT)
STEPS = [
    *(stage.move for way in WAYS for stage in way.stages.values() if stage.move is not None),
    *(stage.word for stage in PROJECT.stages.values() if stage.word is not None),
]

WITHOUT_A_WAY = {Kind.FIGURES, Kind.PLAN}
"""What is owed as long as something is missing: bot.services.goals.figures_owed; or what a result wants:
bot.services.actions.plans.
"""

BY_WHAT_IS_SCORED = {Kind.SELF_SCORE}
"""How long these take is what their sections add up to: bot.domain.reviews.self_score.minutes."""


def words(language: str, now: datetime = NOW) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=now)


def owed(kind: Kind) -> Owed:
    return Owed(kind=kind, subject_id=7, who="Liu Yang", since=NOW, due_on=DUE, minutes=5, period="2026Q4")


def test_every_kind_is_the_move_of_some_stage() -> None:
    assert [
        f"no stage of bot/domain/*/way.py waits for {kind}: nobody would ever owe it"
        for kind in Kind
        if kind not in STEPS and kind not in WITHOUT_A_WAY
    ] == []


def test_every_kind_says_how_long_it_takes() -> None:
    assert [
        f"bot.domain.obligations.MINUTES has no {kind}"
        for kind in Kind
        if kind not in MINUTES and kind not in BY_WHAT_IS_SCORED
    ] == []
    assert set(MINUTES) & BY_WHAT_IS_SCORED == set()


def test_every_kind_has_its_entry_and_its_sentence() -> None:
    assert [f"messages.obligations.OWED has no {kind}" for kind in Kind if kind not in OWED] == []
    assert [
        f"messages/text/obligations/{kind}.j2 is missing"
        for kind in Kind
        if not has_text(f"obligations/{kind}")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_reads_differently_and_says_when_it_is_late(language: str) -> None:
    every = [owed(kind) for kind in Kind]

    lines = [
        line["text"]["text"]
        for now in (NOW, LATE)
        for line in owed_lines(words(language, now), every, person=CHEN)
        if line["type"] == "section"
    ]

    assert len(set(lines)) == 2 * len(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_for_several_of_a_team_says_how_many_and_opens_the_first(language: str) -> None:
    several = replace(owed(Kind.SECOND_LOOK), together=5, team="Liu Yang", minutes=10)

    [line], [late] = (owed_lines(words(language, now), [several], person=CHEN) for now in (NOW, LATE))

    for said in (line, late):
        assert all(each in said["text"]["text"] for each in ("*5*", "Liu Yang", "10"))
    assert line["text"] != late["text"]
    assert line["accessory"]["value"] == "7"
    [one] = owed_lines(words(language, NOW), [owed(Kind.SECOND_LOOK)], person=CHEN)
    assert one["accessory"]["text"] != line["accessory"]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_counted_in_its_own_words(language: str) -> None:
    assert len({step_count(words(language), kind, 2) for kind in Kind}) == len(Kind)
