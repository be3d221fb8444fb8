"""The steps of the form, and when each may be passed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.kpis import counted
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.self_score import (
    Answer,
    Draft,
    Part,
    Problem,
    StepKind,
    first_unfinished,
    minutes,
    problems,
    steps,
)
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi, scheme_with
from tests.builders.self_score import ANSWERS, answer, form
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("kpi-values")
BASIS = Basis(kpis=(kpi("conversion", "Conversion", 60), kpi("dwell", "Dwell time", 40)))


def found(step: int, answers: dict[Item, Answer]) -> list[Problem]:
    return problems(steps(SCHEME, BASIS)[step - 1], Draft(answers=answers), scheme=SCHEME)


def test_the_form_has_a_step_for_the_kpis_one_for_the_values_and_reading_over() -> None:
    screens = steps(SCHEME, BASIS)

    assert [step.kind for step in screens] == [
        StepKind.SECTION,
        StepKind.SECTION,
        StepKind.READ_OVER,
    ]
    assert [step.scored for step in screens] == [(CONVERSION, DWELL), (CUSTOMER, TEAMWORK), ()]
    assert minutes(SCHEME, counted(BASIS.kpis)) == 8


def test_a_ladder_asks_for_half_a_rung_whether_scores_ask_for_cases_or_not() -> None:
    without_cases = scheme_with("values", case_below=None, case_from=None)

    assert [step.unfolds for step in steps(SCHEME, BASIS)] == [False, True, False]
    assert [step.has_cases for step in steps(without_cases, BASIS)] == [False, False, False]
    assert [step.unfolds for step in steps(without_cases, BASIS)] == [False, True, False]


def test_every_kpi_needs_a_point_of_the_scale_and_a_figure() -> None:
    missing = found(1, {CONVERSION: answer("3.6", actual="3.8 %"), DWELL: answer("3.5", actual=" ")})

    assert missing == [
        Problem(item=CONVERSION, part=Part.SCORE, code="self_score.no_score"),
        Problem(item=DWELL, part=Part.ACTUAL, code="self_score.no_figure"),
    ]
    assert found(1, ANSWERS) == []


@pytest.mark.parametrize(
    ("score", "need"),
    [
        ("0", Need.AGAINST),
        ("2", Need.AGAINST),
        ("2.5", Need.NONE),
        ("3", Need.FOR),
        ("5", Need.FOR),
    ],
)
def test_a_value_below_two_and_a_half_or_from_three_on_needs_a_case(score: str, need: Need) -> None:
    section = SCHEME.section("values")

    assert section.case_needed(Decimal(score)) is need
    met = {TEAMWORK: answer("2.5")}
    codes = [problem.code for problem in found(2, {**met, CUSTOMER: answer(score)})]
    assert codes == ([] if need is Need.NONE else [f"self_score.case_{need.value}"])
    assert found(2, {**met, CUSTOMER: answer(score, evidence="It was like this.")}) == []


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u3164\ufe0f\ufffd"])
def test_a_figure_or_a_case_in_which_nothing_can_be_read_is_missing(text: str) -> None:
    figures = {item: replace(ANSWERS[item], actual=text) for item in (CONVERSION, DWELL)}

    assert {problem.code for problem in found(1, figures)} == {"self_score.no_figure"}
    values = {TEAMWORK: answer("2.5"), CUSTOMER: answer("5", evidence=text)}
    assert [problem.code for problem in found(2, values)] == ["self_score.case_for"]


def test_a_section_without_thresholds_asks_for_no_case() -> None:
    section = scheme_with("values", case_below=None, case_from=None).section("values")

    assert section.case_needed(Decimal(0)) is Need.NONE
    assert section.case_needed(Decimal(5)) is Need.NONE
    assert section.case_needed(None) is Need.NONE


def test_the_first_unfinished_step_is_where_to_go_on() -> None:
    def unfinished(answers: dict[Item, Answer]) -> int | None:
        return first_unfinished(Draft(answers=answers), scheme=SCHEME, basis=BASIS)

    assert unfinished({}) == 1
    assert unfinished({**ANSWERS, TEAMWORK: Answer()}) == 2
    assert unfinished(ANSWERS) is None


def test_the_outcome_is_known_once_nothing_is_missing() -> None:
    complete, half = form(3), form(3, answers={CONVERSION: ANSWERS[CONVERSION]})

    assert complete.outcome is not None
    assert complete.outcome.exact == Decimal("3.380")
    assert half.outcome is None
