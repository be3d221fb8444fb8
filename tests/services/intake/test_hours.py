"""Each at the desk keeps hours of their own, and answers are owed in them."""

from datetime import timedelta

import pytest

from bot.domain.intake.triage import Urgency
from bot.domain.working_hours import working
from bot.errors import Refusal
from bot.services.intake.duty import answer_owed_by, hours_of
from bot.services.intake.hours import choose_hours, my_hours, usual_hours
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, POLICY, filed, read
from tests.builders.people import Company


def test_until_somebody_chooses_the_desks_hours_are_theirs(store: Store, people: Company) -> None:
    sun = acting(store, by=people.product_manager)
    assert (my_hours(sun).hours, my_hours(sun).are_own) == (POLICY.hours.working, False)

    chosen = choose_hours(sun, said="13-20 lunch 17:30-18")

    assert (chosen.hours, chosen.are_own) == (working(13, 20, ["17:30-18:00"]), True)
    assert my_hours(sun) == chosen
    assert usual_hours(sun) == usual_hours(sun) == my_hours(sun)
    assert not my_hours(sun).are_own


def test_the_clock_goes_by_them_and_no_promise_moves(store: Store, people: Company) -> None:
    before = read(store, filed(store, people.employee))

    choose_hours(acting(store, by=people.product_manager), said="14-18")

    assert read(store, before.id).answer_by == before.answer_by
    with store.read() as unit:
        owner = people.product_manager
        owed = answer_owed_by(unit, owner, urgency=Urgency.TODAY, policy=POLICY, now=MORNING)
        assert owed == MORNING + timedelta(hours=5)
        assert hours_of(unit, people.developer, policy=POLICY) == POLICY.hours.working


def test_only_product_managers_have_hours_at_the_desk(store: Store, people: Company) -> None:
    for does in (my_hours, usual_hours, lambda by: choose_hours(by, said="9-18")):
        with pytest.raises(Refusal, match=r"hours\.desk_only"):
            does(acting(store, by=people.admin))


def test_hours_that_are_none_change_nothing(store: Store, people: Company) -> None:
    sun = acting(store, by=people.product_manager)

    with pytest.raises(Refusal, match=r"hours\.usage"):
        choose_hours(sun, said="whenever")

    assert not my_hours(sun).are_own
