"""A manager's decision: theirs alone, once, on what they have seen, and heard of at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest

from bot.domain.people import Person
from bot.domain.policy import Scoring
from bot.domain.reviews.approval import Lack, ReasonsMissing, Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.review import Review
from bot.domain.reviews.score_draft import ScoreForm
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.approval_facts import approval_facts
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, OWN, TEAMWORK, scored
from tests.builders.feedback import prepared
from tests.builders.told import Told
from tests.builders.world import FRIDAY, World


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


def approve(world: World, review: Review, *, by: Person | None = None) -> None:
    approval.approve(world.acting(by or world.people.manager), review_id=review.id, version=review.version)


def adjust(world: World, review: Review, wanted: dict[Item, Wanted]) -> None:
    approval.adjust_scores(
        world.acting(world.people.manager),
        review_id=review.id,
        version=review.version,
        entered=wanted,
        window="V1",
    )


def ask(world: World, review: Review, question: str = "What did you do for the team?") -> None:
    approval.ask_for_more(
        world.acting(world.people.manager), review_id=review.id, version=review.version, question=question
    )


def events(world: World, review: Review) -> list[Event]:
    with world.store.read() as unit:
        return [row.event for row in unit.reviews.history(review.id)]


def my_review(review: Review) -> Told:
    return f"my-review:{review.id}", review.employee_id


def team(review: Review) -> Told:
    return f"team:{review.cycle_id}:{review.manager_id}", review.manager_id


def card(review: Review) -> Told:
    return f"approval:{review.id}:{review.manager_id}", review.manager_id


def test_an_approval_is_shown_to_both_sides_and_to_whoever_looks_again(world: World, review: Review) -> None:
    approve(world, review)

    assert world.reload(review).state is State.SCORED
    assert world.notices() == [
        my_review(review),
        team(review),
        card(review),
        *(
            (key, looker.id)
            for looker in (world.people.boss, world.people.hr)
            for key in (
                f"second-looks:{review.cycle_id}:{looker.id}",
                f"second-look:{review.cycle_id}:{looker.id}:{review.manager_id}",
            )
        ),
    ]


def test_a_second_click_is_told_when_it_was_approved(world: World, review: Review) -> None:
    approve(world, review)

    with pytest.raises(Refusal) as refusal:
        approve(world, review)

    assert refusal.value.code == "review.approved_already"
    assert refusal.value.facts["on"] == FRIDAY
    assert events(world, review).count(Event.APPROVE) == 1


def test_two_devices_at_once_make_one_approval(world: World, review: Review) -> None:
    start = Barrier(2)
    codes: list[str] = []

    def click() -> None:
        start.wait()
        try:
            approve(world, review)
        except Refusal as refusal:
            codes.append(refusal.code)

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == ["review.approved_already"]
    assert events(world, review).count(Event.APPROVE) == 1
    looks = [to for kind, to in world.notices() if kind.startswith("second-look:")]
    assert looks == [world.people.boss.id, world.people.hr.id]


def test_only_the_manager_approves(world: World, review: Review) -> None:
    for other in (world.people.boss, world.people.employee, world.people.hr, world.people.colleague):
        with pytest.raises(Refusal) as refusal:
            approve(world, review, by=other)
        assert refusal.value.code == "review.not_your_report"
        assert refusal.value.facts == {}, "not even who has it"

    assert world.reload(review).state is State.SELF_SCORED
    assert world.notices() == []


def test_a_click_on_an_outdated_card_changes_nothing_and_brings_the_card_up_to_date(
    world: World, review: Review
) -> None:
    with pytest.raises(Refusal) as refusal:
        approve(world, replace(review, version=review.version - 1))

    assert refusal.value.code == "review.changed_since"
    assert world.reload(review).state is State.SELF_SCORED
    assert world.notices() == [card(review)]


@pytest.mark.parametrize(
    "act",
    [
        approve,
        lambda world, review: adjust(world, review, {DWELL: Wanted(score=Decimal("3.25"), reason="Late")}),
        ask,
    ],
)
def test_nothing_can_be_decided_while_the_employee_has_it(
    world: World, review: Review, act: Callable[[World, Review], None]
) -> None:
    ask(world, review)
    asked = world.reload(review)

    with pytest.raises(Refusal) as refusal:
        act(world, asked)

    assert refusal.value.code == "review.asked_already"
    assert world.reload(review).state is State.MORE_ASKED


def test_nothing_can_be_decided_before_the_self_score(world: World) -> None:
    review = world.review_at(State.GOALS_AGREED)

    with pytest.raises(Refusal) as refusal:
        approve(world, review)

    assert refusal.value.code == "review.not_handed_in"


def test_an_adjustment_stands_beside_the_self_score_with_its_reason(world: World, review: Review) -> None:
    adjust(
        world,
        review,
        {DWELL: Wanted(score=Decimal("3"), reason="November was down"), **unchanged(CONVERSION)},
    )

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)
    assert facts.review.own[DWELL].score == Decimal("3.5")
    assert facts.review.holding[DWELL].score == Decimal("3")
    assert list(facts.review.given) == [DWELL]
    assert facts.review.given[DWELL].reason == "November was down"
    assert facts.adjusted[DWELL].by == "Liu Yang"
    assert facts.adjusted[DWELL].at == FRIDAY
    assert facts.review.version == review.version + 2
    assert facts.begun_at == FRIDAY
    assert events(world, review)[-2:] == [Event.BEGIN, Event.ADJUST]
    assert set(world.notices()) == {my_review(review), card(review)}


def test_a_score_far_from_theirs_needs_a_reason_and_a_near_one_does_not(world: World, review: Review) -> None:
    with pytest.raises(ReasonsMissing) as missing:
        adjust(
            world,
            review,
            {
                CONVERSION: Wanted(score=Decimal("3.5"), reason=None),
                DWELL: Wanted(score=Decimal("3"), reason=None),
                TEAMWORK: Wanted(score=Decimal("2"), reason=""),
            },
        )
    assert missing.value.items == {DWELL: Lack.REASON, TEAMWORK: Lack.CASE_AGAINST}
    assert Event.ADJUST not in events(world, review)

    adjust(world, review, {CONVERSION: Wanted(score=Decimal("3.5"), reason=None)})

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id).review
    assert facts.given == {CONVERSION: scored("3.5")}


def test_how_far_is_a_setting(world: World, review: Review) -> None:
    policy = replace(world.store.policy, scoring=Scoring(reason_from=0.25))
    strict = replace(world.acting(world.people.manager), policy=policy)

    with pytest.raises(ReasonsMissing):
        approval.adjust_scores(
            strict,
            review_id=review.id,
            version=review.version,
            entered={CONVERSION: Wanted(score=Decimal("3.5"), reason=None)},
        )


def test_a_reason_that_a_new_self_score_asks_for_is_missed_at_the_approval(
    world: World, review: Review
) -> None:
    adjust(world, review, {CONVERSION: Wanted(score=Decimal("3.5"), reason=None)})
    ask(world, world.reload(review))
    again = world.hand_in(
        world.reload(review), own={**OWN, CONVERSION: scored("4.5", actual="3.8 %")}, at=FRIDAY
    )

    with pytest.raises(ReasonsMissing) as missing:
        approve(world, again)

    assert missing.value.items == {CONVERSION: Lack.REASON}


def test_nothing_changed_is_said(world: World, review: Review) -> None:
    with pytest.raises(Refusal) as refusal:
        adjust(world, review, unchanged(CONVERSION, DWELL, CUSTOMER, TEAMWORK))

    assert refusal.value.code == "review.nothing_changed"


@pytest.mark.parametrize(
    ("item", "score"), [(DWELL, "3.6"), (DWELL, "2"), (TEAMWORK, "5.5"), (("kpi", "x"), "3")]
)
def test_a_score_that_cannot_be_given_is_refused(
    world: World, review: Review, item: Item, score: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        adjust(world, review, {item: Wanted(score=Decimal(score), reason="so")})

    assert refusal.value.code == "review.not_a_score"


def test_an_adjustment_can_be_taken_back(world: World, review: Review) -> None:
    adjust(world, review, {DWELL: Wanted(score=Decimal("3"), reason="November was down")})

    adjust(world, world.reload(review), unchanged(DWELL))

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)
        assert len(unit.reviews.scores(review.id)) == len(OWN) + 2
    assert facts.review.given == {}
    assert facts.review.outcome == facts.review.own_outcome


def test_a_question_goes_to_the_employee_and_their_answer_shows_what_is_new(
    world: World, review: Review
) -> None:
    ask(world, review, "What did you do for the team?")
    answer = {**OWN, TEAMWORK: scored("3", evidence="Ran the weekly session for the new colleagues")}
    monday = FRIDAY + timedelta(days=3)
    question = world.notices()
    world.hand_in(world.reload(review), own=answer, comment="Added", at=monday)

    with world.store.read() as unit:
        facts = approval_facts(unit, review.id)
    employee = world.people.employee.id
    assert question == [my_review(review), team(review), card(review), ("MoreAsked", employee)]
    assert world.notices() == [
        my_review(review),
        team(review),
        card(review),
        (f"question:{review.id}:{review.version + 1}", employee),
    ]
    assert facts.answered
    assert facts.fresh == {TEAMWORK}
    assert facts.fresh_comment
    assert facts.review.question == "What did you do for the team?"
    assert (facts.asked_at, facts.asked_by) == (FRIDAY, "Liu Yang")


def test_a_refused_form_finds_its_draft_again_and_a_saved_one_drops_it(world: World, review: Review) -> None:
    entered = {DWELL: Wanted(score=Decimal("3"), reason=None)}

    with pytest.raises(ReasonsMissing):
        adjust(world, review, entered)
    assert drafted(world, review).entered[DWELL] == entered[DWELL]
    assert drafted(world, review).is_draft

    adjust(world, review, {DWELL: Wanted(score=Decimal("3"), reason="November was down")})
    assert not drafted(world, world.reload(review)).is_draft


def test_what_is_half_done_is_not_passed_over_by_an_approval(world: World, review: Review) -> None:
    with pytest.raises(ReasonsMissing):
        adjust(world, review, {DWELL: Wanted(score=Decimal("3"), reason=None)})

    with pytest.raises(Refusal, match=r"review\.half_done"):
        approve(world, review)


def test_scores_and_approval_in_one_go_say_who_waits_next(world: World) -> None:
    world.open_quarter(world.people.employee, world.people.colleague)
    chen = world.review_at(State.SELF_SCORED)
    world.review_at(State.SELF_SCORED, of=world.people.colleague)
    prepared(world.store, by=world.people.manager, about=world.people.employee)

    done = approval.score_and_approve(
        world.acting(world.people.manager),
        review_id=chen.id,
        version=chen.version,
        entered={**unchanged(CONVERSION), DWELL: Wanted(score=Decimal("3.25"), reason=None)},
    )

    assert (done.employee, [each.who for each in done.waiting]) == ("Chen Jie", ["Wu Min"])
    assert events(world, chen)[-3:] == [Event.BEGIN, Event.ADJUST, Event.APPROVE]
    with world.store.read() as unit:
        assert approval_facts(unit, chen.id).review.holding[DWELL].score == Decimal("3.25")


def test_the_result_is_for_both_sides_once_it_is_released(world: World, review: Review) -> None:
    employee, manager = world.people.employee, world.people.manager

    def code(by: Person) -> str:
        try:
            approval.result_for(world.acting(by), review_id=review.id)
        except Refusal as refusal:
            return refusal.code
        return "shown"

    assert code(employee) == code(manager) == "review.no_result_yet"
    approve(world, review)
    assert code(employee) == code(manager) == "review.no_result_yet"
    world.look_again(review, at=FRIDAY)
    assert code(employee) == code(manager) == "review.no_result_yet"
    world.release(review, at=FRIDAY)
    assert code(employee) == code(manager) == "shown"
    assert code(world.people.boss) == code(world.people.hr) == "review.not_yours_to_see"


def test_the_manager_alone_reads_the_cases_before_it_is_approved(world: World, review: Review) -> None:
    approval.to_read(world.acting(world.people.manager), review_id=review.id)

    with pytest.raises(Refusal, match=r"review\.no_result_yet"):
        approval.to_read(world.acting(world.people.employee), review_id=review.id)


@pytest.mark.parametrize(
    "act",
    [
        approve,
        ask,
        lambda world, review: adjust(world, review, unchanged(CONVERSION)),
        lambda world, review: drafted(world, review),
    ],
)
def test_the_review_of_somebody_who_left_stays_as_it_is(
    world: World, review: Review, act: Callable[[World, Review], object]
) -> None:
    world.leaves(world.people.employee)
    before = events(world, review)

    with pytest.raises(Refusal, match="employee_left"):
        act(world, review)

    assert events(world, review) == before
    assert world.reload(review).state is State.SELF_SCORED


def unchanged(*items: Item) -> dict[Item, Wanted]:
    return {item: Wanted(score=OWN[item].score, reason=None) for item in items}


def drafted(world: World, review: Review) -> ScoreForm:
    return approval.open_scores(
        world.acting(world.people.manager), review_id=review.id, version=review.version
    )
