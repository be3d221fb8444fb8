"""What cards and modals show of a form."""

from datetime import date

import pytest

from bot.domain.goals.job_form import Answer, Met
from bot.domain.goals.job_form_facts import Fate, FormFacts, RatingForm
from bot.domain.goals.job_form_way import State
from tests.builders.job_forms import MONDAY, content, duty, form, rating, version
from tests.builders.people import CHEN, LIU


def facts(**changed: object) -> FormFacts:
    values: dict[str, object] = {
        "form": form(State.FILLED),
        "period": "2027Q1",
        "employee": CHEN,
        "manager": LIU,
        "this": version(),
        "compared": None,
        "fate": Fate.WAITS,
        "by": CHEN.name,
        "at": MONDAY,
        "in_place_of": "",
        "reason": None,
        "due_on": date(2026, 11, 27),
        "numbers": {1: MONDAY},
    }
    return FormFacts(**{**values, **changed})  # type: ignore[arg-type]


def test_there_is_a_match_once_it_is_rated() -> None:
    assert facts().match is None

    match = facts(this=version(rating=rating())).match

    assert match is not None
    assert (match.own, match.managers) == (67, 42)


def test_where_nothing_was_known_before_nothing_has_changed() -> None:
    assert facts().changed.count == 0
    before = version(content=content(duties=(duty("buying", "Compare", "Order"),)))
    assert facts(compared=before).changed.count == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({}, Answer(met=Met.PARTLY)),
        ({"calculating": Answer(met=Met.MET, note="Yes")}, Answer(met=Met.MET, note="Yes")),
    ],
)
def test_a_rating_is_preset_to_the_employees_without_their_word_of_proof(
    typed: dict[str, Answer], shown: Answer
) -> None:
    proven = content(answers={"calculating": Answer(met=Met.PARTLY, note="Some")})
    rated = RatingForm(facts=facts(this=version(content=proven)), typed=typed, is_covered=False, mark=60)

    assert rated.answer("calculating") == shown
