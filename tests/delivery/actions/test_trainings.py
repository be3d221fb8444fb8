"""An offer is posted while it waits, and its no is told to whoever manages its person now."""

import json

from bot.delivery.actions.trainings import draw_training, on_declined
from bot.delivery.outgoing import Snapshot
from bot.domain.actions.cards import training_card
from bot.domain.actions.notices import TrainingDeclined
from bot.domain.policy import Policy
from bot.services.actions.trainings import take_up, turn_down
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import Improving
from tests.builders.people import Company


def test_the_card_is_posted_while_it_is_offered_and_only_updated_after(store: Store, people: Company) -> None:
    improving = Improving(store, people)
    offered, chen = improving.offer(), people.employee
    key = training_card(offered.id, chen.id)

    def only_update() -> bool:
        with store.read() as unit:
            drawn = draw_training(Snapshot(unit=unit, policy=Policy(), now=MONDAY), key)
        assert drawn is not None
        return drawn.only_update

    assert not only_update()
    take_up(improving.by(chen), action_id=offered.id)
    assert only_update()


def test_why_it_was_turned_down_is_told_to_their_manager_of_now(store: Store, people: Company) -> None:
    improving = Improving(store, people)
    offered = improving.offer()
    declined = turn_down(improving.by(people.employee), action_id=offered.id, why="Learnt already")
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).manager_id = people.boss.id
    notice = TrainingDeclined(to=people.manager.id, action_id=offered.id, number=declined.version)

    with store.read() as unit:
        told = on_declined(Snapshot(unit=unit, policy=Policy(), now=MONDAY), notice)

    assert told is not None
    assert told.person is not None
    assert told.person.id == people.boss.id
    assert "Learnt already" in json.dumps(told.message.blocks)
