"""Open suggestions follow the head: whoever leads from now on answers, and what was said stays."""

from datetime import date

import pytest

from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.domain.weeks.suggestion_way import Event
from bot.services.obligations import owed_by, rebuild
from bot.services.weeks.advance_suggestion import look_again
from bot.services.weeks.suggestion import answer_suggestion
from storage.unit import Store, Unit
from tests.builders.acting import MONDAY, acting
from tests.builders.feedback import Saying
from tests.builders.people import Company
from tests.builders.told import told


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def owes(saying: Saying, who: Person) -> bool:
    with saying.store.read() as unit:
        return Kind.SUGGESTION in {each.kind for each in owed_by(unit, who, saying.by(who))}


def looks_again(saying: Saying, unit: Unit) -> None:
    look_again(unit, acting(saying.store))


def test_a_new_head_answers_from_now_on_and_the_old_one_sees_that(saying: Saying) -> None:
    made, people = saying.suggest(), saying.people
    before = len(told(saying.store))

    saying.change(people.manager, lambda unit: looks_again(saying, unit), grade="senior")

    moved = saying.look_at(made.id)
    assert (moved.head_id, moved.owed_since) == (people.manager.id, MONDAY)
    assert (owes(saying, people.manager), owes(saying, people.boss)) == (True, False)
    readers = {to for _, to in told(saying.store, after=before)}
    assert readers == {people.manager.id, people.boss.id, people.employee.id}
    with saying.store.read() as unit:
        last = unit.suggestions.history(made.id)[-1]
    assert last.event is Event.HAND_OVER
    assert last.facts.owner is not None
    assert (last.facts.owner.was, last.facts.owner.now) == (people.boss.id, people.manager.id)
    assert rebuild(acting(saying.store)) == 0


def test_where_the_head_leaves_hr_has_it_until_there_is_another(saying: Saying) -> None:
    made, people = saying.suggest(), saying.people

    saying.change(people.boss, lambda unit: looks_again(saying, unit), left_on=date(2026, 11, 24))
    assert saying.look_at(made.id).head_id is None
    assert owes(saying, people.hr)

    saying.change(people.boss, lambda unit: looks_again(saying, unit), left_on=None)
    assert saying.look_at(made.id).head_id == people.boss.id
    assert (owes(saying, people.hr), owes(saying, people.boss)) == (False, True)


def test_where_nothing_changed_nothing_happens(saying: Saying) -> None:
    made = saying.suggest()
    before = told(saying.store)

    saying.change(saying.people.colleague, lambda unit: looks_again(saying, unit), grade="senior")

    assert told(saying.store) == before
    assert saying.look_at(made.id).version == 1


def test_what_was_answered_stays_with_whoever_answered(saying: Saying) -> None:
    made, people = saying.suggest(), saying.people
    answer_suggestion(saying.by(people.boss), suggestion_id=made.id, came=Event.ADOPT, text="Yes.")

    saying.change(people.manager, lambda unit: looks_again(saying, unit), grade="senior")

    assert saying.look_at(made.id).head_id == people.boss.id
