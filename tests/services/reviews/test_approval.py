"""A manager's decision: theirs alone, once, on what they have seen, and heard of at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.approval import ReasonsMissing, Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.approval_facts import approval_facts
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import (
    CONVERSION,
    CUSTOMER,
    DWELL,
    FRIDAY,
    OWN,
    TEAMWORK,
    handed_in,
    opened,
    scored,
)
from tests.builders.people import Company, company
from tests.builders.told import Told, told


@dataclass(frozen=True, kw_only=True)
class World:
    store: Store
    people: Company
    review_id: int
    version: int
    cycle_id: int
    told_before: int

    def approve(self, *, by: Person | None = None, version: int | None = None) -> None:
        approval.approve(
            acting(self.store, by=by or self.people.manager, now=FRIDAY),
            review_id=self.review_id,
            version=self.version if version is None else version,
        )

    def adjust(
        self,
        wanted: dict[Item, Wanted],
        *,
        version: int | None = None,
        typed: dict[str, Any] | None = None,
    ) -> None:
        approval.adjust_scores(
            acting(self.store, by=self.people.manager, now=FRIDAY),
            review_id=self.review_id,
            version=self.version if version is None else version,
            wanted=wanted,
            typed=typed or {},
        )

    def ask(self, question: str = "What did you do for the team?") -> None:
        approval.ask_for_more(
            acting(self.store, by=self.people.manager, now=FRIDAY),
            review_id=self.review_id,
            version=self.version,
            question=question,
        )

    def state(self) -> State:
        with self.store.read() as unit:
            return unit.reviews.look(self.review_id).state

    def events(self) -> list[Event]:
        with self.store.read() as unit:
            return [row.event for row in unit.reviews.history(self.review_id)]

    def notices(self) -> list[Told]:
        """What was announced since the self-score, in order, and its readers."""
        return told(self.store, after=self.told_before)

    @property
    def my_review(self) -> Told:
        return f"my-review:{self.review_id}", self.people.employee.id

    @property
    def team(self) -> Told:
        return f"team:{self.cycle_id}:{self.people.manager.id}", self.people.manager.id

    @property
    def card(self) -> Told:
        return f"approval:{self.review_id}:{self.people.manager.id}", self.people.manager.id


@pytest.fixture
def world(store: Store) -> World:
    people = company(store)
    review = opened(store, people.employee, people.manager)
    version = handed_in(store, review.review_id, people.employee)
    return World(
        store=store,
        people=people,
        review_id=review.review_id,
        version=version,
        cycle_id=review.cycle_id,
        told_before=len(told(store)),
    )


def test_an_approval_is_announced_to_parent_card_and_employee(world: World) -> None:
    world.approve()

    assert world.state() is State.SCORED
    assert world.notices() == [
        world.my_review,
        world.team,
        world.card,
        ("ScoreApproved", world.people.employee.id),
    ]


def test_a_second_click_is_told_when_it_was_approved(world: World) -> None:
    world.approve()

    with pytest.raises(Refusal) as refusal:
        world.approve()

    assert refusal.value.code == "review.approved_already"
    assert refusal.value.facts["on"] == FRIDAY
    assert world.events().count(Event.APPROVE) == 1


def test_two_devices_at_once_make_one_approval(world: World) -> None:
    start = Barrier(2)
    codes: list[str] = []

    def click() -> None:
        start.wait()
        try:
            world.approve()
        except Refusal as refusal:
            codes.append(refusal.code)

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert codes == ["review.approved_already"]
    assert world.events().count(Event.APPROVE) == 1
    assert [kind for kind, _ in world.notices()].count("ScoreApproved") == 1


def test_only_the_manager_approves(world: World) -> None:
    for other in (world.people.boss, world.people.employee, world.people.hr, world.people.colleague):
        with pytest.raises(Refusal) as refusal:
            world.approve(by=other)
        assert refusal.value.code == "review.not_your_report"
        assert refusal.value.facts == {"manager": "Liu Yang"}

    assert world.state() is State.SELF_SCORED
    assert world.notices() == []


def test_a_click_on_an_outdated_card_changes_nothing_and_brings_the_card_up_to_date(world: World) -> None:
    with pytest.raises(Refusal) as refusal:
        world.approve(version=world.version - 1)

    assert refusal.value.code == "review.changed_since"
    assert world.state() is State.SELF_SCORED
    assert world.notices() == [world.card]


@pytest.mark.parametrize(
    "act",
    [
        lambda world: world.approve(),
        lambda world: world.adjust({DWELL: Wanted(score=Decimal("3.25"), reason="Late")}),
        lambda world: world.ask(),
    ],
)
def test_nothing_can_be_decided_while_the_employee_has_it(world: World, act: Callable[[World], None]) -> None:
    world.ask()
    asked = replace(world, version=world.version + 1)

    with pytest.raises(Refusal) as refusal:
        act(asked)

    assert refusal.value.code == "review.asked_already"
    assert world.state() is State.MORE_ASKED


def test_nothing_can_be_decided_before_the_self_score(store: Store) -> None:
    people = company(store)
    review = opened(store, people.employee, people.manager)

    with pytest.raises(Refusal) as refusal:
        approval.approve(
            acting(store, by=people.manager, now=FRIDAY), review_id=review.review_id, version=review.version
        )

    assert refusal.value.code == "review.not_handed_in"


def test_an_adjustment_stands_beside_the_self_score_with_its_reason(world: World) -> None:
    world.adjust({DWELL: Wanted(score=Decimal("3"), reason="November was down"), **unchanged(CONVERSION)})

    with world.store.read() as unit:
        facts = approval_facts(unit, world.review_id)
    assert facts.review.own[DWELL].score == Decimal("3.5")
    assert facts.review.holding[DWELL].score == Decimal("3")
    assert list(facts.review.given) == [DWELL]
    assert facts.review.given[DWELL].reason == "November was down"
    assert facts.adjusted[DWELL].by == "Liu Yang"
    assert facts.adjusted[DWELL].at == FRIDAY
    assert facts.review.version == world.version + 1
    assert world.notices() == [world.card]


def test_every_differing_score_needs_a_reason(world: World) -> None:
    with pytest.raises(ReasonsMissing) as missing:
        world.adjust(
            {
                CONVERSION: Wanted(score=Decimal("3.5"), reason=None),
                DWELL: Wanted(score=Decimal("3"), reason="November was down"),
                TEAMWORK: Wanted(score=Decimal("2"), reason=""),
            }
        )

    assert missing.value.items == [CONVERSION, TEAMWORK]
    assert Event.ADJUST not in world.events()


def test_nothing_changed_is_said(world: World) -> None:
    with pytest.raises(Refusal) as refusal:
        world.adjust(unchanged(CONVERSION, DWELL, CUSTOMER, TEAMWORK))

    assert refusal.value.code == "review.nothing_changed"


@pytest.mark.parametrize(
    ("item", "score"), [(DWELL, "3.6"), (DWELL, "2"), (TEAMWORK, "5.5"), (("kpi", "x"), "3")]
)
def test_a_score_that_cannot_be_given_is_refused(world: World, item: Item, score: str) -> None:
    with pytest.raises(Refusal) as refusal:
        world.adjust({item: Wanted(score=Decimal(score), reason="so")})

    assert refusal.value.code == "review.not_a_score"


def test_an_adjustment_can_be_taken_back(world: World) -> None:
    world.adjust({DWELL: Wanted(score=Decimal("3"), reason="November was down")})

    world.adjust(unchanged(DWELL), version=world.version + 1)

    with world.store.read() as unit:
        facts = approval_facts(unit, world.review_id)
        assert len(unit.reviews.scores(world.review_id)) == len(OWN) + 2
    assert facts.review.given == {}
    assert facts.review.outcome == facts.review.own_outcome


def test_a_question_goes_to_the_employee_and_their_answer_shows_what_is_new(world: World) -> None:
    world.ask("What did you do for the team?")
    answer = {**OWN, TEAMWORK: scored("3", evidence="Ran the weekly session for the new colleagues")}
    monday = FRIDAY + timedelta(days=3)
    handed_in(world.store, world.review_id, world.people.employee, own=answer, comment="Added", now=monday)

    with world.store.read() as unit:
        facts = approval_facts(unit, world.review_id)
    employee = world.people.employee.id
    assert world.notices() == [
        world.my_review,
        world.team,
        world.card,
        ("MoreAsked", employee),
        world.my_review,
        world.team,
        world.card,
        (f"question:{world.review_id}:{world.version + 1}", employee),
    ]
    assert facts.answered
    assert facts.fresh == {TEAMWORK}
    assert facts.fresh_comment
    assert facts.review.question == "What did you do for the team?"
    assert (facts.asked_at, facts.asked_by) == (FRIDAY, "Liu Yang")


def test_a_refused_form_finds_its_draft_again_and_a_saved_one_drops_it(world: World) -> None:
    typed = {"scores": {"kpi:dwell": "3"}, "reasons": {}}

    with pytest.raises(ReasonsMissing):
        world.adjust({DWELL: Wanted(score=Decimal("3"), reason=None)}, typed=typed)
    assert drafted(world) == typed

    world.adjust({DWELL: Wanted(score=Decimal("3"), reason="November was down")})
    assert drafted(replace(world, version=world.version + 1)) is None


def test_the_result_is_for_the_employee_once_approved_and_for_the_manager(world: World) -> None:
    employee, manager = world.people.employee, world.people.manager

    def code(by: Person) -> str:
        try:
            approval.result_for(acting(world.store, by=by), review_id=world.review_id)
        except Refusal as refusal:
            return refusal.code
        return "shown"

    assert code(employee) == code(manager) == "review.no_result_yet"
    world.approve()
    assert code(employee) == code(manager) == "shown"
    assert code(world.people.boss) == code(world.people.hr) == "review.not_yours_to_see"


def test_the_manager_alone_reads_the_cases_before_it_is_approved(world: World) -> None:
    approval.to_read(acting(world.store, by=world.people.manager), review_id=world.review_id)

    with pytest.raises(Refusal, match=r"review\.no_result_yet"):
        approval.to_read(acting(world.store, by=world.people.employee), review_id=world.review_id)


@pytest.mark.parametrize(
    "act",
    [
        lambda world: world.approve(),
        lambda world: world.ask(),
        lambda world: world.adjust(unchanged(CONVERSION)),
        lambda world: drafted(world),
    ],
)
def test_the_review_of_somebody_who_left_stays_as_it_is(world: World, act: Callable[[World], object]) -> None:
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).left_on = FRIDAY.date()
    before = world.events()

    with pytest.raises(Refusal, match="employee_left"):
        act(world)

    assert world.events() == before
    assert world.state() is State.SELF_SCORED


def unchanged(*items: Item) -> dict[Item, Wanted]:
    return {item: Wanted(score=OWN[item].score, reason=None) for item in items}


def drafted(world: World) -> object:
    _, draft = approval.to_decide(
        acting(world.store, by=world.people.manager, now=FRIDAY),
        review_id=world.review_id,
        version=world.version,
        form=Form.ADJUST,
    )
    return draft
