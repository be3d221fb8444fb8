"""What a mentor says is told to whoever asked, and to nobody who has nothing to do with it any more."""

import json

import pytest

from bot.delivery.actions.mentors import on_answered
from bot.delivery.outgoing import Snapshot
from bot.domain.actions.notices import MentorAnswered
from bot.domain.policy import Policy
from bot.services.actions.mentors import decline
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import Improving
from tests.builders.people import Company


@pytest.mark.parametrize(("is_moved", "reads_why"), [(False, True), (True, False)])
def test_it_is_their_managers_now_and_why_only_the_askers(
    store: Store, people: Company, is_moved: bool, reads_why: bool
) -> None:
    improving, mentor = Improving(store, people), people.developer
    asked = improving.ask(mentor)
    if is_moved:
        with store.begin() as unit:
            unit.session.get_one(PersonRow, people.employee.id).manager_id = people.boss.id
    moved = decline(improving.by(mentor), action_id=asked.id, why="The launch is in March")
    notice = MentorAnswered(to=people.manager.id, action_id=asked.id, number=moved.version)

    with store.read() as unit:
        said = on_answered(Snapshot(unit=unit, policy=Policy(), now=MONDAY), notice)

    assert said is not None
    assert said.person is not None
    assert said.person.id == (people.boss if is_moved else people.manager).id
    assert ("The launch is in March" in json.dumps(said.message.blocks)) is reads_why
