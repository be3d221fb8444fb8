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
    Entered,
    Part,
    Problem,
    StepKind,
    first_unfinished,
    minutes,
    problems,
    steps,
)
from bot.domain.reviews.self_score_draft import handed_in, merged, volunteered, with_case
from bot.domain.weeks.pocket import COMMENT
from bot.errors import Missing
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


def test_a_case_that_no_score_asks_for_is_not_handed_in() -> None:
    draft = Draft(answers={**ANSWERS, TEAMWORK: answer("2.5", evidence="written for another score")})

    answers = handed_in(draft, scheme=SCHEME, basis=BASIS)

    assert answers[TEAMWORK].evidence is None
    assert answers[CUSTOMER].evidence is not None


def test_the_outcome_is_known_once_nothing_is_missing() -> None:
    complete, half = form(3), form(3, answers={CONVERSION: ANSWERS[CONVERSION]})

    assert complete.outcome is not None
    assert complete.outcome.exact == Decimal("3.380")
    assert half.outcome is None


def merged_on(step: int, draft: Draft, entered: Entered) -> Draft:
    return merged(draft, steps(SCHEME, BASIS)[step - 1], entered, scheme=SCHEME, basis=BASIS)


def test_what_stood_on_a_screen_is_kept_and_what_was_not_on_it_stays() -> None:
    draft = Draft(answers={CUSTOMER: answer("3", evidence="As it was.")}, comment="before")

    after = merged_on(2, draft, Entered(answers={CUSTOMER: answer("4")}, comment="not asked here"))

    assert after.answers == {CUSTOMER: answer("4", evidence="As it was."), TEAMWORK: Answer()}
    assert after.comment == "before"


def test_a_field_that_was_emptied_is_empty() -> None:
    draft = Draft(answers={CUSTOMER: answer("3", evidence="As it was.")})

    after = merged_on(2, draft, Entered(answers={CUSTOMER: Answer(evidence="")}))

    assert after.answer(*CUSTOMER) == answer("3", evidence="")


@pytest.mark.parametrize(
    ("step", "item", "score"), [(1, DWELL, "2"), (2, CUSTOMER, "3.75"), (2, CUSTOMER, "6")]
)
def test_a_score_that_cannot_be_given_is_not_kept(step: int, item: Item, score: str) -> None:
    draft = Draft(answers={item: answer("3")})

    assert merged_on(step, draft, Entered(answers={item: answer(score)})).answer(*item) == answer("3")


def test_what_another_screen_asks_is_passed_over() -> None:
    after = merged_on(1, Draft(), Entered(answers={CUSTOMER: answer("4"), DWELL: answer("3.5")}))

    assert after.answers == {CONVERSION: Answer(), DWELL: answer("3.5")}


def test_a_remark_is_taken_on_its_own_screen_and_nothing_else() -> None:
    after = merged_on(3, Draft(), Entered(answers={CUSTOMER: answer("4")}, comment="An estimate."))

    assert (after.comment, after.answers) == ("An estimate.", {})
    assert merged_on(3, Draft(comment="kept"), Entered(answers={})).comment == "kept"


def test_a_case_out_of_the_pocket_goes_under_what_was_typed_at_its_item() -> None:
    kpis, teamwork, remark = steps(SCHEME, BASIS)
    typed = Draft(answers={TEAMWORK: answer("3", evidence="Typed")}, comment="Before")

    once = with_case(typed, teamwork, TEAMWORK, "A case")
    twice = with_case(with_case(once, teamwork, TEAMWORK, "Another"), remark, COMMENT, "Mentored")

    assert twice.answer(*TEAMWORK) == answer("3", evidence="Typed\n\nA case\n\nAnother")
    assert twice.comment == "Before\n\nMentored"
    assert twice.taken == {TEAMWORK: 2, COMMENT: 1}
    for step, item in ((kpis, TEAMWORK), (kpis, COMMENT), (remark, TEAMWORK)):
        with pytest.raises(Missing):
            with_case(typed, step, item, "A case")


def test_a_case_out_of_the_pocket_is_handed_in_even_where_no_score_asks_for_one() -> None:
    first = steps(SCHEME, BASIS)[0]
    draft = with_case(Draft(answers=ANSWERS), first, CONVERSION, "Conversion is up")
    left_over = Draft(answers={**ANSWERS, DWELL: answer("3.5", actual="2 min", evidence="Of before")})

    sent = handed_in(draft, scheme=SCHEME, basis=BASIS)

    assert sent[CONVERSION].evidence == "Conversion is up"
    assert handed_in(left_over, scheme=SCHEME, basis=BASIS)[DWELL].evidence is None
    assert volunteered(sent, scheme=SCHEME) == {CONVERSION: 1}, "so that it is asked about again"
