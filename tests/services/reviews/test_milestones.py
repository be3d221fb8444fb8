"""How far one review has come, as the database tells the guide."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.reviews.cards import second_looks_card
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.way import State
from bot.domain.weeks.feedback_form import Sort
from bot.services.reviews import approval, second_look, talk
from bot.services.reviews.milestones import ReviewSoFar, TalkSoFar, review_so_far
from bot.services.reviews.talk_preparation import prepare
from bot.services.reviews.view_as import view_as
from storage.cards import Spot
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.feedback import Saying
from tests.builders.people import Company
from tests.builders.talks import Talks
from tests.builders.world import FRIDAY, World

NOTHING_YET = TalkSoFar(
    is_prepared=False, has_times=False, chosen=None, was_held=False, is_acknowledged=False
)


def far(world: World) -> ReviewSoFar:
    with world.store.read() as unit:
        found = review_so_far(unit, world.people.employee.id)
    assert found
    return found


def posted(store: Store, key: str, ts: str) -> Spot:
    """A card as delivery remembers it."""
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=ts, fingerprint="", posted_at=FRIDAY))
    return Spot(key=key, channel="D1", ts=ts, fingerprint="")


def test_a_review_is_told_with_the_places_of_its_cards(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.GOALS_AGREED)
    team = posted(store, f"team:{review.cycle_id}:{people.manager.id}", "2.2")
    before = far(world)

    own = posted(store, f"my-review:{review.id}", "1.1")
    world.hand_in(review)
    after = far(world)

    assert (before.card, before.team) == (None, team)
    assert (after.card, after.team) == (own, team)
    assert (before.was_told, after.was_told) == (False, True)
    assert (before.is_handed_in, after.is_handed_in) == (False, True)
    assert not after.was_prepared
    assert not after.is_approved


@pytest.mark.parametrize("sort", [Sort.POSITIVE, Sort.NEGATIVE])
def test_only_what_was_not_praise_prepares_for_a_low_score(
    world: World, store: Store, people: Company, sort: Sort
) -> None:
    world.review_at(State.SELF_SCORED)
    saying = Saying(store, people)
    saying.give(people.colleague, people.employee, sort=Sort.NEGATIVE)
    assert not far(world).was_prepared

    saying.give(people.manager, people.employee, sort=sort)

    assert far(world).was_prepared is (sort is Sort.NEGATIVE)


def test_a_doubt_is_answered_by_the_next_approval_and_what_was_approved_stays_so(
    world: World, people: Company
) -> None:
    scored = world.review_at(State.SCORED)
    assert (far(world).was_prepared, far(world).is_approved, far(world).was_doubted) == (True, True, False)

    second_look.send_back(
        world.acting(people.boss), review_id=scored.id, version=scored.version, reason="Why?"
    )
    assert (far(world).is_approved, far(world).was_doubted, far(world).was_answered) == (True, True, False)

    approval.approve(world.acting(people.manager), review_id=scored.id, version=world.reload(scored).version)
    assert far(world).was_answered


def test_each_seat_of_the_second_look_counts_once_it_is_confirmed(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.SCORED)
    assert (far(world).looks, far(world).confirmed) == ({}, frozenset())
    thread = posted(store, str(second_looks_card(review.cycle_id, people.boss.id)), "3.3")
    assert far(world).looks == {Seat.ONE_OVER: thread}

    second_look.confirm(world.acting(people.hr), [(review.id, review.version)])
    assert far(world).confirmed == {Seat.HR}

    world.review_at(State.RELEASED)
    assert far(world).confirmed == {Seat.ONE_OVER, Seat.HR}


def test_only_a_look_as_its_employee_counts(world: World, people: Company) -> None:
    review = world.review_at(State.SELF_SCORED)
    view_as(world.acting(people.hr), whom_id=people.manager.id, review_id=review.id)
    assert not far(world).was_viewed

    view_as(world.acting(people.hr), whom_id=people.employee.id, review_id=review.id)

    assert far(world).was_viewed


def test_a_talk_is_told_step_by_step_and_what_happened_in_it_stays(world: World, people: Company) -> None:
    world.review_at(State.CONFIRMED)
    assert far(world).talk is None
    after = Talks.after_release(world)
    assert far(world).talk == NOTHING_YET

    by_manager, by_employee = world.acting(people.manager), world.acting(people.employee)
    prepare(by_manager, talk_id=after.talk.id, typed=Preparation(verdict="Well done."))
    times = {0: FRIDAY + timedelta(hours=1)}
    talk.offer(by_manager, talk_id=after.talk.id, times=times)
    offered = replace(NOTHING_YET, is_prepared=True, has_times=True)
    assert far(world).talk == offered

    talk.choose(by_employee, talk_id=after.talk.id, number=after.talk.version, place=0)
    assert far(world).talk == replace(offered, chosen=times[0])

    after.hold()
    after.deny()
    after.hold()
    after.acknowledge()
    assert far(world).talk == replace(offered, was_held=True, is_acknowledged=True)
