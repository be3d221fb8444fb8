"""What of a private request stands before a developer: the card of the one who has it, and nobody else's."""

from dataclasses import replace

import pytest

from bot.delivery.intake.handover import draw_handover, draw_private_handover
from bot.delivery.outgoing import Snapshot
from bot.domain.intake.cards import handover_card, private_handover_card
from bot.domain.intake.way import Event, State
from bot.domain.people import Person, Role
from bot.services.intake.advance import advance
from bot.services.intake.handover_steps import reassign
from storage.unit import Store
from tests.builders.approval import POLICY
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told
from tests.builders.world import FRIDAY, World


@pytest.fixture
def number(world: World, store: Store, people: Company) -> int:
    number = world.request_at(State.ACCEPTED).id
    becomes(world, store, people, number, Event.HIDE)
    briefed(store, number, world.acting(people.product_manager))
    return number


def becomes(world: World, store: Store, people: Company, number: int, event: Event) -> None:
    """Private, or open to others again."""
    with store.begin() as unit:
        wanted = replace(unit.requests.get(number), is_private=event is Event.HIDE)
        advance(unit, wanted, event, world.acting(people.employee))


def drawn(store: Store, handover: int, developer: Person | None) -> str:
    """All that the card says: in the channel, or before that developer; nothing where it is not posted."""
    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        outgoing = (
            draw_private_handover(at, private_handover_card(handover, developer.id))
            if developer
            else draw_handover(at, handover_card(handover))
        )
    assert outgoing is not None
    return "" if outgoing.only_update else str(outgoing.message.blocks)


def test_it_stands_before_the_developer_who_has_it_and_not_in_the_channel(
    world: World, store: Store, people: Company, number: int
) -> None:
    handover = handed_over(store, people, number)
    other = person(store, "Tang Yi", department=WEBSITE, roles=(Role.DEVELOPER,), kpis=())

    assert "is empty" in drawn(store, handover, people.developer)
    assert drawn(store, handover, None) == ""
    assert drawn(store, handover, other) == ""

    desk = world.acting(people.product_manager)
    reassign(desk, handover_id=handover, assignee_id=other.id, text="", submission="V1")
    assert drawn(store, handover, people.developer) == ""
    assert "is empty" in drawn(store, handover, other)
    assert ("HandoverStepTaken", people.developer.id) in told(store)


def test_shown_to_others_it_stands_in_the_channel(
    world: World, store: Store, people: Company, number: int
) -> None:
    handover = handed_over(store, people, number)

    becomes(world, store, people, number, Event.SHOW)

    assert "is empty" in drawn(store, handover, None)
    assert drawn(store, handover, people.developer) == ""
