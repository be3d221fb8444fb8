"""What a developer chose about being mentioned, as it stands on Home."""

from datetime import timedelta

import pytest

from bot.domain.home import PingsChoice, Section
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.home import home_facts
from bot.services.intake.allow_list import allow
from bot.services.intake.focus import begin_focus
from bot.services.intake.pings_preference import choose_pings
from bot.services.intake.pings_weekly import wish_for_pings
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company


def choice(store: Store, person: Person) -> PingsChoice | None:
    found: PingsChoice | None = home_facts(acting(store, by=person)).of.get(Section.PINGS)
    return found


def test_a_developer_chooses_whether_to_be_mentioned(store: Store, people: Company) -> None:
    assert choice(store, people.developer) == PingsChoice(is_developer=True, is_open=False)

    for _ in range(2):
        choose_pings(acting(store, by=people.developer), open_to_pings=True)

    assert choice(store, people.developer) == PingsChoice(is_developer=True, is_open=True)


def test_nobody_else_has_that_choice(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"pings\.not_a_developer"):
        choose_pings(acting(store, by=people.employee), open_to_pings=True)


def test_all_that_a_developer_chose_stands_there(store: Store, people: Company) -> None:
    he = acting(store, by=people.developer)
    begin_focus(he, said="2h")
    allow(he, accounts=["U0CHEN"])
    wish_for_pings(he, is_wanted=True)

    assert choice(store, people.developer) == PingsChoice(
        is_developer=True,
        is_open=False,
        focus_until=MONDAY + timedelta(hours=2),
        allowed=("Chen Jie",),
        counted=True,
    )


def test_a_product_manager_chooses_only_whether_they_hear_the_count(store: Store, people: Company) -> None:
    assert choice(store, people.product_manager) == PingsChoice(is_developer=False, is_open=False)
    assert choice(store, people.employee) is None
