"""A low score is approved once its employee has heard of it: in time, or late and marked so."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import Remark
from bot.domain.reviews.way import Event, State
from bot.domain.weeks.feedback import Feedback
from bot.domain.weeks.feedback_form import Sort
from bot.errors import Refusal
from bot.services.reviews import approval, second_look
from bot.services.reviews.advance import hand_over
from bot.services.reviews.approval_facts import approval_facts
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.second_look_facts import second_look_facts
from bot.services.weeks.feedback import give_feedback, take_back, tell_kept
from bot.services.weeks.feedback_form import open_late_feedback, see_feedback
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, Scores, scored
from tests.builders.feedback import CAME, SEEN, Saying
from tests.builders.world import FRIDAY, HANDED_IN, World

LOW: Scores = {
    CONVERSION: scored("3.25", actual="3.1 %"),
    DWELL: scored("3", actual="2 min"),
    CUSTOMER: scored("2.5"),
    TEAMWORK: scored("2.5"),
}
HIGH: Scores = {
    CONVERSION: scored("4.5", actual="4.2 %"),
    DWELL: scored("4.5", actual="3 min"),
    CUSTOMER: scored("4", evidence="Took the complaint of 4 August over."),
    TEAMWORK: scored("4", evidence="Ran the hand-over of the autumn sale."),
}
NOVEMBER = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
SUMMER = datetime(2026, 9, 29, 2, 0, tzinfo=UTC)
FIRST_MINUTE = datetime(2026, 9, 30, 16, 0, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
"""Of the period, where Chen Jie is."""


@pytest.fixture
def saying(world: World) -> Saying:
    return Saying(world.store, world.people)


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, handed in on Thursday 7 January, and low."""
    return world.hand_in(world.open_quarter(world.people.employee)[0], own=LOW)


def approve(world: World, review: Review, *, at: datetime = FRIDAY) -> None:
    acting = world.acting(world.people.manager, at=at)
    approval.approve(acting, review_id=review.id, version=world.reload(review).version)


def refused(world: World, review: Review, *, at: datetime = FRIDAY) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        approve(world, review, at=at)
    assert world.reload(review).state is State.SELF_SCORED
    return refusal.value


def warned(
    world: World, saying: Saying, at: datetime, *, by: Person | None = None, **rest: object
) -> Feedback:
    """Chen Jie hears something from Liu Yang, or somebody."""
    return saying.give(by or world.people.manager, world.people.employee, at=at, **rest)  # type: ignore[arg-type]


def recorded_now(world: World, review: Review, saying: Saying, *, at: datetime = FRIDAY) -> Feedback:
    """What the button beside the refusal leads to, filled in and sent."""
    acting = world.acting(world.people.manager, at=at)
    form = open_late_feedback(acting, review_id=review.id)
    typed = saying.typed(world.people.employee, sort=Sort.NEGATIVE)
    return give_feedback(
        acting, typed, shown=form.rule.fingerprint, submission=saying.form(), late_for=review.id
    )


def leans_on(world: World, review: Review) -> tuple[int, ...] | None:
    with world.store.read() as unit:
        approvals = [each for each in unit.reviews.history(review.id) if each.event is Event.APPROVE]
    return approvals[-1].facts.late_feedback


def test_a_low_score_that_nobody_prepared_for_is_not_approved(world: World, review: Review) -> None:
    refusal = refused(world, review)

    assert refusal.code == "review.surprise"
    assert (str(refusal.facts["at_most"]), refusal.facts["fell"]) == ("3.25", False)


@pytest.mark.parametrize("at", [FIRST_MINUTE, NOVEMBER, LAST_MINUTE])
def test_what_was_told_within_the_period_prepares(
    world: World, review: Review, saying: Saying, at: datetime
) -> None:
    piece = warned(world, saying, at)

    approve(world, review)

    assert leans_on(world, review) is None
    assert saying.look(piece.id).late_for_id is None


def test_so_does_what_a_colleague_said(world: World, review: Review, saying: Saying) -> None:
    warned(world, saying, NOVEMBER, by=world.people.colleague)

    approve(world, review)

    assert world.reload(review).state is State.SCORED


@pytest.mark.parametrize(
    ("at", "rest"),
    [
        (NOVEMBER, {"sort": Sort.POSITIVE}),
        (NOVEMBER, {"kept": True}),
        (SUMMER, {}),
        (LAST_MINUTE + timedelta(minutes=1), {}),
        (FRIDAY, {}),
    ],
    ids=["praise", "not told", "the period before", "a minute after", "about other days"],
)
def test_what_does_not_prepare(
    world: World, review: Review, saying: Saying, at: datetime, rest: dict[str, object]
) -> None:
    warned(world, saying, at, **rest)

    assert refused(world, review).code == "review.surprise"


def test_what_was_taken_back_does_not(world: World, review: Review, saying: Saying) -> None:
    piece = recorded_now(world, review, saying)
    take_back(world.acting(world.people.manager, at=FRIDAY + timedelta(minutes=1)), feedback_id=piece.id)

    refused(world, review, at=FRIDAY + timedelta(minutes=2))


def test_what_is_recorded_now_is_dated_today_and_marked_before_everybody(
    world: World, review: Review, saying: Saying
) -> None:
    piece = recorded_now(world, review, saying)
    approve(world, review)

    assert (piece.given_on, piece.late_for_id) == (FRIDAY.date(), review.cycle_id)
    assert piece.stage.told
    assert leans_on(world, review) == (piece.id,)
    with world.store.read() as unit:
        looked = second_look_facts(
            unit, cycle_id=review.cycle_id, looker_id=world.people.boss.id, manager_id=review.manager_id
        )
    assert [Remark.LATE_FEEDBACK in each.marks for each in looked.people] == [True]
    status = cycle_status(world.acting(world.people.hr), name=None)
    assert [(each.receiver, each.giver) for each in status.came_late] == [("Chen Jie", "Liu Yang")]
    for reader in (world.people.manager, world.people.employee, None):
        assert cycle_status(world.acting(reader), name=None).came_late == ()


def test_what_was_kept_in_the_period_and_told_after_it_is_late(
    world: World, review: Review, saying: Saying
) -> None:
    piece = warned(world, saying, NOVEMBER, kept=True)
    tell_kept(world.acting(world.people.manager), feedback_id=piece.id)
    approve(world, review)

    assert leans_on(world, review) == (piece.id,)
    assert saying.look(piece.id).late_for_id == review.cycle_id


def test_what_was_told_between_the_handing_in_and_the_end_of_the_period_is_late(
    world: World, saying: Saying
) -> None:
    """Where scoring opens before the period is over."""
    end = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    [review] = world.open_quarter(world.people.employee, at=end - timedelta(days=1))
    review = world.hand_in(review, own=LOW, at=end)
    piece = warned(world, saying, end + timedelta(hours=3))

    refused(world, review)

    assert saying.look(piece.id).late_for_id is None


def test_a_fall_of_a_band_asks_for_it_too(world: World, saying: Saying) -> None:
    [before] = world.open_quarter(world.people.employee, name="2026Q3")
    world.release(world.look_again(_approved(world, world.hand_in(before, own=HIGH))))
    review = world.hand_in(world.open_quarter(world.people.employee)[0])

    refusal = refused(world, review)
    assert (refusal.facts["at_most"], refusal.facts["fell"]) == (None, True)

    recorded_now(world, review, saying)
    approve(world, review)


def test_a_period_before_that_is_not_closed_yet_compares_with_nothing(world: World) -> None:
    [before] = world.open_quarter(world.people.employee, name="2026Q3")
    _approved(world, world.hand_in(before, own=HIGH))
    review = world.hand_in(world.open_quarter(world.people.employee)[0])

    approve(world, review)

    assert world.reload(review).state is State.SCORED


def test_what_an_approved_score_leans_on_stays(world: World, review: Review, saying: Saying) -> None:
    piece = recorded_now(world, review, saying)
    approve(world, review, at=FRIDAY + timedelta(minutes=1))

    with pytest.raises(Refusal) as refusal:
        take_back(world.acting(world.people.manager, at=FRIDAY + timedelta(minutes=2)), feedback_id=piece.id)

    assert refusal.value.code == "feedback.leaned_on"
    assert saying.look(piece.id).stage.on_record


def test_what_it_leans_on_can_be_taken_back_once_it_was_sent_back(
    world: World, review: Review, saying: Saying
) -> None:
    piece = recorded_now(world, review, saying)
    approve(world, review)
    boss = world.acting(world.people.boss)
    second_look.send_back(
        boss, review_id=review.id, version=world.reload(review).version, reason="Look at December again."
    )
    take_back(world.acting(world.people.manager, at=FRIDAY + timedelta(minutes=2)), feedback_id=piece.id)

    refused(world, review, at=FRIDAY + timedelta(minutes=3))


def test_only_who_decides_records_it_late_and_only_while_they_do(
    world: World, review: Review, saying: Saying
) -> None:
    for stranger in (world.people.colleague, world.people.hr, world.people.employee):
        with pytest.raises(Refusal) as refusal:
            open_late_feedback(world.acting(stranger), review_id=review.id)
        assert refusal.value.code in ("review.not_your_report", "feedback.oneself")
    recorded_now(world, review, saying)
    approve(world, review)

    with pytest.raises(Refusal) as refusal:
        recorded_now(world, review, saying)

    assert refusal.value.code == "review.changed_since"


def test_what_a_former_manager_said_counts_and_they_say_no_more(
    world: World, review: Review, saying: Saying
) -> None:
    piece = recorded_now(world, review, saying)
    with world.store.begin() as unit:
        hand_over(unit, review.employee_id, world.people.boss, world.acting())

    with pytest.raises(Refusal) as refusal:
        recorded_now(world, review, saying)
    version = world.reload(review).version
    approval.approve(world.acting(world.people.boss), review_id=review.id, version=version)

    assert refusal.value.code == "review.not_your_report"
    assert leans_on(world, review) == (piece.id,)


def test_two_clicks_on_send_come_to_one_piece(world: World, review: Review, saying: Saying) -> None:
    manager = world.acting(world.people.manager)
    form = open_late_feedback(manager, review_id=review.id)
    typed, shown = saying.typed(world.people.employee), form.rule.fingerprint

    twice = [
        give_feedback(manager, typed, shown=shown, submission="V-twice", late_for=review.id) for _ in range(2)
    ]

    assert twice[0] == twice[1]


def test_a_forged_form_is_about_the_reviews_employee_all_the_same(
    world: World, review: Review, saying: Saying
) -> None:
    manager = world.acting(world.people.manager)
    typed = saying.typed(world.people.colleague)
    shown = see_feedback(manager, typed, late_for=review.id).rule.fingerprint

    piece = give_feedback(manager, typed, shown=shown, submission="V-forged", late_for=review.id)

    assert (piece.receiver_id, piece.behaviour, piece.consequence) == (world.people.employee.id, SEEN, CAME)


def test_praise_is_not_recorded_late(world: World, review: Review, saying: Saying) -> None:
    manager = world.acting(world.people.manager)
    typed = saying.typed(world.people.employee, sort=Sort.POSITIVE)
    shown = see_feedback(manager, typed, late_for=review.id).rule.fingerprint

    with pytest.raises(Refusal) as refusal:
        give_feedback(manager, typed, shown=shown, submission="V-praise", late_for=review.id)

    assert refusal.value.code == "feedback.sort"


def test_the_card_says_what_lacks_and_hears_of_what_is_said(
    world: World, review: Review, saying: Saying
) -> None:
    with world.store.read() as unit:
        before = approval_facts(unit, review.id).surprise
    world._forget()
    recorded_now(world, review, saying)
    with world.store.read() as unit:
        after = approval_facts(unit, review.id).surprise

    assert before is not None
    assert before.is_missing
    assert after is not None
    assert (after.is_missing, bool(after.leans_on)) == (False, True)
    assert (f"approval:{review.id}:{review.manager_id}", review.manager_id) in world.notices()


def _approved(world: World, review: Review) -> Review:
    approve(world, review, at=HANDED_IN)
    return world.reload(review)
