"""Where the messages of an approval go, and to whom they show what."""

import json

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.approval import draw_approval, draw_team, on_approved, on_more_asked
from bot.domain.reviews.cards import approval_card, team_card
from bot.domain.reviews.notices import MoreAsked, ScoreApproved
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews import approval
from bot.services.reviews.advance import hand_over
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.approval import POLICY
from tests.builders.people import Company
from tests.builders.world import FRIDAY, World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


def card_of(store: Store, review: Review, reader_id: int) -> Outgoing | None:
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        return draw_approval(at, approval_card(review.id, reader_id))


def put(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts="1.1", fingerprint="", posted_at=FRIDAY))


def test_the_card_stands_under_the_parent(store: Store, people: Company, review: Review) -> None:
    put(store, f"team:{review.cycle_id}:{people.manager.id}")

    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert str(card.under) == f"team:{review.cycle_id}:{people.manager.id}"
    assert str(card.card) == f"approval:{review.id}:{people.manager.id}"


def test_without_a_parent_the_card_is_sent_all_the_same(
    store: Store, people: Company, review: Review
) -> None:
    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert card.under is None
    assert card.person == people.manager


def test_a_former_manager_sees_who_took_over_and_no_score(
    world: World, store: Store, people: Company, review: Review
) -> None:
    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, world.acting())

    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert card.only_update
    assert "Zhao Min took over" in card.message.text
    assert "3.75" not in json.dumps(card.message.blocks)


def test_nobody_else_is_ever_sent_a_card(store: Store, people: Company, review: Review) -> None:
    for other in (people.employee, people.colleague, people.hr, people.boss):
        assert card_of(store, review, other.id) is None


def test_a_review_that_is_not_handed_in_has_no_card(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.GOALS_AGREED)

    assert card_of(store, review, people.manager.id) is None


def test_a_manager_without_reports_gets_no_parent_but_an_old_one_is_brought_up_to_date(
    store: Store, people: Company, review: Review
) -> None:
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        sent = draw_team(at, team_card(review.cycle_id, people.boss.id))

    assert sent is not None
    assert sent.only_update


def test_each_question_is_sent_as_it_was_asked(
    world: World, store: Store, people: Company, review: Review
) -> None:
    for question in ("First?", "Second?"):
        approval.ask_for_more(
            world.acting(people.manager),
            review_id=review.id,
            version=review.version,
            question=question,
        )
        review = world.hand_in(review)

    said = []
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        for row in unit.reviews.history(review.id):
            notice = MoreAsked(to=people.employee.id, review_id=review.id, number=row.number)
            sent = on_more_asked(at, notice)
            if sent:
                said.append(json.dumps(sent.message.blocks))

    assert ["First?" in said[0], "Second?" in said[1], len(said)] == [True, True, 2]


def test_the_result_goes_under_the_employees_card_once_there_is_one(
    world: World, store: Store, people: Company, review: Review
) -> None:
    put(store, f"my-review:{review.id}")
    notice = ScoreApproved(to=people.employee.id, review_id=review.id)
    with store.read() as unit:
        assert on_approved(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), notice) is None

    world.review_at(State.RELEASED)

    with store.read() as unit:
        sent = on_approved(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), notice)
    assert sent is not None
    assert (sent.person, str(sent.under)) == (people.employee, f"my-review:{review.id}")


def test_somebody_who_left_is_sent_neither_a_result_nor_a_question(
    world: World, store: Store, people: Company, review: Review
) -> None:
    world.leaves(people.employee)
    put(store, f"my-review:{review.id}")

    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        to = people.employee.id

        assert on_approved(at, ScoreApproved(to=to, review_id=review.id)) is None
        assert on_more_asked(at, MoreAsked(to=to, review_id=review.id, number=2)) is None


def test_the_card_of_somebody_who_left_offers_nothing(
    world: World, store: Store, people: Company, review: Review
) -> None:
    world.leaves(people.employee)

    card = card_of(store, review, people.manager.id)

    assert card is not None
    said = json.dumps(card.message.blocks)
    assert "Chen Jie has left. This review stays as it is" in said
    assert "reviews.approval.approve" not in said
