"""How far an action is, at one tap, until it is done."""

import pytest

from bot.domain.actions.way import Event, State
from bot.errors import Missing, Refusal
from bot.services.actions.follow_up import follow_up
from storage.unit import Store
from tests.builders.actions import Improving
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_it_is_asked_until_it_is_done(improving: Improving) -> None:
    by, made = improving.by(improving.people.employee), improving.write()

    assert follow_up(by, action_id=made.id, seen=1, event=Event.STICK).state is State.OPEN
    assert follow_up(by, action_id=made.id, seen=2, event=Event.GO_ON).state is State.OPEN
    assert follow_up(by, action_id=made.id, seen=3, event=Event.FINISH).state is State.DONE
    with pytest.raises(Refusal, match=r"action\.not_now"):
        follow_up(by, action_id=made.id, seen=4, event=Event.GO_ON)


@pytest.mark.parametrize("who", ["manager", "boss", "hr", "colleague"])
def test_nobody_else_says_how_far_it_is(improving: Improving, who: str) -> None:
    made = improving.write()

    with pytest.raises(Refusal, match=r"action\.not_yours"):
        follow_up(improving.by(getattr(improving.people, who)), action_id=made.id, seen=1, event=Event.GO_ON)


def test_a_mentor_says_it_of_what_they_took_on(improving: Improving) -> None:
    mentor = improving.people.developer
    pairing = improving.pair(mentor)

    assert follow_up(
        improving.by(mentor), action_id=pairing.id, seen=pairing.version, event=Event.FINISH
    ).stage.done


def test_what_is_crafted_is_refused(improving: Improving) -> None:
    by, made = improving.by(improving.people.employee), improving.write()

    with pytest.raises(Refusal, match=r"card\.unknown"):
        follow_up(by, action_id=made.id, seen=1, event=Event.DROP)
    with pytest.raises(Refusal, match=r"action\.changed_since"):
        follow_up(by, action_id=made.id, seen=9, event=Event.GO_ON)
    with pytest.raises(Missing):
        follow_up(by, action_id=4711, seen=1, event=Event.GO_ON)
