"""A training is offered, and whom it is offered to takes it up, or says why not."""

import pytest

from bot.domain.actions.action import TrainingKind
from bot.domain.actions.way import State
from bot.errors import Refusal
from bot.services.actions import trainings
from bot.services.actions.action import drop_action, write_action
from bot.services.actions.action_form import open_action_form
from bot.services.actions.growth import read_growth
from bot.services.actions.my_actions import read_actions
from storage.unit import Store
from tests.builders.actions import Improving, typed
from tests.builders.people import Company
from tests.builders.told import told
from tests.builders.world import World


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_it_is_offered_and_taken_up_once(improving: Improving) -> None:
    chen = improving.people.employee
    offered = improving.offer(training="sharing")
    by = improving.by(chen)

    assert (offered.state, offered.training) == (State.OFFERED, TrainingKind.SHARING)
    assert told(improving.store) == [(f"training:{offered.id}:{chen.id}", chen.id)]
    assert [each.action.id for each in read_actions(by).listed] == [offered.id]
    taken = trainings.take_up(by, action_id=offered.id)
    assert taken.state is State.OPEN
    assert trainings.take_up(by, action_id=offered.id) == taken
    with pytest.raises(Refusal, match=r"action\.not_now"):
        trainings.turn_down(by, action_id=offered.id, why="No time")


def test_whoever_does_not_says_why_and_their_manager_hears_of_it(improving: Improving) -> None:
    people, offered = improving.people, improving.offer()
    by = improving.by(people.employee)

    assert trainings.to_turn_down(by, action_id=offered.id).action == offered
    with pytest.raises(Refusal, match=r"action\.why_not"):
        trainings.turn_down(by, action_id=offered.id, why=" ")
    declined = trainings.turn_down(by, action_id=offered.id, why="Learnt already")
    assert trainings.turn_down(by, action_id=offered.id, why="Learnt already") == declined

    [shown] = read_actions(improving.by(people.manager), person_id=people.employee.id).listed
    assert shown.last is not None
    assert (shown.action.state, shown.last.note) == (State.TURNED_DOWN, "Learnt already")
    assert told(improving.store, after=1)[-1] == ("TrainingDeclined", people.manager.id)
    with pytest.raises(Refusal, match=r"action\.not_now"):
        trainings.to_turn_down(by, action_id=offered.id)


def test_whoever_said_no_takes_it_up_after_all(improving: Improving) -> None:
    people, offered = improving.people, improving.offer()
    by = improving.by(people.employee)
    trainings.turn_down(by, action_id=offered.id, why="No time")

    taken = trainings.take_up(by, action_id=offered.id)

    assert taken.state is State.OPEN
    assert trainings.take_up(by, action_id=offered.id) == taken
    assert told(improving.store)[-1] == (f"training:{offered.id}:{people.employee.id}", people.employee.id)
    own = read_growth(by).own
    assert (own.under_way, own.declined) == (1, 0)


def test_nobody_answers_for_them_and_what_is_no_training_is_not_answered(improving: Improving) -> None:
    people, offered = improving.people, improving.offer()
    practice = improving.write()

    for who in (people.manager, people.hr, people.colleague):
        with pytest.raises(Refusal, match=r"training\.not_yours"):
            trainings.take_up(improving.by(who), action_id=offered.id)
    with pytest.raises(Refusal, match=r"training\.not_yours"):
        trainings.turn_down(improving.by(people.employee), action_id=practice.id, why="No")


def test_hr_offers_trainings_and_nothing_else_and_to_others_alone(improving: Improving) -> None:
    people, hr = improving.people, improving.by(improving.people.hr)
    chen = people.employee

    form = open_action_form(hr, person_id=chen.id)
    assert (form.only_training, form.typed.kind) == (True, "training")
    page = read_actions(hr, person_id=chen.id)
    assert (page.may_write, page.may_offer) == (False, True)
    offered = write_action(hr, person_id=chen.id, typed=typed(kind="training"), submission="hr")
    assert (offered.state, offered.written_by_id) == (State.OFFERED, people.hr.id)
    for person, kind in ((chen, "practice"), (chen, "plan"), (people.hr, "training")):
        with pytest.raises(Refusal, match=r"action\.not_your_report"):
            write_action(hr, person_id=person.id, typed=typed(kind=kind), submission=kind)
    withdrawn = drop_action(
        improving.by(people.manager), action_id=offered.id, seen=1, reason="Not this quarter"
    )
    assert withdrawn.stage.ended


def test_hr_withdraws_what_they_offered_until_it_is_taken_up(improving: Improving) -> None:
    people, hr = improving.people, improving.by(improving.people.hr)
    chen = people.employee
    first, second = (
        write_action(hr, person_id=chen.id, typed=typed(kind="training"), submission=name) for name in "ab"
    )

    withdrawn = drop_action(hr, action_id=first.id, seen=1, reason="It is full")
    assert drop_action(hr, action_id=first.id, seen=1, reason="It is full") == withdrawn
    trainings.take_up(improving.by(chen), action_id=second.id)
    for of, seen in ((second, 1), (second, 2), (improving.offer(), 1)):
        with pytest.raises(Refusal, match=r"action\.not_your_report"):
            drop_action(hr, action_id=of.id, seen=seen, reason="It is full")


def test_an_offer_is_withdrawn_with_a_reason(improving: Improving) -> None:
    offered = improving.offer()
    by = improving.by(improving.people.manager)

    assert drop_action(by, action_id=offered.id, seen=1, reason="It is full").state is State.DROPPED


def test_nothing_is_written_for_whoever_has_left_meanwhile(improving: Improving, world: World) -> None:
    world.leaves(improving.people.employee)

    for attempt in (
        improving.offer,
        improving.write,
        lambda: open_action_form(
            improving.by(improving.people.manager), person_id=improving.people.employee.id
        ),
    ):
        with pytest.raises(Refusal, match=r"action\.left"):
            attempt()
