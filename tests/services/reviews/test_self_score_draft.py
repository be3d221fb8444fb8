"""A half-finished self-score is kept as it stands, and read again as it was."""

from contextlib import suppress
from datetime import timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.reviews.self_score import Answer, Draft
from bot.errors import Refusal
from bot.services.reviews.self_score_draft import keep_draft, load_draft, take_draft
from storage.unit import Store
from tests.builders.approval import CONVERSION, CUSTOMER
from tests.builders.people import company
from tests.builders.self_score import ANSWERS, MONDAY, answer

REVIEW = 7
DRAFTS = {
    "nothing yet": Draft(step=1, answers={}),
    "all of it": Draft(
        step=3,
        answers={**ANSWERS, CUSTOMER: answer("3", evidence="It was so.", rungs=(2, 3))},
        comment="Estimates.",
        acted_at="1700.5",
        window="V1",
        suggested=frozenset({CONVERSION}),
    ),
    "a case before its score": Draft(step=2, answers={CUSTOMER: Answer(evidence="The complaint.")}),
    "a score to the second place": Draft(step=1, answers={CONVERSION: answer("3.75", actual="3.8 %")}),
}


@pytest.mark.parametrize("name", list(DRAFTS))
def test_what_is_kept_is_what_was_entered(store: Store, name: str) -> None:
    person_id = company(store).employee.id

    with store.begin() as unit:
        keep_draft(unit, person_id, REVIEW, DRAFTS[name], at=MONDAY)

    with store.read() as unit:
        assert load_draft(unit, person_id, REVIEW) == (DRAFTS[name], MONDAY)


def test_a_later_one_takes_its_place_and_belongs_to_its_review(store: Store) -> None:
    person_id, later = company(store).employee.id, MONDAY + timedelta(hours=1)

    with store.begin() as unit:
        keep_draft(unit, person_id, REVIEW, DRAFTS["nothing yet"], at=MONDAY)
        keep_draft(unit, person_id, REVIEW, DRAFTS["all of it"], at=later)

    with store.read() as unit:
        assert load_draft(unit, person_id, REVIEW) == (DRAFTS["all of it"], later)
        assert load_draft(unit, person_id, REVIEW + 1) is None


def test_it_is_taken_once(store: Store) -> None:
    person_id = company(store).employee.id
    with store.begin() as unit:
        keep_draft(unit, person_id, REVIEW, DRAFTS["all of it"], at=MONDAY)

    with store.begin() as unit:
        assert take_draft(unit, person_id, REVIEW) == (DRAFTS["all of it"], MONDAY)
        assert take_draft(unit, person_id, REVIEW) is None


def test_where_taking_it_came_to_nothing_it_is_still_there(store: Store) -> None:
    person_id = company(store).employee.id
    with store.begin() as unit:
        keep_draft(unit, person_id, REVIEW, DRAFTS["all of it"], at=MONDAY)

    with suppress(Refusal), store.begin() as unit:
        take_draft(unit, person_id, REVIEW)
        raise Refusal("self_score.too_late")

    with store.read() as unit:
        assert load_draft(unit, person_id, REVIEW) is not None


def test_one_that_was_kept_before_windows_had_names_is_read(store: Store) -> None:
    person_id = company(store).employee.id
    old = {"step": 2, "comment": None, "acted_at": "", "answers": []}
    with store.begin() as unit:
        unit.drafts.save(person_id, Form.SELF_SCORE, str(REVIEW), old, at=MONDAY)

    with store.read() as unit:
        assert load_draft(unit, person_id, REVIEW) == (Draft(step=2, answers={}), MONDAY)
