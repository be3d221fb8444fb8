"""A developer is in focus until a time, and nobody else can be."""

from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.intake.focus import begin_focus, end_focus, end_what_is_over, focus_until
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import Company


def test_what_was_said_last_counts_until_it_is_over(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer, now=MORNING)
    assert focus_until(he) is None

    begin_focus(he, said="until tomorrow")
    assert begin_focus(he, said="2h") == MORNING + timedelta(hours=2)

    assert focus_until(he) == MORNING + timedelta(hours=2)
    assert focus_until(acting(store, by=people.developer, now=MORNING + timedelta(hours=2))) is None


def test_it_can_be_ended_twice(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer, now=MORNING)
    begin_focus(he, said="2h")

    end_focus(he)
    end_focus(he)

    assert focus_until(he) is None


def test_the_end_is_seen_to_once(store: Store, people: Company) -> None:
    begin_focus(acting(store, by=people.developer, now=MORNING), said="2h")

    end_what_is_over(acting(store, now=MORNING + timedelta(hours=1)))
    assert focus_until(acting(store, by=people.developer, now=MORNING + timedelta(hours=1))) is not None
    end_what_is_over(acting(store, now=MORNING + timedelta(hours=2)))

    with store.read() as unit:
        assert unit.focuses.over(now=MORNING + timedelta(days=1)) == []


@pytest.mark.parametrize("who", ["employee", "product_manager", "admin"])
def test_only_developers_focus(store: Store, people: Company, who: str) -> None:
    by: Person = getattr(people, who)

    for act in (
        lambda: begin_focus(acting(store, by=by), said="2h"),
        lambda: end_focus(acting(store, by=by)),
        lambda: focus_until(acting(store, by=by)),
    ):
        with pytest.raises(Refusal, match=r"pings\.not_a_developer"):
            act()
