"""What a half-finished self-score becomes by what is typed, suggested and taken out of the pocket."""

from dataclasses import replace

import pytest

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Answer, Draft, Entered, steps
from bot.domain.reviews.self_score_draft import (
    as_suggested,
    handed_in,
    merged,
    volunteered,
    with_case,
    with_remark,
)
from bot.domain.weeks.pocket import COMMENT
from bot.errors import Missing
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi
from tests.builders.figures import NUMERIC
from tests.builders.self_score import ANSWERS, answer
from tests.builders.shipped import load_scheme

SCHEME = load_scheme("kpi-values")
BASIS = Basis(kpis=(kpi("conversion", "Conversion", 60), kpi("dwell", "Dwell time", 40)))
COUNTED = Basis(kpis=(replace(BASIS.kpis[0], **NUMERIC), BASIS.kpis[1]))  # type: ignore[arg-type]
"""The conversion suggests a score: 3.5 on its target of 3.6 %, 4.5 from 4.32 % on."""


def test_a_case_that_no_score_asks_for_is_not_handed_in() -> None:
    draft = Draft(answers={**ANSWERS, TEAMWORK: answer("2.5", evidence="written for another score")})

    answers = handed_in(draft, scheme=SCHEME, basis=BASIS)

    assert answers[TEAMWORK].evidence is None
    assert answers[CUSTOMER].evidence is not None


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


def passed(draft: Draft, **entered: Answer) -> Draft:
    """The first screen was passed with this at the conversion."""
    first = steps(SCHEME, COUNTED)[0]
    typed = Entered(answers={CONVERSION: entered["conversion"]})
    return as_suggested(merged(draft, first, typed, scheme=SCHEME, basis=COUNTED), first, basis=COUNTED)


def test_a_figure_gives_the_score_where_nobody_chose_one() -> None:
    draft = passed(Draft(), conversion=Answer(actual="4.5 %"))

    assert draft.answer(*CONVERSION) == answer("4.5", actual="4.5 %")
    assert draft.answer(*DWELL).score is None, "which counts nothing"
    assert draft.suggested == {CONVERSION}


def test_a_score_that_nobody_chose_follows_the_figure() -> None:
    draft = passed(passed(Draft(), conversion=Answer(actual="4.5 %")), conversion=answer("4.5", actual="3.7"))

    assert draft.answer(*CONVERSION) == answer("3.5", actual="3.7")


@pytest.mark.parametrize("before", [Draft(), passed(Draft(), conversion=Answer(actual="4.5 %"))])
def test_a_score_that_somebody_chose_stands_whatever_the_figure(before: Draft) -> None:
    draft = passed(before, conversion=answer("4", actual="4.5 %"))
    draft = passed(draft, conversion=answer("4", actual="3.7 %"))

    assert draft.answer(*CONVERSION) == answer("4", actual="3.7 %")
    assert draft.suggested == frozenset()


def test_what_a_case_speaks_for_is_asked_anew_of_another_score() -> None:
    draft = Draft(answers={CUSTOMER: answer("3", evidence="It was so.", rungs=(2, 3))})

    same = merged_on(2, draft, Entered(answers={CUSTOMER: answer("3")}))
    other = merged_on(2, draft, Entered(answers={CUSTOMER: answer("4", rungs=(2, 3))}))

    assert same.answer(*CUSTOMER).rungs == (2, 3)
    assert other.answer(*CUSTOMER).rungs is None


def test_a_case_that_is_handed_in_says_for_which_rungs_it_speaks() -> None:
    answers = {**ANSWERS, TEAMWORK: answer("1", evidence="Left early.", rungs=(3,))}

    sent = handed_in(Draft(answers=answers), scheme=SCHEME, basis=BASIS)

    assert sent[CUSTOMER].rungs == (3,), "the highest that was reached, where nobody says"
    assert sent[TEAMWORK].rungs == (3,)
    assert sent[CONVERSION].rungs is None


def test_a_case_out_of_the_pocket_speaks_for_the_rung_it_was_kept_under() -> None:
    values = steps(SCHEME, BASIS)[1]
    draft = Draft(answers={CUSTOMER: answer("3"), TEAMWORK: answer("1")})

    draft = with_case(draft, values, CUSTOMER, "A case", rung=2)
    draft = with_case(draft, values, CUSTOMER, "Another", rung=3)
    draft = with_case(draft, values, TEAMWORK, "What does not fit here", rung=1)

    assert draft.answer(*CUSTOMER).rungs == (2, 3)
    assert draft.answer(*TEAMWORK).rungs is None


@pytest.mark.parametrize(
    ("stands", "remark", "both"),
    [
        (None, "Late.", "Late."),
        ("Late.", None, "Late."),
        ("Late.", "\u200b ", "Late."),
        ("x" * 2998, "Late.", "x" * 2998),
    ],
)
def test_a_remark_from_elsewhere_takes_nothing_away(
    stands: str | None, remark: str | None, both: str
) -> None:
    assert with_remark(Draft(comment=stands), remark).comment == both
