"""What the manager's thread shows: how far each is, and what is new in an answer."""

from dataclasses import replace

import pytest

from bot.domain.reviews.way import Mark
from bot.services.reviews.approval import approve
from bot.services.reviews.approval_facts import approval_facts, team_progress
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import FRIDAY, Opened, handed_in, opened
from tests.builders.people import Company, company


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


@pytest.fixture
def review(store: Store, people: Company) -> Opened:
    """The employee's, handed in."""
    begun = opened(store, people.employee, people.manager)
    return replace(begun, version=handed_in(store, begun.review_id, people.employee))


def test_a_first_submission_marks_nothing_as_new(store: Store, review: Opened) -> None:
    with store.read() as unit:
        facts = approval_facts(unit, review.review_id)

    assert facts.fresh == frozenset()
    assert not facts.answered


def test_the_parent_counts_who_is_approved_who_waits_and_who_has_not_handed_in(
    store: Store, people: Company, review: Opened
) -> None:
    opened(store, people.colleague, people.manager)
    approve(acting(store, by=people.manager, now=FRIDAY), review_id=review.review_id, version=review.version)

    with store.read() as unit:
        progress = team_progress(unit, review.cycle_id, people.manager.id)

    assert progress.reports == (("Chen Jie", Mark.APPROVED), ("Wu Min", Mark.OPEN))
    assert progress.approved == 1


def test_who_left_without_a_score_is_not_counted(store: Store, people: Company, review: Opened) -> None:
    opened(store, people.colleague, people.manager)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.colleague.id).left_on = FRIDAY.date()

    with store.read() as unit:
        progress = team_progress(unit, review.cycle_id, people.manager.id)

    assert progress.reports == (("Chen Jie", Mark.WAITS),)
