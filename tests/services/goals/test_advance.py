"""Goals move on, go along to a new manager, and wait while their person is gone."""

from datetime import date, timedelta

import pytest

from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event, State
from bot.domain.history import Changed
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.goals import advance, advance_job_form
from bot.services.goals.agreement import sign
from bot.services.obligations import owed_by, rebuild
from storage.models.people import PersonRow
from storage.unit import Unit
from tests.builders.goals import OPENED, TUESDAY
from tests.builders.people import Company
from tests.builders.told import Told
from tests.builders.world import World

WEDNESDAY = TUESDAY + timedelta(days=1)
UNDER_WAY = [state for state in State if state is not State.WITHDRAWN]


def hand_over(world: World, *, to: str = "boss") -> None:
    new = getattr(world.people, to)
    with world.store.begin() as unit:
        advance.hand_over(unit, world.people.employee.id, new, world.acting(at=WEDNESDAY))


def leaves(world: World) -> None:
    world.leaves(world.people.employee, at=WEDNESDAY)
    _around(world)


def returns(world: World) -> None:
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).left_on = None
    _around(world)


def _around(world: World) -> None:
    """Their goals, and the form beside them."""
    who, acting = world.people.employee.id, world.acting(at=WEDNESDAY)
    with world.store.begin() as unit:
        advance.leave_or_return(unit, who, acting)
        advance_job_form.leave_or_return(unit, who, acting)


def owed(world: World, who: Person) -> list[tuple[Kind, date]]:
    acting = world.acting(who, at=WEDNESDAY)
    with world.store.read() as unit:
        return [(each.kind, each.due_on) for each in owed_by(unit, who, acting) if "goals" in each.kind]


def agreements(world: World) -> list[Told]:
    return [told for told in world.notices() if told[0].startswith("agreement:")]


@pytest.mark.parametrize("state", UNDER_WAY)
def test_goals_follow_their_person_to_a_new_manager_wherever_they_are(world: World, state: State) -> None:
    goals = world.goals_at(state)

    hand_over(world)

    now = world.reload(goals)
    assert (now.state, now.manager_id, now.version) == (state, world.people.boss.id, goals.version + 1)
    assert (now.sheet_id, now.agreed_sheet_id) == (goals.sheet_id, goals.agreed_sheet_id)
    with world.store.read() as unit:
        entry = unit.goals.history(goals.id)[-1]
    assert entry.event is Event.HAND_OVER
    assert entry.facts.manager == Changed(was=goals.manager_id, now=world.people.boss.id)
    assert rebuild(world.acting(at=WEDNESDAY)) == 0


def test_a_new_manager_who_has_to_sign_owes_it_from_then_on(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)

    hand_over(world)

    assert (owed(world, people.manager), owed(world, people.boss)) == (
        [],
        [(Kind.GOALS_AGREEMENT, date(2027, 1, 18))],
    )
    assert world.reload(goals).owed_since == WEDNESDAY


@pytest.mark.parametrize("state", [State.OPEN, State.ADJUSTED])
def test_what_waits_for_the_employee_waits_as_before(world: World, people: Company, state: State) -> None:
    goals = world.goals_at(state)
    before = owed(world, people.employee)

    hand_over(world)

    assert owed(world, people.employee) == before
    assert world.reload(goals).owed_since == goals.owed_since


def test_both_managers_threads_and_their_cards_change(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)

    hand_over(world)

    old, new = people.manager.id, people.boss.id
    teams = [(f"goals-team:{goals.cycle_id}:{who}", who) for who in (old, new)]
    assert [told for told in world.notices() if told[0].startswith("goals-team:")] == teams
    readers = (people.employee.id, old, new)
    assert agreements(world) == [
        (f"agreement:{goals.id}:{goals.sheet_id}:{reader}", reader) for reader in readers
    ]


def test_handing_over_twice_is_handing_over_once(world: World) -> None:
    goals = world.goals_at(State.SENT)
    hand_over(world)
    before = (world.reload(goals), world.notices())

    hand_over(world)

    assert (world.reload(goals), world.notices()) == before


def test_goals_that_were_withdrawn_stay_where_they_are(world: World) -> None:
    goals = world.goals_at(State.WITHDRAWN)

    hand_over(world)
    leaves(world)

    now = world.reload(goals)
    assert (now.manager_id, now.version) == (goals.manager_id, goals.version)
    assert world.notices() == []


@pytest.mark.parametrize("state", UNDER_WAY)
def test_nothing_waits_while_their_person_is_gone_and_all_goes_on_when_they_are_back(
    world: World, people: Company, state: State
) -> None:
    goals = world.goals_at(state)
    before = owed(world, people.employee), owed(world, people.manager)

    leaves(world)
    assert (owed(world, people.employee), owed(world, people.manager)) == ([], [])
    assert rebuild(world.acting(at=WEDNESDAY)) == 0

    returns(world)
    assert (owed(world, people.employee), owed(world, people.manager)) == before
    assert rebuild(world.acting(at=WEDNESDAY)) == 0
    with world.store.read() as unit:
        assert [each.event for each in unit.goals.history(goals.id)][-2:] == [Event.LEAVE, Event.RETURN]
    assert world.reload(goals).state is state


def test_whoever_signs_as_their_person_leaves_is_told_so(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)
    assert goals.sheet_id is not None
    leaves(world)

    with pytest.raises(Refusal, match=r"goals\.employee_left"):
        sign(world.acting(people.manager, at=WEDNESDAY), goals_id=goals.id, sheet_id=goals.sheet_id)

    assert world.reload(goals).state is State.SENT


# One step.


def stepped(world: World, event: Event, **rest: object) -> None:
    with world.store.begin() as unit:
        goals = _of_chen(unit, world)
        acting = world.acting(world.people.manager, at=WEDNESDAY)
        advance.advance(unit, goals, event, acting, **rest)  # type: ignore[arg-type]


def _of_chen(unit: Unit, world: World) -> Goals:
    return unit.goals.get(world.goals_of(world.people.employee).id)


def test_a_step_that_was_overtaken_or_is_not_possible_is_refused_and_leaves_nothing(world: World) -> None:
    goals = world.goals_at(State.SENT)

    with pytest.raises(Refusal, match=r"goals\.changed_since"):
        stepped(world, Event.AGREE, seen=goals.version - 1, agreed=goals.sheet_id)
    with pytest.raises(Refusal, match=r"goals\.not_now"):
        stepped(world, Event.CONFIRM, seen=goals.version, agreed=goals.sheet_id)

    assert world.reload(goals) == goals
    assert world.notices() == []


def test_what_was_on_the_table_is_off_it_once_nothing_is_proposed(world: World) -> None:
    goals = world.goals_at(State.CHANGE_SENT)

    stepped(world, Event.DROP_CHANGE)

    now = world.reload(goals)
    assert (now.state, now.sheet_id, now.agreed_sheet_id) == (State.AGREED, None, goals.agreed_sheet_id)


def test_a_step_is_kept_with_who_took_it_when_and_why(world: World, people: Company) -> None:
    goals = world.goals_at(State.CHANGE_SENT)

    stepped(world, Event.DROP_CHANGE, note="Not this quarter.")

    with world.store.read() as unit:
        *_, last = unit.goals.history(goals.id)
    assert (last.number, last.event, last.by_id, last.at, last.note) == (
        goals.version + 1,
        Event.DROP_CHANGE,
        people.manager.id,
        WEDNESDAY,
        "Not this quarter.",
    )
    assert (last.from_state, last.to_state) == (State.CHANGE_SENT, State.AGREED)


def test_a_quarter_is_read_once_for_all_that_wait_in_it(world: World, people: Company) -> None:
    both = world.open_goals(people.employee, people.colleague)

    with world.store.read() as unit:
        found = list(advance.all_implied(unit, both, world.acting(at=OPENED)))

    assert [(each.person_id, each.kind, each.period) for each in found] == [
        (people.employee.id, Kind.GOALS, "2027Q1"),
        (people.colleague.id, Kind.GOALS, "2027Q1"),
    ]
