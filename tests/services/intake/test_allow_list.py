"""A developer names colleagues who may always mention them."""

from datetime import date

import pytest

from bot.errors import Refusal
from bot.services.intake.allow_list import allow, who_may_ping
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company


def test_the_list_is_what_was_chosen_last(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer)

    allow(he, accounts=["U0WU", "U0CHEN", "U0WU"])
    assert who_may_ping(he).allowed == (people.employee, people.colleague)
    allow(he, accounts=["U0WU"])
    assert who_may_ping(he).allowed == (people.colleague,)
    allow(he, accounts=[])
    assert who_may_ping(he).allowed == ()


def test_who_left_is_not_offered_any_more(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer)
    allow(he, accounts=["U0WU"])
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.colleague.id).left_on = date(2026, 11, 1)

    assert who_may_ping(he).allowed == ()


def test_nothing_changes_where_one_is_unknown(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer)
    allow(he, accounts=["U0WU"])

    with pytest.raises(Refusal, match=r"allow_list\.unknown"):
        allow(he, accounts=["U0CHEN", "U0NOBODY"])

    assert who_may_ping(he).allowed == (people.colleague,)


def test_only_developers_have_a_list(store: Store, people: Company) -> None:
    for act in (who_may_ping, lambda by: allow(by, accounts=[])):
        with pytest.raises(Refusal, match=r"pings\.not_a_developer"):
            act(acting(store, by=people.employee))
