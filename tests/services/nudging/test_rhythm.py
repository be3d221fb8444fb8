"""A person's own day and hour."""

import pytest

from bot.domain.nudging.rhythm import Rhythm
from bot.errors import Refusal
from bot.services.nudging.rhythm import choose_rhythm, what_can_be_chosen
from storage.models.nudging import RhythmRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company

COMPANYS, TUESDAYS = Rhythm(weekday=4, hour=16), Rhythm(weekday=1, hour=10)


def present(store: Store, people: Company) -> Rhythm:
    return what_can_be_chosen(acting(store, by=people.employee)).present


def test_whoever_chose_none_has_the_companys_until_they_choose(store: Store, people: Company) -> None:
    assert present(store, people) == COMPANYS

    choose_rhythm(acting(store, by=people.employee), rhythm=TUESDAYS)
    choose_rhythm(acting(store, by=people.employee), rhythm=TUESDAYS)

    assert present(store, people) == TUESDAYS
    with store.read() as unit:
        assert unit.rhythms.of([people.employee.id, people.colleague.id]) == {
            people.employee.id: TUESDAYS,
            people.colleague.id: COMPANYS,
        }
        assert unit.rhythms.hours() == {10}


def test_whoever_goes_back_to_the_companys_follows_it_from_then_on(store: Store, people: Company) -> None:
    chen = acting(store, by=people.employee)
    choose_rhythm(chen, rhythm=TUESDAYS)

    assert choose_rhythm(chen, rhythm=COMPANYS) == COMPANYS

    with store.read() as unit:
        assert unit.session.query(RhythmRow).count() == 0


def test_a_day_off_is_not_taken_and_nothing_changes(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"rhythm\.day_off"):
        choose_rhythm(acting(store, by=people.employee), rhythm=Rhythm(weekday=6, hour=10))

    assert present(store, people) == COMPANYS
