"""A developer's question goes to the requester by the product manager, and the answer back."""

import pytest

from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.intake.advance import advance
from bot.services.intake.handover_question import open_passing_back, open_passing_on
from bot.services.intake.handover_steps import take_handover_step
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.people import Company
from tests.builders.told import told
from tests.builders.world import World


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return number


def write(world: World, store: Store, people: Company, number: int, text: str) -> int:
    with store.begin() as unit:
        request = unit.requests.get(number)
        return advance(unit, request, RequestEvent.REPLY, world.acting(people.employee), text=text).version


def test_a_question_is_passed_on_and_the_answer_back(
    world: World, store: Store, people: Company, number: int
) -> None:
    he, sun = world.acting(people.developer), world.acting(people.product_manager)
    handover = handed_over(store, people, number)
    write(world, store, people, number, "One thing more")
    assert "RequesterAnswered" not in [kind for kind, _ in told(store)]
    facts = take_handover_step(he, handover_id=handover, event=Event.ASK, text="Which total?")

    passed = open_passing_on(sun, handover_id=handover, number=facts.steps[-1].number)
    assert (passed.form.event, passed.form.text, passed.developer) == (
        RequestEvent.ASK,
        "Which total?",
        "He Jun",
    )
    answer = write(world, store, people, number, "With tax")
    assert ("RequesterAnswered", people.product_manager.id) in told(store)
    back = open_passing_back(sun, handover_id=handover, number=answer)
    assert (back.answer, back.text) == ("With tax", "With tax")

    take_handover_step(sun, handover_id=handover, event=Event.REPLY, text=back.text)
    write(world, store, people, number, "Thanks")
    assert [kind for kind, _ in told(store)].count("RequesterAnswered") == 1


def test_only_the_desk_passes_on_and_only_what_was_asked(
    world: World, store: Store, people: Company, number: int
) -> None:
    handover = handed_over(store, people, number)

    for passing in (open_passing_on, open_passing_back):
        with pytest.raises(Refusal, match=r"request\.product_managers_only"):
            passing(world.acting(people.employee), handover_id=handover, number=1)
        with pytest.raises(Refusal, match=r"card\.unknown"):
            passing(world.acting(people.product_manager), handover_id=handover, number=1)
