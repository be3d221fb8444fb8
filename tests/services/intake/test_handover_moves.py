"""A hand-over moves on: what is owed follows where it is."""

from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import Kind, Subject
from bot.services.intake.handover_moves import advance, all_implied
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import announced
from tests.builders.people import Company
from tests.builders.world import World


def owed(store: Store) -> list[tuple[int, Kind]]:
    with store.read() as unit:
        waiting = unit.obligations.waiting(None)
    return [
        (each.obligation.person_id, each.obligation.kind)
        for each in waiting
        if each.obligation.subject is Subject.HANDOVER
    ]


def test_what_is_owed_follows_where_it_is(world: World, store: Store, people: Company) -> None:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    handover_id = handed_over(store, people, number)
    assert owed(store) == [(people.developer.id, Kind.HANDOVER)]

    with store.begin() as unit:
        advance(unit, unit.handovers.get(handover_id), Event.SAY, world.acting(people.developer), text="It")
    assert owed(store) == [(people.product_manager.id, Kind.WORDING)]

    with store.begin() as unit:
        moved = advance(
            unit, unit.handovers.get(handover_id), Event.CONFIRM, world.acting(people.product_manager)
        )
        assert list(all_implied(unit, [moved], world.acting(people.product_manager))) == []
    assert owed(store) == []


def test_the_card_of_the_request_is_brought_up_to_date_with_each_step(
    world: World, store: Store, people: Company
) -> None:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    before = len(announced(store))

    handed_over(store, people, number)

    assert f"request:{number}" in {said.get("card") for _, said in announced(store)[before:]}
