"""Whoever looks again: what is theirs to confirm or send back, once, on what they have seen."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Doubt
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.drafts import keep_draft
from bot.services.reviews import second_look
from bot.services.reviews.approval_facts import approval_facts
from storage.models.people import PersonRow
from tests.builders.approval import CONVERSION, TEAMWORK
from tests.builders.people import person
from tests.builders.world import FRIDAY, World

REASON = "The case is about another quarter."


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SCORED)


def confirm(world: World, by: Person, *reviews: Review) -> int:
    return second_look.confirm(world.acting(by), [(each.id, each.version) for each in reviews])


def send_back(world: World, review: Review, by: Person | None = None, *, reason: str = REASON) -> None:
    second_look.send_back(
        world.acting(by or world.people.hr),
        review_id=review.id,
        version=review.version,
        reason=reason,
        doubts=[TEAMWORK, ("kpi", "no such thing")],
    )


def test_each_of_both_confirms_and_the_last_one_settles_it(world: World, review: Review) -> None:
    assert confirm(world, world.people.hr, review) == 1
    assert world.reload(review).state is State.SCORED
    assert not [to for card, to in world.notices() if card == "ScoreApproved"]

    assert confirm(world, world.people.boss, world.reload(review)) == 1

    assert world.reload(review).state is State.CONFIRMED
    with world.store.read() as unit:
        last = list(unit.reviews.history(review.id))[-2:]
    assert [(each.event, each.by_id, each.facts.seat) for each in last] == [
        (Event.CONFIRM, world.people.hr.id, Seat.HR),
        (Event.SETTLE, world.people.boss.id, Seat.ONE_OVER),
    ]


@pytest.mark.parametrize("who", ["employee", "manager", "colleague", "admin"])
def test_nobody_else_confirms_sends_back_or_reads_it(world: World, review: Review, who: str) -> None:
    by: Person = getattr(world.people, who)
    acting = world.acting(by)
    for refused in (
        lambda: confirm(world, by, review),
        lambda: send_back(world, review, by),
        lambda: second_look.to_send_back(acting, review_id=review.id, version=review.version),
        lambda: second_look.keep_doubt(acting, review_id=review.id, doubt=Doubt(reason=REASON)),
        lambda: second_look.read_second_look(acting, review_id=review.id),
    ):
        with pytest.raises(Refusal, match=r"second_look\.not_yours"):
            refused()
    assert world.reload(review) == review


def test_what_is_not_there_is_answered_as_what_is_not_yours(world: World, review: Review) -> None:
    acting = world.acting(world.people.hr)
    for refused in (
        lambda: second_look.confirm(acting, [(review.id + 999, 1)]),
        lambda: second_look.send_back(acting, review_id=review.id + 999, version=1, reason=REASON),
        lambda: second_look.keep_doubt(acting, review_id=review.id + 999, doubt=Doubt(reason=REASON)),
        lambda: second_look.to_send_back(acting, review_id=review.id + 999, version=1),
        lambda: second_look.read_second_look(acting, review_id=review.id + 999),
        lambda: second_look.show_afresh(acting, review_id=review.id + 999, version=1),
    ):
        with pytest.raises(Refusal, match=r"second_look\.not_yours"):
            refused()
    assert second_look.confirm(acting, [(review.id + 999, 1), (review.id, review.version)]) == 1


def test_an_old_card_and_a_second_click_are_refused(world: World, review: Review) -> None:
    hr, boss = world.people.hr, world.people.boss
    confirm(world, hr, review)

    with pytest.raises(Refusal, match=r"second_look\.done"):
        confirm(world, hr, world.reload(review))
    with pytest.raises(Refusal, match=r"review\.changed_since"):
        confirm(world, boss, review)


def test_two_clicks_at_once_confirm_once(world: World, review: Review) -> None:
    def click(_number: int) -> str:
        try:
            confirm(world, world.people.hr, review)
        except Refusal as refusal:
            return refusal.code
        return "confirmed"

    with ThreadPoolExecutor(2) as devices:
        answers = sorted(devices.map(click, range(2)))

    assert answers == ["confirmed", "second_look.done"]


def test_what_is_sent_back_is_with_the_manager_again_and_both_look_anew_afterwards(
    world: World, review: Review
) -> None:
    confirm(world, world.people.boss, review)
    send_back(world, world.reload(review))
    back = world.reload(review)
    with pytest.raises(Refusal, match=r"second_look\.done"):
        confirm(world, world.people.boss, back)
    assert back.state is State.SELF_SCORED
    with world.store.read() as unit:
        told = approval_facts(unit, review.id).sent_back
    assert told
    assert (told.by, told.reason, told.items) == ("Zhou Jing", REASON, (TEAMWORK,))

    again = world.review_at(State.SCORED, at=FRIDAY)

    with world.store.read() as unit:
        assert approval_facts(unit, review.id).sent_back is None
        assert [each.confirmed_at for each in unit.second_looks.of(again.id)] == [None, None]


@pytest.mark.parametrize("reason", ["", "  \u200b\u3000"])
def test_a_reason_is_wanted_and_what_was_typed_is_kept(world: World, review: Review, reason: str) -> None:
    with pytest.raises(Refusal, match=r"second_look\.reason_missing"):
        send_back(world, review, reason=reason)

    assert world.reload(review) == review
    with world.store.read() as unit:
        draft = unit.drafts.get(world.people.hr.id, Form.SEND_BACK, str(review.id))
    assert draft
    assert draft.data["reason"] == reason


def kept(world: World, review: Review) -> Doubt:
    _, doubt = second_look.to_send_back(
        world.acting(world.people.hr), review_id=review.id, version=world.reload(review).version
    )
    return doubt


def test_what_stood_in_a_closed_form_is_there_again_though_the_other_confirmed_meanwhile(
    world: World, review: Review
) -> None:
    confirm(world, world.people.boss, review)
    with pytest.raises(Refusal, match=r"review\.changed_since"):
        send_back(world, review)
    assert kept(world, review) == Doubt(reason=REASON, items=(TEAMWORK, ("kpi", "no such thing")))
    ticked = Doubt(items=(CONVERSION,))
    second_look.keep_doubt(world.acting(world.people.hr), review_id=review.id, doubt=ticked)
    assert kept(world, review) == ticked

    second_look.keep_doubt(world.acting(world.people.hr), review_id=review.id, doubt=Doubt())

    assert kept(world, review) == Doubt()


def test_a_reason_that_an_earlier_version_kept_is_there_again(world: World, review: Review) -> None:
    hr = world.acting(world.people.hr)
    keep_draft(hr, form=Form.SEND_BACK, subject=str(review.id), data={"reason": REASON})

    assert kept(world, review) == Doubt(reason=REASON)


def test_what_is_sent_back_goes_to_the_manager_whom_the_employee_has_now(
    world: World, review: Review
) -> None:
    other = person(world.store, "Gao Lei", manager=world.people.boss, kpis=())
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, review.employee_id).manager_id = other.id

    send_back(world, review)

    assert world.reload(review).manager_id == other.id
    with world.store.read() as unit:
        events = [each.event for each in unit.reviews.history(review.id)][-2:]
        owed = unit.obligations.waiting({other.id, world.people.manager.id})
    assert events == [Event.SEND_BACK, Event.HAND_OVER]
    assert [each.obligation.person_id for each in owed] == [other.id]


def test_several_are_confirmed_at_once_and_what_moved_on_is_left_out(world: World, review: Review) -> None:
    stale = (review.id, review.version - 1)

    assert second_look.confirm(world.acting(world.people.hr), [stale, (review.id, review.version)]) == 1
