"""What the Home tab shows of feedback: the newest few, how many more, and what a team has on record."""

import pytest

from bot.domain.people import Person
from bot.domain.weeks.feedback import MOST_SHOWN
from bot.domain.weeks.feedback_record import FeedbackOnHome, TeamFeedback
from bot.services.home import open_home
from bot.services.weeks.feedback import tell_kept
from bot.services.weeks.feedback_on_home import feedback_on_home, team_feedback_on_home
from storage.unit import Store
from tests.builders.counting import statements
from tests.builders.feedback import Saying
from tests.builders.homes import drawn
from tests.builders.people import Company


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def home(saying: Saying, who: Person) -> FeedbackOnHome:
    with saying.store.read() as unit:
        return feedback_on_home(unit, who, saying.by(who))


def test_the_newest_few_of_each_list_and_how_many_more(saying: Saying) -> None:
    people = saying.people
    for _ in range(MOST_SHOWN + 2):
        saying.give()
    saying.suggest()

    giver, receiver = home(saying, people.employee), home(saying, people.colleague)

    assert (len(giver.given), giver.more_given, giver.received) == (MOST_SHOWN, 2, ())
    assert (len(receiver.received), receiver.more_received, receiver.given) == (MOST_SHOWN, 2, ())
    assert (len(giver.suggested), giver.more_suggested) == (1, 0)
    assert home(saying, people.boss).waiting == 1


def test_kept_feedback_is_not_on_its_receivers_home(saying: Saying) -> None:
    saying.give(kept=True)

    facts = home(saying, saying.people.colleague)

    assert (facts.received, facts.more_received) == ((), 0)


def test_it_takes_as_many_queries_however_much_there_is(saying: Saying) -> None:
    who = saying.people.employee
    saying.give()

    with statements(saying.store.engine) as one:
        home(saying, who)
    for _ in range(MOST_SHOWN * 2):
        saying.give()
    with statements(saying.store.engine) as many:
        home(saying, who)

    assert len(many) == len(one)


def test_a_manager_has_their_teams_hr_the_choice_and_nobody_else_anything(saying: Saying) -> None:
    people = saying.people
    saying.give()
    saying.give(kept=True)

    def team(who: Person) -> TeamFeedback | None:
        with saying.store.read() as unit:
            return team_feedback_on_home(unit, who)

    assert team(people.manager) == TeamFeedback(people=2, given=2, kept=1, may_choose=False)
    assert team(people.hr) == TeamFeedback(people=0, given=0, kept=0, may_choose=True)
    assert team(people.employee) is None


def test_the_open_home_of_their_manager_counts_it_at_once(saying: Saying) -> None:
    people = saying.people
    everybody = sorted([people.employee.id, people.colleague.id, people.manager.id])
    for each in (people.employee, people.colleague, people.manager):
        open_home(saying.by(each))
    drawn(saying.store)

    kept = saying.give(kept=True)
    assert drawn(saying.store) == everybody
    tell_kept(saying.by(people.employee), feedback_id=kept.id)
    assert drawn(saying.store) == everybody
