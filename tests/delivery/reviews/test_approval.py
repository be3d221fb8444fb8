"""Where the messages of an approval go, and to whom they show what."""

import json

import pytest

from bot.delivery.outgoing import Outgoing, Snapshot
from bot.delivery.reviews.approval import draw_approval, draw_team, on_approved, on_more_asked
from bot.domain.reviews.cards import approval_card, team_card
from bot.domain.reviews.notices import MoreAsked, ScoreApproved
from bot.services.reviews import approval
from bot.services.reviews.advance import hand_over
from storage.models.delivery import CardRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import FRIDAY, POLICY, Opened, handed_in, opened
from tests.builders.people import Company, company


@pytest.fixture
def people(store: Store) -> Company:
    return company(store)


@pytest.fixture
def review(store: Store, people: Company) -> Opened:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee)
    return review


def card_of(store: Store, review: Opened, reader_id: int) -> Outgoing | None:
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        return draw_approval(at, approval_card(review.review_id, reader_id))


def put(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts="1.1", fingerprint="", posted_at=FRIDAY))


def test_the_card_stands_under_the_parent(store: Store, people: Company, review: Opened) -> None:
    put(store, f"team:{review.cycle_id}:{people.manager.id}")

    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert str(card.under) == f"team:{review.cycle_id}:{people.manager.id}"
    assert str(card.card) == f"approval:{review.review_id}:{people.manager.id}"


def test_without_a_parent_the_card_is_sent_all_the_same(
    store: Store, people: Company, review: Opened
) -> None:
    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert card.under is None
    assert card.person == people.manager


def test_a_former_manager_sees_who_took_over_and_no_score(
    store: Store, people: Company, review: Opened
) -> None:
    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, acting(store, now=FRIDAY))

    card = card_of(store, review, people.manager.id)

    assert card is not None
    assert card.only_update
    assert "Zhao Min took over" in card.message.text
    assert "3.75" not in json.dumps(card.message.blocks)


def test_nobody_else_is_ever_sent_a_card(store: Store, people: Company, review: Opened) -> None:
    for other in (people.employee, people.colleague, people.hr, people.boss):
        assert card_of(store, review, other.id) is None


def test_a_review_that_is_not_handed_in_has_no_card(store: Store, people: Company) -> None:
    review = opened(store, people.colleague, people.manager)

    assert card_of(store, review, people.manager.id) is None


def test_a_manager_without_reports_gets_no_parent_but_an_old_one_is_brought_up_to_date(
    store: Store, people: Company, review: Opened
) -> None:
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        sent = draw_team(at, team_card(review.cycle_id, people.boss.id))

    assert sent is not None
    assert sent.only_update


def test_each_question_is_sent_as_it_was_asked(store: Store, people: Company, review: Opened) -> None:
    version = review.version + 1
    for question in ("First?", "Second?"):
        approval.ask_for_more(
            acting(store, by=people.manager, now=FRIDAY),
            review_id=review.review_id,
            version=version,
            question=question,
        )
        version = handed_in(store, review.review_id, people.employee)

    said = []
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        for row in unit.reviews.history(review.review_id):
            notice = MoreAsked(to=people.employee.id, review_id=review.review_id, number=row.number)
            sent = on_more_asked(at, notice)
            if sent:
                said.append(json.dumps(sent.message.blocks))

    assert ["First?" in said[0], "Second?" in said[1], len(said)] == [True, True, 2]


def test_the_result_goes_under_the_employees_card_once_there_is_one(
    store: Store, people: Company, review: Opened
) -> None:
    put(store, f"my-review:{review.review_id}")
    notice = ScoreApproved(to=people.employee.id, review_id=review.review_id)
    with store.read() as unit:
        assert on_approved(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), notice) is None

    approval.approve(
        acting(store, by=people.manager, now=FRIDAY), review_id=review.review_id, version=review.version + 1
    )

    with store.read() as unit:
        sent = on_approved(Snapshot(unit=unit, policy=POLICY, now=FRIDAY), notice)
    assert sent is not None
    assert (sent.person, str(sent.under)) == (people.employee, f"my-review:{review.review_id}")


def test_somebody_who_left_is_sent_neither_a_result_nor_a_question(
    store: Store, people: Company, review: Opened
) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = FRIDAY.date()
    put(store, f"my-review:{review.review_id}")

    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        to = people.employee.id

        assert on_approved(at, ScoreApproved(to=to, review_id=review.review_id)) is None
        assert on_more_asked(at, MoreAsked(to=to, review_id=review.review_id, number=2)) is None


def test_the_card_of_somebody_who_left_offers_nothing(store: Store, people: Company, review: Opened) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = FRIDAY.date()

    card = card_of(store, review, people.manager.id)

    assert card is not None
    said = json.dumps(card.message.blocks)
    assert "Chen Jie has left. This review stays as it is" in said
    assert "reviews.approval.approve" not in said
