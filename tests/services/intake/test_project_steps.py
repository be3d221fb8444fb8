"""A project is decided, started, paused, given up; and nothing starts that was not discussed."""

from datetime import date

import pytest

from bot.domain.intake.cards import project_card
from bot.domain.intake.handover_way import Event as HandoverEvent
from bot.domain.intake.project import Missing, Side
from bot.domain.intake.project_way import Event, State
from bot.domain.intake.triage import Kind as RequestKind
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.intake.handover import hand_over_brief, open_handover
from bot.services.intake.handover_moves import advance as hand_on
from bot.services.intake.handover_steps import take_handover_step
from bot.services.intake.project import argue, estimate
from bot.services.intake.project_facts import may_start
from bot.services.intake.project_steps import (
    decide_project,
    open_project_step,
    read_project,
    read_projects,
    take_project_step,
    want_project_file,
)
from storage.cards import Spot
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING, filed, stepped
from tests.builders.people import Company
from tests.builders.projects import discussed
from tests.builders.world import FRIDAY, World

TODAY = date(2027, 1, 8)


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    """An accepted request with a brief."""
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return number


@pytest.fixture
def project_id(store: Store, people: Company, number: int) -> int:
    return discussed(store, people, number)


def complete(world: World, people: Company, project_id: int) -> None:
    """Everything but the decision."""
    he, desk = world.acting(people.developer), world.acting(people.product_manager)
    argue(he, project_id=project_id, side=Side.FOR, text="Customers ask", submission="V-for")
    argue(he, project_id=project_id, side=Side.AGAINST, text="It is slow", submission="V-against")
    estimate(desk, project_id=project_id, days="5-8", account="U0HE", submission="V-days")


def decide(world: World, people: Company, project_id: int, *, is_for: bool = True) -> None:
    decide_project(
        world.acting(people.product_manager),
        project_id=project_id,
        is_for=is_for,
        on=TODAY,
        accounts=["U0ZHAO"],
        text="Worth it",
        submission=f"V-decide-{is_for}",
    )


def step(world: World, people: Company, project_id: int, event: Event, text: str = "") -> State:
    acting = world.acting(people.product_manager)
    view = f"V-{event}" if text else ""
    facts = take_project_step(acting, project_id=project_id, event=event, text=text, submission=view)
    return facts.project.state


def test_starting_says_everything_that_is_missing_at_once(
    world: World, people: Company, number: int, project_id: int
) -> None:
    with pytest.raises(Refusal) as refused:
        step(world, people, project_id, Event.START)

    assert refused.value.code == "project.missing"
    assert refused.value.facts["missing"] == ["for", "against", "estimate", "decision"]
    complete(world, people, project_id)
    with world.store.read() as unit:
        assert may_start(unit, number) == (Missing.DECISION,)
    decide(world, people, project_id)
    with world.store.read() as unit:
        assert may_start(unit, number) == ()
    assert step(world, people, project_id, Event.START) is State.STARTED
    assert step(world, people, project_id, Event.START) is State.STARTED


def test_a_decision_without_arguments_starts_nothing(
    world: World, store: Store, people: Company, project_id: int
) -> None:
    decide(world, people, project_id)
    for each in (people.developer, people.colleague):
        world.leaves(each, at=MORNING)

    with pytest.raises(Refusal) as refused:
        step(world, people, project_id, Event.START)

    assert refused.value.facts["missing"] == ["participants", "for", "against", "estimate"]


def test_it_is_decided_by_those_who_are_here_on_a_day_that_was_and_for_a_reason(
    world: World, store: Store, people: Company, project_id: int
) -> None:
    world.leaves(people.boss)

    def refused(*, on: date = TODAY, accounts: list[str], text: str = "Worth it") -> tuple[str, str | None]:
        with pytest.raises(Refusal) as refusal:
            decide_project(
                world.acting(people.product_manager),
                project_id=project_id,
                is_for=True,
                on=on,
                accounts=accounts,
                text=text,
                submission="V1",
            )
        return refusal.value.code, refusal.value.field

    assert refused(accounts=["U0ZHAO"]) == ("project.has_left", "deciders")
    assert refused(accounts=[]) == ("project.nobody_named", "deciders")
    assert refused(on=date(2027, 1, 9), accounts=["U0LIU"]) == ("project.day_ahead", "decided_on")
    assert refused(accounts=["U0LIU"], text="  ") == ("project.no_reason", "text")


def test_two_who_decide_at_once_leave_one_decision(world: World, people: Company, project_id: int) -> None:
    decide(world, people, project_id)

    with pytest.raises(Refusal, match=r"project\.not_now"):
        decide(world, people, project_id, is_for=False)

    decision = read_project(world.acting(people.product_manager), project_id=project_id).decision
    assert decision is not None
    assert [each.name for each in decision.deciders] == ["Zhao Min"]
    assert (decision.decided_on, decision.text) == (TODAY, "Worth it")


def test_it_is_paused_resumed_and_given_up_each_with_a_reason(
    world: World, people: Company, project_id: int
) -> None:
    complete(world, people, project_id)
    decide(world, people, project_id)
    step(world, people, project_id, Event.START)

    for event in (Event.PAUSE, Event.STOP):
        with pytest.raises(Refusal, match=r"project\.no_reason"):
            step(world, people, project_id, event)
    assert step(world, people, project_id, Event.PAUSE, "No money") is State.PAUSED
    assert step(world, people, project_id, Event.RESUME) is State.STARTED
    assert step(world, people, project_id, Event.STOP, "Bought one") is State.STOPPED

    facts = read_project(world.acting(people.product_manager), project_id=project_id)
    assert facts.halt is not None
    assert facts.halt.text == "Bought one"
    assert step(world, people, project_id, Event.DISCUSS, "The shop closed") is State.DISCUSSING
    facts = read_project(world.acting(people.product_manager), project_id=project_id)
    assert facts.decision is None
    assert facts.project.decide_by == date(2027, 1, 15)


def test_what_is_as_large_as_a_project_is_handed_over_once_it_is_decided(
    world: World, store: Store, people: Company
) -> None:
    number = filed(store, people.employee, kind=RequestKind.PROJECT)
    stepped(store, number, RequestEvent.ACCEPT, people.product_manager)
    desk = world.acting(people.product_manager)
    briefed(store, number, desk)

    with pytest.raises(Refusal) as refused:
        open_handover(desk, request_id=number)
    assert (refused.value.code, refused.value.facts["missing"]) == ("project.missing", ["discussion"])
    project_id = discussed(store, people, number)
    complete(world, people, project_id)
    with pytest.raises(Refusal) as refused:
        hand_over_brief(
            desk,
            request_id=number,
            assignee_id=people.developer.id,
            due_on=None,
            note="",
            submission="V1",
        )
    assert refused.value.facts["missing"] == ["decision"]
    decide(world, people, project_id)

    assert open_handover(desk, request_id=number).request.id == number


def test_a_developer_begins_what_was_decided_and_not_what_is_paused(
    world: World, store: Store, people: Company, number: int, project_id: int
) -> None:
    complete(world, people, project_id)
    decide(world, people, project_id)
    handover_id = handed_over(store, people, number)
    desk, he = world.acting(people.product_manager), world.acting(people.developer)
    with store.begin() as unit:
        said = hand_on(unit, unit.handovers.get(handover_id), HandoverEvent.SAY, he, text="I build it")
        hand_on(unit, said, HandoverEvent.CONFIRM, desk)

    take_handover_step(he, handover_id=handover_id, event=HandoverEvent.START)

    assert read_project(he, project_id=project_id).project.state is State.STARTED
    take_handover_step(he, handover_id=handover_id, event=HandoverEvent.WAIT, text="For the server")
    step(world, people, project_id, Event.PAUSE, "No money")
    with pytest.raises(Refusal) as refused:
        take_handover_step(he, handover_id=handover_id, event=HandoverEvent.START)
    assert refused.value.facts["missing"] == ["resuming"]


def test_a_brief_is_taken_back_with_what_is_given_up(
    world: World, store: Store, people: Company, number: int, project_id: int
) -> None:
    handover_id = handed_over(store, people, number)

    step(world, people, project_id, Event.STOP, "Bought one")

    with store.read() as unit:
        assert unit.handovers.open_of(number) is None
        assert unit.handovers.history(handover_id)[-1].note == "Bought one"


def test_those_under_way_are_listed_and_steps_have_their_form(
    world: World, people: Company, project_id: int
) -> None:
    wu = world.acting(people.colleague, at=FRIDAY)
    assert [each.id for each in read_projects(wu)] == [project_id]

    with pytest.raises(Refusal, match=r"project\.not_now"):
        open_project_step(world.acting(people.product_manager), project_id=project_id, event=Event.PAUSE)
    with pytest.raises(Refusal, match=r"card\.unknown"):
        open_project_step(world.acting(people.product_manager), project_id=project_id, event=Event.OPEN)
    step(world, people, project_id, Event.STOP, "Bought one")

    assert read_projects(wu) == []


def test_the_record_is_read_by_whom_it_concerns_and_by_whoever_stands_before_its_card(
    world: World, store: Store, people: Company, project_id: int
) -> None:
    hr = world.acting(people.hr)
    with store.begin() as unit:
        spot = Spot(key=str(project_card(project_id)), channel="C1", ts="1.1", fingerprint="")
        unit.cards.put(spot, now=MORNING)

    for each in (people.employee, people.colleague, people.developer, people.admin):
        assert read_project(world.acting(each), project_id=project_id).id == project_id
    with pytest.raises(Refusal, match=r"project\.not_yours_to_read"):
        read_project(hr, project_id=project_id)
    with pytest.raises(Refusal, match=r"project\.not_yours_to_read"):
        want_project_file(hr, project_id=project_id)
    assert read_projects(hr) == []
    assert read_project(hr, project_id=project_id, under=("C1", "1.1")).id == project_id
