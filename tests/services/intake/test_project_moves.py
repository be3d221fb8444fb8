"""A project follows its request: it is done with it, given up with it, and owed by whoever has it."""

from datetime import timedelta

import pytest

from bot.domain.intake.project_way import Event, State
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import Kind, Subject
from bot.services.intake.project_moves import advance
from bot.services.intake.take import take_over
from bot.services.obligations import rebuild
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed, seen_by, stepped
from tests.builders.moves import CHEN, JANUARY, SUN, WU, bare, imported, named
from tests.builders.organisation import without
from tests.builders.people import Company, person
from tests.builders.projects import argued, discussed, opened
from tests.builders.world import World


def state(store: Store, project_id: int) -> State:
    with store.read() as unit:
        return unit.projects.look(project_id).state


def test_what_is_settled_is_given_up_and_what_was_begun_is_done(
    world: World, store: Store, people: Company
) -> None:
    first = world.request_at(RequestState.ACCEPTED)
    second = world.request_at(RequestState.ACCEPTED, submission="V2", at=MORNING + timedelta(hours=1))
    talked, begun = (discussed(store, people, each.id) for each in (first, second))
    desk = world.acting(people.product_manager)
    with store.begin() as unit:
        decided = advance(unit, unit.projects.get(begun), Event.DECIDE, desk, text="Worth it")
        advance(unit, decided, Event.START, desk)

    stepped(store, first.id, RequestEvent.ANSWER, people.product_manager)
    stepped(store, second.id, RequestEvent.FINISH, people.product_manager)

    assert (state(store, talked), state(store, begun)) == (State.STOPPED, State.DONE)


def test_what_is_private_is_no_project_any_more_and_nothing_of_it_is_left_in_the_channel(
    world: World, store: Store, people: Company
) -> None:
    number = world.request_at(RequestState.NEW).id
    project_id = discussed(store, people, number)
    line = argued(store, people, project_id)
    before = len(announced(store))

    seen_by(store, number, RequestEvent.HIDE, people.employee)

    assert state(store, project_id) is State.STOPPED
    cards = {said["card"] for kind, said in announced(store)[before:] if kind == "CardStale"}
    assert {f"project:{project_id}", f"project-line:{line}", f"project-step:{project_id}:3"} <= cards
    assert f"project-asked:{project_id}:{people.developer.id}" in cards


def test_the_decision_is_owed_by_whoever_has_the_request(world: World, store: Store, people: Company) -> None:
    number = world.request_at(RequestState.ACCEPTED).id
    discussed(store, people, number)
    xu = person(store, "Xu Ting", roles=tuple(people.product_manager.roles))

    take_over(world.acting(xu), request_id=number)

    with store.read() as unit:
        waiting = [each.obligation for each in unit.obligations.waiting(None)]
    owed = {each.person_id: each.kind for each in waiting if each.subject is Subject.PROJECT}
    assert owed == {
        xu.id: Kind.DECISION,
        people.developer.id: Kind.ARGUMENT,
        people.colleague.id: Kind.ARGUMENT,
    }
    assert rebuild(world.acting(None)) == 0


def test_the_card_of_the_request_says_so_too(world: World, store: Store, people: Company) -> None:
    number = world.request_at(RequestState.NEW).id
    before = len(announced(store))

    discussed(store, people, number)

    assert f"request:{number}" in {said.get("card") for _, said in announced(store)[before:]}


@pytest.mark.parametrize(("who", "theirs"), [(WU, Kind.ARGUMENT), (SUN, Kind.DECISION)])
def test_who_leaves_owes_nothing_from_the_import_on_and_again_once_they_are_back(
    store: Store, who: str, theirs: Kind
) -> None:
    imported(store, bare(), at=JANUARY - timedelta(days=8))
    with store.begin() as unit:
        for name in (SUN, WU, CHEN):
            unit.session.get_one(PersonRow, named(store, name).id).slack_id = f"U0{name[:2].upper()}"
    sun, wu, chen = (named(store, name) for name in (SUN, WU, CHEN))
    number = filed(store, chen, now=JANUARY)
    project_id = opened(store, number, by=sun, of=[wu, chen], now=JANUARY)
    everybody = {sun.id: Kind.DECISION, wu.id: Kind.ARGUMENT, chen.id: Kind.ARGUMENT}
    before = len(announced(store))

    def owed() -> dict[int, Kind]:
        with store.read() as unit:
            return {each.person_id: each.kind for each in unit.obligations.of(Subject.PROJECT, project_id)}

    assert owed() == everybody
    imported(store, without(bare(), who))
    assert owed() == {each: kind for each, kind in everybody.items() if each != named(store, who).id}
    assert f"project:{project_id}" in {said.get("card") for _, said in announced(store)[before:]}
    assert rebuild(acting(store, now=JANUARY)) == 0
    imported(store, bare())
    assert owed()[named(store, who).id] is theirs
    assert rebuild(acting(store, now=JANUARY)) == 0
