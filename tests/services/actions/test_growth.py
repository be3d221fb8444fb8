"""Whoever asks sees their own, their people's, and of departments what is theirs to see."""

from datetime import timedelta

import pytest

from bot.domain.actions.action import ActionKind
from bot.domain.actions.became import Helped
from bot.domain.actions.growth import LOOKS_BACK
from bot.domain.reports.counting import Count
from bot.errors import Refusal
from bot.services.actions.action import reopen_action
from bot.services.actions.became import say_what_became
from bot.services.actions.growth import grown_of, read_growth
from bot.services.actions.mentors import read_mentors
from bot.services.actions.my_actions import read_actions
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import Improving
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_each_reader_sees_what_concerns_them(improving: Improving) -> None:
    people = improving.people
    done = improving.taken_up()
    say_what_became(improving.by(people.employee), action_id=done.id, helped="yes", line="")
    improving.offer()
    improving.write()
    improving.pair(people.developer)

    own = read_growth(improving.by(people.employee))
    assert (own.own.waiting, own.own.under_way, own.own.done, own.own.declined) == (1, 1, 1, 0)
    assert (own.people, own.departments, own.reads_mentors) == ((), (), False)
    managers = read_growth(improving.by(people.manager))
    assert [each.total for each in managers.people if each.person.id == people.employee.id] == [3]
    hr = read_growth(improving.by(people.hr))
    assert hr.reads_mentors
    assert [
        each.department for each in hr.departments if not each.is_hidden and each.trainings == Count(total=1)
    ] == []
    later = read_growth(improving.by(people.employee, at=MONDAY + timedelta(days=366)))
    assert later.own.total == 0


def test_what_was_said_before_it_was_taken_up_again_counts_no_more(improving: Improving) -> None:
    people, mentor = improving.people, improving.people.developer
    pairing = improving.pair(mentor)
    done = say_what_became(improving.by(people.employee), action_id=pairing.id, helped="yes", line="")
    reopen_action(improving.by(people.manager), action_id=pairing.id, seen=done.version)
    say_what_became(improving.by(mentor), action_id=pairing.id, helped="no", line="")

    with improving.store.read() as unit:
        [grown] = grown_of(unit, [people.employee.id], since=MONDAY - LOOKS_BACK)
    assert grown.helped is Helped.NO


def test_a_list_can_be_of_trainings_and_pairings_alone(improving: Improving) -> None:
    improving.write()
    improving.offer()

    page = read_actions(improving.by(improving.people.employee), only_growth=True)
    assert [each.action.kind for each in page.listed] == [ActionKind.TRAINING]


def test_hr_alone_sees_who_is_a_mentor_of_how_many(improving: Improving) -> None:
    people, mentor = improving.people, improving.people.developer
    done = improving.pair(mentor)
    say_what_became(improving.by(mentor), action_id=done.id, helped="yes", line="")
    improving.pair(mentor)
    improving.ask(mentor)

    page = read_mentors(improving.by(people.hr))
    assert [(each.person.id, each.paired, each.asked, each.done) for each in page.loads] == [
        (mentor.id, 1, 1, 1)
    ]
    assert (page.most, page.more) == (2, 0)
    assert page.free > 0
    for who in (people.manager, people.employee, people.admin):
        with pytest.raises(Refusal, match=r"growth\.not_hr"):
            read_mentors(improving.by(who))
