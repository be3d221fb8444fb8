"""Who reads whose actions, and in which order they stand."""

import pytest

from bot.domain.actions.way import Event
from bot.errors import Refusal
from bot.services.actions.action import drop_action
from bot.services.actions.follow_up import follow_up
from bot.services.actions.my_actions import read_actions, read_actions_of_account
from storage.unit import Store
from tests.builders.actions import Improving
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_what_is_open_stands_first_the_soonest_due_and_what_ended_last(improving: Improving) -> None:
    people = improving.people
    done, late, soon = (improving.write(due=day) for day in ("2026-11-24", "2026-12-09", "2026-11-25"))
    follow_up(improving.by(people.employee), action_id=done.id, seen=1, event=Event.FINISH)

    page = read_actions(improving.by(people.manager), person_id=people.employee.id)

    assert [each.action.id for each in page.listed] == [soon.id, late.id, done.id]
    assert (page.may_write, page.reports, page.of_others) == (True, (), ())
    assert page.listed[-1].last is not None
    assert page.listed[-1].last.by == people.employee.name


@pytest.mark.parametrize("who", ["employee", "boss", "hr"])
def test_they_are_read_but_not_written(improving: Improving, who: str) -> None:
    made = improving.write()

    page = read_actions_of_account(
        improving.by(getattr(improving.people, who)), account=str(improving.people.employee.slack_id)
    )

    assert [each.action.id for each in page.listed] == [made.id]
    assert not page.may_write


@pytest.mark.parametrize("who", ["colleague", "admin", "developer"])
def test_nobody_else_reads_them(improving: Improving, who: str) -> None:
    improving.write()
    by = improving.by(getattr(improving.people, who))

    with pytest.raises(Refusal, match=r"action\.not_your_report"):
        read_actions(by, person_id=improving.people.employee.id)
    with pytest.raises(Refusal, match=r"action\.not_your_report"):
        read_actions_of_account(by, account="U0NOBODY")


def test_a_manager_finds_their_people_whoever_has_most_open_first(improving: Improving) -> None:
    improving.write()

    page = read_actions(improving.by(improving.people.manager))

    assert [(each.person.name, each.open) for each in page.reports] == [("Chen Jie", 1), ("Wu Min", 0)]


def test_a_pairing_that_ended_before_it_began_is_nothing_for_whose_sake_it_was(improving: Improving) -> None:
    asked = improving.ask(improving.people.developer)
    drop_action(improving.by(improving.people.manager), action_id=asked.id, seen=1, reason="Not now")

    assert read_actions(improving.by(improving.people.employee)).listed == ()
    assert read_actions(improving.by(improving.people.developer)).of_others == ()
