"""What the manager's thread shows: how far each is, and what is new in an answer."""

import pytest

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Mark, State
from bot.services.reviews.approval_facts import approval_facts, team_progress
from storage.unit import Store
from tests.builders.people import Company
from tests.builders.world import World


@pytest.fixture
def review(world: World) -> Review:
    """The employee's, handed in; the colleague's is open."""
    world.open_quarter(world.people.employee, world.people.colleague)
    return world.review_at(State.SELF_SCORED)


def test_a_first_submission_marks_nothing_as_new(store: Store, review: Review) -> None:
    with store.read() as unit:
        facts = approval_facts(unit, review.id)

    assert facts.fresh == frozenset()
    assert not facts.answered


def test_the_parent_counts_who_is_approved_who_waits_and_who_has_not_handed_in(
    world: World, store: Store, people: Company, review: Review
) -> None:
    world.review_at(State.CONFIRMED)

    with store.read() as unit:
        progress = team_progress(unit, review.cycle_id, people.manager.id)

    assert progress.reports == (("Chen Jie", Mark.CONFIRMED), ("Wu Min", Mark.OPEN))
    assert progress.approved == 1


def test_who_left_without_a_score_is_not_counted(
    world: World, store: Store, people: Company, review: Review
) -> None:
    world.leaves(people.colleague)

    with store.read() as unit:
        progress = team_progress(unit, review.cycle_id, people.manager.id)

    assert progress.reports == (("Chen Jie", Mark.WAITS),)
