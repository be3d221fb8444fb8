"""Whom of those that a message names its writer is pointed away from."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.ping_scope import UserGroup
from bot.domain.people import Person, Role
from bot.domain.policy import Intake, Policy
from bot.services.intake.allow_list import allow
from bot.services.intake.focus import begin_focus
from bot.services.intake.shielding import Called, called_developers
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING
from tests.builders.people import TECHNICAL, Company, person

DEVS = UserGroup(slack_id="S0DEVS", handle="web-devs", members=("U0HE", "U0LIN", "U0NOBODY"))


def called(
    store: Store,
    by: Person | None,
    markup: str,
    *calls: str,
    channel: str = "C1",
    policy: Policy | None = None,
) -> Called | None:
    with store.read() as unit:
        return called_developers(
            unit, markup, calls, acting(store, by=by, now=MORNING, policy=policy), channel=channel
        )


def keep(store: Store, *, channels: dict[str, str] | None = None) -> None:
    with store.begin() as unit:
        unit.ping_scope.keep_groups([DEVS])
        unit.ping_scope.keep_channels(channels or {})


def test_several_developers_are_all_named(store: Store, people: Company) -> None:
    xu = person(store, "Xu Lei", department=TECHNICAL, roles=(Role.DEVELOPER,))

    found = called(store, people.employee, "look", "U0XU", "U0WU", "U0HE")

    assert found is not None
    assert found.developers == (xu, people.developer)
    assert found.focus_until is None


@pytest.mark.parametrize("who", ["admin", "product_manager", "colleague", "employee"])
def test_in_focus_everybody_is_pointed_away(store: Store, people: Company, who: str) -> None:
    allow(acting(store, by=people.developer), accounts=["U0WU"])
    begin_focus(acting(store, by=people.developer, now=MORNING), said="2h")

    found = called(store, getattr(people, who), "look", "U0HE")

    assert found is not None
    assert found.focus_until == MORNING + timedelta(hours=2)
    assert called(store, getattr(people, who), "urgent", "U0HE") is None


def test_one_in_focus_and_one_who_builds_are_not_both_in_focus(store: Store, people: Company) -> None:
    xu = person(store, "Xu Lei", department=TECHNICAL, roles=(Role.DEVELOPER,))
    begin_focus(acting(store, by=people.developer, now=MORNING), said="2h")

    ordinary, technical = (
        called(store, by, "look", "U0HE", "U0XU") for by in (people.employee, people.admin)
    )

    assert ordinary is not None
    assert technical is not None
    assert (ordinary.developers, ordinary.focus_until) == ((people.developer, xu), None)
    assert (technical.developers, technical.focus_until) == (
        (people.developer,),
        datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
    )


def test_whom_the_developer_or_the_company_allows_passes(store: Store, people: Company) -> None:
    allow(acting(store, by=people.developer), accounts=["U0WU"])
    company = Policy(intake=Intake(may_ping=(people.employee.email,)))

    assert called(store, people.colleague, "look", "U0HE") is None
    assert called(store, people.employee, "look", "U0HE") is not None
    assert called(store, people.employee, "look", "U0HE", policy=company) is None


def test_a_group_of_developers_is_one_ping_to_those_in_it(store: Store, people: Company) -> None:
    keep(store)

    found = called(store, people.employee, "look", "S0DEVS", "S0DESK")

    assert found is not None
    assert (found.developers, found.groups, found.members) == ((), (DEVS,), (people.developer,))


def test_who_is_in_the_group_or_passes_may_call_it(store: Store, people: Company) -> None:
    keep(store)

    assert called(store, people.developer, "look", "S0DEVS") is None
    assert called(store, people.product_manager, "look", "S0DEVS") is None
    assert called(store, people.employee, "urgent", "S0DEVS") is None
    assert called(store, None, "look", "S0DEVS") is not None


def test_in_an_exempt_channel_everything_passes(store: Store, people: Company) -> None:
    keep(store, channels={"incidents": "C9"})
    begin_focus(acting(store, by=people.developer, now=MORNING), said="2h")

    assert called(store, people.employee, "look", "U0HE", "S0DEVS", channel="C9") is None
    assert called(store, people.employee, "look", "U0HE", "S0DEVS") is not None
