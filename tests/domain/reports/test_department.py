"""A department's month: what is counted together, and whether there is anything to say."""

from dataclasses import replace

import pytest

from bot.domain.obligations import Kind
from bot.domain.reports.counting import Count, Thing
from bot.domain.reports.department import (
    CHECK_INS,
    GOALS,
    REVIEWS,
    Completion,
    DepartmentReport,
    Growth,
    Suggested,
    of_kinds,
    suggested,
)
from bot.domain.weeks.suggestion_way import State
from tests.builders.department import HIDDEN, kpi, month_of_marketing

NONE = Count()
EMPTY = month_of_marketing(
    completion=Completion(check_ins=NONE, goals=NONE, reviews=NONE),
    kpis=(),
    shared=(),
    handovers=NONE,
    questions=NONE,
    feedback=NONE,
    growth=Growth(
        trainings_begun=NONE, trainings_done=NONE, pairings_begun=NONE, pairings_done=NONE, requirements=NONE
    ),
    suggestions=Suggested(),
    actions=NONE,
    recognised=(),
)


def test_no_step_is_counted_twice_and_nothing_that_tells_of_a_result_is() -> None:
    assert len(CHECK_INS | GOALS | REVIEWS) == len(CHECK_INS) + len(GOALS) + len(REVIEWS)
    assert not {Kind.APPEAL, Kind.PLAN} & (CHECK_INS | GOALS | REVIEWS)
    steps = [(Kind.GOALS, Thing(person_id=1)), (Kind.TALK, Thing(person_id=2))]
    assert of_kinds(steps, REVIEWS) == [Thing(person_id=2)]


def test_what_is_hidden_is_in_no_sum() -> None:
    completion = Completion(check_ins=Count(total=6, done=5), goals=None, reviews=Count(total=5, late=5))

    assert completion.whole == Count(total=11, done=5, late=5)


@pytest.mark.parametrize(
    ("report", "has_news", "is_nothing", "has_hidden"),
    [
        (EMPTY, False, True, False),
        (month_of_marketing(), True, False, False),
        (HIDDEN, True, False, True),
        (replace(EMPTY, kpis=(kpi(),)), False, False, False),
        (replace(EMPTY, feedback=None), True, False, True),
        (replace(EMPTY, growth=replace(EMPTY.growth, kinds=None)), False, True, True),
        (replace(HIDDEN, kpis=(), shared=()), False, True, True),
        (replace(EMPTY, shared=(kpi(has_few=True),)), False, False, True),
    ],
    ids=[
        "empty",
        "full",
        "KPIs of four",
        "no figure",
        "feedback of few",
        "kinds of few",
        "nothing of four",
        "shared of few",
    ],
)
def test_whether_there_is_anything_to_say(
    report: DepartmentReport, has_news: bool, is_nothing: bool, has_hidden: bool
) -> None:
    assert (report.has_news, report.is_nothing, report.has_hidden) == (has_news, is_nothing, has_hidden)


@pytest.mark.parametrize(
    ("givers", "found"),
    [((1, 2, 3, 4, 5), Suggested(adopted=1, put_off=1, declined=1, waiting=2)), ((1, 1, 2, 3, 4), None)],
)
def test_suggestions_are_told_by_what_became_of_them(
    givers: tuple[int, ...], found: Suggested | None
) -> None:
    states = (State.ADOPTED, State.NOT_NOW, State.DECLINED, State.OPEN, State.OPEN)

    assert suggested(zip(givers, states, strict=True), people=9) == found
