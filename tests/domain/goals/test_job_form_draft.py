"""The steps of a form, and when it may be signed."""

import pytest

from bot.domain.goals.job_form import Answer, Content, Met
from bot.domain.goals.job_form_draft import (
    Draft,
    Dropped,
    Start,
    StepKind,
    first_unfinished,
    lacks,
    steps,
    with_answers,
    within,
)
from tests.builders.job_forms import answers, content, duty, requirement


def asking(count: int) -> Content:
    return content(requirements=tuple(requirement(f"r{number}") for number in range(count)), answers={})


@pytest.mark.parametrize(
    ("count", "screens"),
    [(0, []), (1, [1]), (8, [8]), (9, [5, 4]), (16, [8, 8]), (17, [6, 6, 5]), (20, [7, 7, 6])],
)
def test_requirements_are_answered_in_screens_of_at_most_eight_of_about_the_same_length(
    count: int, screens: list[int]
) -> None:
    made = steps(asking(count))

    assert [len(step.requirements) for step in made if step.kind is StepKind.ANSWERS] == screens
    assert [step.kind for step in made[:2]] == [StepKind.DUTIES, StepKind.REQUIREMENTS]
    assert made[-1].kind is StepKind.READ_OVER
    assert [each for step in made for each in step.requirements] == list(asking(count).requirements)


@pytest.mark.parametrize(("number", "expected"), [(-1, 1), (0, 1), (1, 1), (4, 4), (5, 4), (99, 4)])
def test_a_step_that_there_is_not_is_the_nearest(number: int, expected: int) -> None:
    assert within(content(), number) == expected


@pytest.mark.parametrize(
    ("form", "unfinished"),
    [
        (content(), None),
        (content(duties=()), 1),
        (content(requirements=()), 2),
        (content(answers=answers(bargaining="met", years="met")), 3),
        (content(answers={}), 3),
        (content(duties=(), answers={}), 1),
    ],
)
def test_it_may_be_signed_with_a_duty_and_an_answer_to_every_requirement(
    form: Content, unfinished: int | None
) -> None:
    assert first_unfinished(form) == unfinished


def test_what_is_missing_is_said_at_its_field() -> None:
    form = content(answers={**answers(bargaining="met"), "years": Answer(note="Two so far")})

    found = lacks(steps(form)[2], form)

    assert [(each.key, each.refusal.code) for each in found] == [
        ("calculating", "job_form.no_answer"),
        ("years", "job_form.no_answer"),
    ]


def test_answers_are_kept_of_what_is_required_and_a_choice_stays_made() -> None:
    entered = {
        "bargaining": Answer(met=Met.PARTLY, note="Learning"),
        "calculating": Answer(met=None, note="Every day"),
        "gone": Answer(met=Met.MET),
    }

    kept = with_answers(content(), entered).answers

    assert kept == {
        "bargaining": Answer(met=Met.PARTLY, note="Learning"),
        "calculating": Answer(met=Met.PARTLY, note="Every day"),
        "years": Answer(met=Met.NOT_YET),
    }


def test_a_draft_is_the_same_after_it_was_kept() -> None:
    draft = Draft(
        step=3,
        content=content(),
        start=Start.LAST,
        dropped=Dropped(place=1, duty=duty("stock", "Count")),
        acted_at="100.1",
        window="V1",
    )

    assert Draft.model_validate(draft.model_dump(mode="json")) == draft
