"""A review as values: the scores that hold, both outcomes, and what each side said last."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.way import State
from bot.errors import Missing
from bot.services.reviews import approval
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score import submit_self_score
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import CONVERSION, DWELL
from tests.builders.people import Company, company
from tests.builders.self_score import ANSWERS, MONDAY, fill, open_quarter, review_of

HANDED_IN = MONDAY + timedelta(hours=1)
LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def people(store: Store) -> Company:
    everyone = company(store)
    open_quarter(store, by=everyone.hr)
    return everyone


@pytest.fixture
def review_id(store: Store, people: Company) -> int:
    return review_of(store, people.employee)


def facts(store: Store, review_id: int) -> ReviewFacts:
    with store.read() as unit:
        return review_facts(unit, review_id)


def hand_in(store: Store, people: Company, review_id: int) -> None:
    read = fill(store, review_id, by=people.employee)
    assert read.saved_at is not None
    submit_self_score(
        acting(store, by=people.employee, now=HANDED_IN),
        review_id=review_id,
        read_at=read.saved_at.isoformat(),
    )


def adjust(store: Store, people: Company, review_id: int, score: str, reason: str | None) -> None:
    """The manager's form, with every other score as it holds."""
    shown = facts(store, review_id)
    wanted = {item: Wanted(score=each.score, reason=each.reason) for item, each in shown.holding.items()}
    wanted[CONVERSION] = Wanted(score=Decimal(score), reason=reason)
    approval.adjust_scores(
        acting(store, by=people.manager, now=LATER),
        review_id=review_id,
        version=shown.version,
        entered=wanted,
    )


def test_before_anything_is_handed_in_there_is_nothing_to_add_up(store: Store, review_id: int) -> None:
    review = facts(store, review_id)

    assert (review.own, review.given, review.own_outcome, review.outcome) == ({}, {}, None, None)
    assert (review.submitted_at, review.approved_at, review.comment, review.question) == (None,) * 4


def test_what_was_handed_in_holds_on_both_sides(store: Store, people: Company, review_id: int) -> None:
    hand_in(store, people, review_id)

    review = facts(store, review_id)

    assert {item: each.score for item, each in review.own.items()} == {
        item: each.score for item, each in ANSWERS.items()
    }
    assert review.comment == "December's figures are estimates."
    assert review.submitted_at == HANDED_IN
    assert review.outcome == review.own_outcome is not None


def test_the_managers_score_holds_and_the_employees_is_still_known(
    store: Store, people: Company, review_id: int
) -> None:
    hand_in(store, people, review_id)

    adjust(store, people, review_id, "3", "The figure is of November alone.")

    review = facts(store, review_id)
    assert {item: each.score for item, each in review.given.items()} == {CONVERSION: Decimal(3)}
    assert review.holding[DWELL] == review.own[DWELL]
    assert review.own_outcome is not None
    assert review.outcome is not None
    assert review.outcome.exact < review.own_outcome.exact


def test_an_adjustment_that_is_taken_back_lets_the_employees_score_hold_again(
    store: Store, people: Company, review_id: int
) -> None:
    hand_in(store, people, review_id)
    adjust(store, people, review_id, "3", "The figure is of November alone.")

    adjust(store, people, review_id, "3.75", None)

    review = facts(store, review_id)
    assert review.given == {}
    assert review.outcome == review.own_outcome


def test_the_last_question_and_who_approved_are_told(store: Store, people: Company, review_id: int) -> None:
    hand_in(store, people, review_id)
    asked = facts(store, review_id).version
    manager = acting(store, by=people.manager, now=LATER)
    approval.ask_for_more(manager, review_id=review_id, version=asked, question="Which branch?")
    assert facts(store, review_id).question == "Which branch?"
    hand_in(store, people, review_id)

    approval.approve(manager, review_id=review_id, version=facts(store, review_id).version)

    review = facts(store, review_id)
    assert (review.state, review.approved_at, review.approved_by) == (State.SCORED, LATER, people.manager)


def test_a_review_that_never_was_is_missing(store: Store) -> None:
    with pytest.raises(Missing):
        facts(store, 999)
