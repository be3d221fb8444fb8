"""What became of a training or a pairing: said as it ends, and by whoever manages it."""

import pytest

from bot.domain.actions.became import Helped
from bot.domain.actions.way import Event, State
from bot.errors import Refusal
from bot.services.actions.action import reopen_action
from bot.services.actions.became import say_what_became, to_say_what_became
from bot.services.actions.follow_up import follow_up
from bot.services.actions.my_actions import read_actions
from storage.unit import Store
from tests.builders.actions import Improving
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def became(improving: Improving) -> list[tuple[str, Helped, str]]:
    people = improving.people
    page = read_actions(improving.by(people.manager), person_id=people.employee.id)
    return [(each.by, each.helped, each.line) for each in page.listed[0].became]


def test_it_ends_with_what_became_of_it_and_the_manager_adds_their_word(improving: Improving) -> None:
    people, made = improving.people, improving.taken_up()
    chen, liu = improving.by(people.employee), improving.by(people.manager)

    with pytest.raises(Refusal, match=r"action\.not_yours"):
        say_what_became(liu, action_id=made.id, helped="yes", line="")
    assert to_say_what_became(chen, action_id=made.id).action == made
    done = say_what_became(chen, action_id=made.id, helped="partly", line="Figures, not slides")
    assert done.state is State.DONE
    assert say_what_became(chen, action_id=made.id, helped="partly", line="Figures, not slides") == done
    say_what_became(liu, action_id=made.id, helped="yes", line="")

    assert became(improving) == [
        (people.employee.name, Helped.PARTLY, "Figures, not slides"),
        (people.manager.name, Helped.YES, ""),
    ]
    say_what_became(chen, action_id=made.id, helped="yes", line="")
    assert became(improving)[-1] == (people.employee.name, Helped.YES, "")
    now = improving.look(made.id)
    reopen_action(liu, action_id=made.id, seen=now.version)
    assert became(improving) == []


def test_a_mentor_says_what_became_of_their_pairing(improving: Improving) -> None:
    mentor = improving.people.developer
    pairing = improving.pair(mentor)

    assert say_what_became(improving.by(mentor), action_id=pairing.id, helped="no", line="").stage.done
    assert became(improving) == [(mentor.name, Helped.NO, "")]


def test_what_is_crafted_is_refused(improving: Improving) -> None:
    people, practice, offered = improving.people, improving.write(), improving.offer()
    by = improving.by(people.employee)
    follow_up(by, action_id=practice.id, seen=1, event=Event.FINISH)

    for action_id in (practice.id, offered.id):
        with pytest.raises(Refusal, match=r"action\.not_now"):
            say_what_became(by, action_id=action_id, helped="yes", line="")
    taken = improving.taken_up()
    for who in (people.hr, people.boss, people.colleague):
        with pytest.raises(Refusal, match=r"action\.not_yours"):
            to_say_what_became(improving.by(who), action_id=taken.id)
    with pytest.raises(Refusal, match=r"action\.helped"):
        say_what_became(by, action_id=taken.id, helped="", line="")
    with pytest.raises(Refusal, match=r"action\.too_long"):
        say_what_became(by, action_id=taken.id, helped="yes", line="x" * 201)
