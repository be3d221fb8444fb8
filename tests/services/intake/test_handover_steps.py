"""What happens to a brief that was understood, and what becomes of it as its request is settled."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.intake.handover_way import Event, State
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.intake.advance import advance
from bot.services.intake.handover import confirm_wording, say_what_will_be_done
from bot.services.intake.handover_steps import (
    open_handover_step,
    open_reassigning,
    reassign,
    take_handover_step,
)
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told
from tests.builders.world import World


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return number


@pytest.fixture
def understood(world: World, store: Store, people: Company, number: int) -> int:
    handover = handed_over(store, people, number)
    say_what_will_be_done(world.acting(people.developer), handover_id=handover, text="It", submission="V1")
    confirm_wording(world.acting(people.product_manager), handover_id=handover)
    return handover


def state(store: Store, handover: int) -> State:
    with store.read() as unit:
        return unit.handovers.look(handover).state


def test_it_is_begun_waits_is_ready_and_is_sent_back(
    world: World, store: Store, people: Company, understood: int
) -> None:
    he, desk = world.acting(people.developer), world.acting(people.product_manager)

    for by, event, text, after in (
        (he, Event.START, "", State.STARTED),
        (he, Event.START, "", State.STARTED),
        (he, Event.WAIT, "The test server", State.WAITING),
        (he, Event.READY, "", State.READY),
        (desk, Event.SEND_BACK, "The total is wrong", State.STARTED),
        (he, Event.ASK, "Which total?", State.STARTED),
        (desk, Event.REPLY, "With tax", State.STARTED),
    ):
        facts = take_handover_step(by, handover_id=understood, event=event, text=text)
        assert facts.handover.state is after

    assert [each.event for each in facts.steps].count(Event.START) == 1
    heard = [kind for kind, person_id in told(store) if person_id == facts.request.requester.id]
    assert heard.count("RequestProgressed") == 4


@pytest.mark.parametrize(
    ("event", "who", "code"),
    [
        (Event.START, lambda people: people.product_manager, r"handover\.not_yours"),
        (Event.SEND_BACK, lambda people: people.developer, r"request\.product_managers_only"),
        (Event.SEND_BACK, lambda people: people.product_manager, r"handover\.not_now"),
        (Event.SAY, lambda people: people.developer, r"card\.unknown"),
    ],
)
def test_each_step_is_for_one_of_the_two_and_in_its_time(
    world: World, people: Company, understood: int, event: Event, who: Callable[[Company], Person], code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        open_handover_step(world.acting(who(people)), handover_id=understood, event=event)


def test_a_reason_is_needed(world: World, people: Company, understood: int) -> None:
    with pytest.raises(Refusal, match=r"handover\.nothing_said"):
        take_handover_step(
            world.acting(people.developer), handover_id=understood, event=Event.WAIT, text="  "
        )


def test_another_developer_says_anew_what_they_will_do(
    world: World, store: Store, people: Company, understood: int
) -> None:
    desk = world.acting(people.product_manager)
    with pytest.raises(Refusal, match=r"handover\.nobody"):
        open_reassigning(desk, handover_id=understood)
    person(store, "Tang Yi", department=WEBSITE, roles=(Role.DEVELOPER,), kpis=())
    (other,) = open_reassigning(desk, handover_id=understood).developers

    reassign(desk, handover_id=understood, assignee_id=other.id, text="", submission="V7")
    reassign(desk, handover_id=understood, assignee_id=other.id, text="", submission="V7")

    with store.read() as unit:
        handover = unit.handovers.look(understood)
        assert (handover.state, handover.assignee_id) == (State.SENT, other.id)
        assert len(unit.handovers.history(understood)) == 4
    with pytest.raises(Refusal, match=r"handover\.not_a_developer"):
        reassign(desk, handover_id=understood, assignee_id=people.employee.id, text="", submission="V8")


@pytest.mark.parametrize(
    ("event", "after"),
    [
        (RequestEvent.FINISH, State.DONE),
        (RequestEvent.DECLINE, State.WITHDRAWN),
        (RequestEvent.ANSWER, State.WITHDRAWN),
        (RequestEvent.HIDE, State.WITHDRAWN),
    ],
)
def test_a_request_that_is_settled_leaves_nothing_with_a_developer(
    world: World,
    store: Store,
    people: Company,
    number: int,
    understood: int,
    event: RequestEvent,
    after: State,
) -> None:
    desk = world.acting(people.product_manager)
    with store.begin() as unit:
        request = unit.requests.get(number)
        wanted = replace(request, is_private=event is RequestEvent.HIDE)
        advance(unit, wanted, event, desk, text="So")

    assert state(store, understood) is after
