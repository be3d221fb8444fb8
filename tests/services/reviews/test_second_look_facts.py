"""What whoever looks again is shown of a manager's people, in each turn that it takes."""

from decimal import Decimal

import pytest

from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import LookedAt, Remark
from bot.domain.reviews.way import State
from bot.services.reviews import approval, second_look
from bot.services.reviews.second_look_facts import second_look_facts
from tests.builders.approval import CONVERSION, DWELL, TEAMWORK
from tests.builders.feedback import prepared
from tests.builders.world import World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SCORED)


def before(world: World, review: Review, *, hr: bool = False) -> LookedAt:
    looker = world.people.hr if hr else world.people.boss
    with world.store.read() as unit:
        facts = second_look_facts(
            unit, cycle_id=review.cycle_id, looker_id=looker.id, manager_id=review.manager_id
        )
    [person] = facts.people
    assert facts.waiting == ((person,) if person.waits else ())
    return person


def test_each_sees_what_the_other_did(world: World, review: Review) -> None:
    second_look.confirm(world.acting(world.people.hr), [(review.id, review.version)])

    mine, other = before(world, review, hr=True), before(world, review)

    assert (mine.waits, mine.mine, mine.awaited) == (False, True, ("Zhao Min",))
    assert (other.waits, other.mine, other.confirmed_by) == (True, False, ("Zhou Jing",))


def test_what_was_sent_back_waits_for_nobody_who_looks_again(world: World, review: Review) -> None:
    boss = world.acting(world.people.boss)
    second_look.send_back(boss, review_id=review.id, version=review.version, reason="Why 4?")

    person = before(world, review, hr=True)

    assert (person.sent_back, person.waits, person.settled) == (True, False, False)
    assert (person.doubted_by, person.doubt) == ("Zhao Min", "Why 4?")
    assert [before(world, review, hr=hr).is_own_doubt for hr in (True, False)] == [False, True]


def test_a_big_change_is_marked_and_agreement_is_not(world: World) -> None:
    agreed = world.review_at(State.SCORED)
    assert before(world, agreed).marks == ()
    second_look.send_back(
        world.acting(world.people.boss), review_id=agreed.id, version=agreed.version, reason="Too high."
    )
    back = world.reload(agreed)
    manager = world.acting(world.people.manager)
    approval.adjust_scores(
        manager,
        review_id=back.id,
        version=back.version,
        entered={
            item: Wanted(score=Decimal("2.5"), reason="It was missed by half.")
            for item in (CONVERSION, DWELL)
        },
    )
    now = world.reload(back)
    prepared(world.store, by=world.people.manager, about=world.people.employee)

    approval.approve(manager, review_id=now.id, version=now.version)

    assert before(world, agreed).marks == (Remark.BIG_CHANGE,)
    assert before(world, agreed).differing == 2


def test_what_became_of_a_doubt_is_told_by_item_until_it_is_confirmed(world: World, review: Review) -> None:
    boss, manager = world.acting(world.people.boss), world.acting(world.people.manager)
    second_look.send_back(
        boss, review_id=review.id, version=review.version, reason="Two months only.", doubts=[TEAMWORK, DWELL]
    )
    back = world.reload(review)
    assert before(world, review).redone is None
    lower = {DWELL: Wanted(score=Decimal("3.75"), reason="December is in now.")}
    approval.adjust_scores(manager, review_id=back.id, version=back.version, entered=lower)
    approval.approve(manager, review_id=back.id, version=world.reload(back).version)

    mine, hrs = before(world, review).redone, before(world, review, hr=True).redone
    _, _, read = second_look.read_second_look(boss, review_id=review.id)
    second_look.confirm(boss, [(review.id, world.reload(review).version)])

    assert mine is not None
    assert (mine.by, mine.is_own, mine.reason) == ("Zhao Min", True, "Two months only.")
    assert [item for item, _, _ in mine.moved] == [TEAMWORK, DWELL]
    assert [was == now for _, was, now in mine.moved] == [True, False]
    assert mine.moved[1][1:] == (Decimal("3.5"), Decimal("3.75"))
    assert hrs is not None
    assert not hrs.is_own
    assert read == mine
    assert before(world, review).redone is None
