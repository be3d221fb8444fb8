"""A scoring is kept as it goes, once begun it is said, and two devices lose nothing of one another's."""

import pytest

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.review import Review
from bot.domain.reviews.score_draft import ScoreForm
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews import approval, second_look
from tests.builders.approval import CONVERSION, DWELL, wanted
from tests.builders.world import World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


def keep(
    world: World,
    review: Review,
    entered: dict[Item, Wanted],
    *,
    read_at: str = "",
    window: str = "V1",
    only: Item | None = None,
) -> ScoreForm:
    return approval.keep_scores(
        world.acting(world.people.manager),
        review_id=review.id,
        version=review.version,
        entered=entered,
        read_at=read_at,
        window=window,
        only=only,
    )


def begun(world: World, review: Review) -> int:
    with world.store.read() as unit:
        return [entry.event for entry in unit.reviews.history(review.id)].count(Event.BEGIN)


def test_the_first_thing_kept_is_an_event_and_the_second_is_none(world: World, review: Review) -> None:
    keep(world, review, {DWELL: wanted("3.25")})
    form = keep(world, review, {DWELL: wanted("3")})

    assert begun(world, review) == 1
    assert form.entered[DWELL] == wanted("3")
    assert ("approval:1:2", world.people.manager.id) in world.notices()


def test_looking_begins_nothing_and_going_back_leaves_nothing_half_done(world: World, review: Review) -> None:
    assert not keep(world, review, {DWELL: wanted("3.5")}).is_draft
    assert begun(world, review) == 0

    keep(world, review, {DWELL: wanted("3")})

    assert not keep(world, review, {DWELL: wanted("3.5")}).is_draft


def test_what_came_back_from_the_second_look_is_half_done_only_once_it_is_begun_again(
    world: World, review: Review
) -> None:
    manager, boss = world.acting(world.people.manager), world.acting(world.people.boss)
    form = keep(world, review, {DWELL: wanted("3.75")})
    approval.score_and_approve(
        manager, review_id=review.id, version=review.version, entered=form.entered, read_at=form.read_at
    )
    version = world.reload(review).version
    second_look.send_back(boss, review_id=review.id, version=version, reason="Which week?")
    came_back = world.reload(review)

    assert keep(world, came_back, form.entered).facts.begun_at is None
    assert keep(world, came_back, {DWELL: wanted("3.5")}).facts.begun_at == manager.now


def test_of_an_older_form_only_what_was_just_chosen_is_taken_over(world: World, review: Review) -> None:
    keep(world, review, {DWELL: wanted("3.25")}, window="V1")

    form = keep(
        world, review, {DWELL: wanted("3.5"), CONVERSION: wanted("3.5")}, window="V2", only=CONVERSION
    )
    closed = keep(world, review, {DWELL: wanted("4"), CONVERSION: wanted("5")}, window="V3")

    assert form.is_elsewhere
    assert (form.entered[DWELL], form.entered[CONVERSION]) == (wanted("3.25"), wanted("3.5"))
    assert closed.entered == form.entered


def test_what_is_no_item_of_the_review_is_not_kept(world: World, review: Review) -> None:
    assert not keep(world, review, {("kpi", "x"): wanted("3")}).is_draft


def test_nothing_is_kept_after_the_approval_nor_for_anybody_else(world: World, review: Review) -> None:
    acting = world.acting(world.people.manager)
    approval.approve(acting, review_id=review.id, version=review.version)

    with pytest.raises(Refusal, match=r"review\.approved_already"):
        keep(world, review, {DWELL: wanted("3")})
