"""A mentor is asked, may say no, and takes on no more than what the company sets."""

import pytest

from bot.domain.actions.way import State
from bot.errors import Refusal
from bot.services.actions import mentors
from bot.services.actions.action import drop_action, reopen_action
from bot.services.actions.action_form import open_action_form
from bot.services.actions.became import say_what_became
from bot.services.actions.my_actions import read_actions
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import Improving
from tests.builders.people import Company
from tests.builders.told import told


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_until_the_mentor_says_yes_it_is_asked_and_whose_it_is_knows_nothing(improving: Improving) -> None:
    mentor, people = improving.people.developer, improving.people
    asked = improving.ask(mentor)

    assert asked.state is State.ASKED
    assert told(improving.store) == [(f"mentoring:{asked.id}:{mentor.id}", mentor.id)]
    assert read_actions(improving.by(people.employee)).listed == ()
    assert [each.action.id for each in read_actions(improving.by(mentor)).of_others] == [asked.id]

    assert mentors.accept(improving.by(mentor), action_id=asked.id).stage.open
    assert [each.action.id for each in read_actions(improving.by(people.employee)).listed] == [asked.id]
    assert told(improving.store, after=1)[1:] == [
        ("MentorAnswered", people.manager.id),
        ("ActionMoved", people.employee.id),
    ]


def test_whoever_cannot_says_so_and_whose_it_is_never_learns(improving: Improving) -> None:
    mentor, people = improving.people.developer, improving.people
    asked = improving.ask(mentor)

    assert mentors.to_decline(improving.by(mentor), action_id=asked.id).action == asked
    mentors.decline(improving.by(mentor), action_id=asked.id, why="The launch is in March")

    assert read_actions(improving.by(people.employee)).listed == ()
    [shown] = read_actions(improving.by(people.manager), person_id=people.employee.id).listed
    assert shown.action.state is State.DECLINED
    for attempt in (
        lambda: mentors.accept(improving.by(mentor), action_id=asked.id),
        lambda: mentors.to_decline(improving.by(mentor), action_id=asked.id),
    ):
        with pytest.raises(Refusal, match=r"action\.not_now"):
            attempt()


@pytest.mark.parametrize("who", ["employee", "manager", "hr", "boss"])
def test_nobody_answers_for_the_mentor(improving: Improving, who: str) -> None:
    asked, by = improving.ask(improving.people.developer), improving.by(getattr(improving.people, who))

    for attempt in (
        lambda: mentors.accept(by, action_id=asked.id),
        lambda: mentors.decline(by, action_id=asked.id, why=""),
    ):
        with pytest.raises(Refusal, match=r"mentoring\.not_yours"):
            attempt()


def test_nobody_has_one_pairing_too_many_because_an_old_one_goes_on(improving: Improving) -> None:
    mentor, manager = improving.people.developer, improving.by(improving.people.manager)
    first = improving.pair(mentor)
    done = say_what_became(improving.by(mentor), action_id=first.id, helped="yes", line="")
    last = [improving.pair(mentor) for _ in range(2)][-1]

    with pytest.raises(Refusal, match=r"action\.mentor_full"):
        reopen_action(manager, action_id=first.id, seen=done.version)
    drop_action(manager, action_id=last.id, seen=last.version, reason="Another time")
    goes_on = reopen_action(manager, action_id=first.id, seen=done.version)
    assert reopen_action(manager, action_id=first.id, seen=done.version) == goes_on


def test_the_least_loaded_stand_first_and_two_are_enough(improving: Improving) -> None:
    mentor = improving.people.developer
    improving.pair(mentor)
    form = open_action_form(improving.by(improving.people.manager), person_id=improving.people.employee.id)

    assert form.mentors[-1].person.id == mentor.id
    assert form.mentors[0].person.id == improving.people.colleague.id
    improving.ask(mentor)
    with pytest.raises(Refusal, match=r"action\.mentor_full"):
        improving.ask(mentor)


def test_a_pairing_with_somebody_who_left_takes_none_of_a_mentors_time(improving: Improving) -> None:
    mentor, people = improving.people.developer, improving.people
    improving.pair(mentor)
    improving.ask(mentor)
    with improving.store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = MONDAY.date()

    form = open_action_form(improving.by(people.manager), person_id=people.colleague.id)
    assert [each.load for each in form.mentors if each.person.id == mentor.id] == [0]
    assert read_actions(improving.by(mentor)).of_others == ()


def test_a_second_yes_changes_nothing(improving: Improving) -> None:
    mentor = improving.people.developer
    paired = improving.pair(mentor)

    assert mentors.accept(improving.by(mentor), action_id=paired.id) == paired
