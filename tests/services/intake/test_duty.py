"""Whose turn it is at the website desk, and until when they owe an answer."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.intake.triage import Urgency
from bot.domain.policy import Hours, Intake, Policy
from bot.errors import Refusal
from bot.services.intake.duty import answer_owed_by, find_on_duty, person_on_duty
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.intake import MORNING
from tests.builders.people import WEBSITE, Company, Role, company, person


def leaves(store: Store, person_id: int) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, person_id).left_on = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", "Sun Li"),
        ("gao.wei@example.com", "Gao Wei"),
        ("GAO.WEI@example.com", "Gao Wei"),
        ("he.jun@example.com", "Sun Li"),  # no product manager
    ],
)
def test_whoever_is_named_is_on_duty_else_the_first_product_manager(
    store: Store, named: str, expected: str
) -> None:
    company(store)
    person(store, "Gao Wei", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))

    with store.read() as unit:
        found = person_on_duty(unit, policy=Policy(intake=Intake(on_duty=named)), now=MORNING)

    assert found.name == expected


def test_where_the_only_product_manager_left_nobody_is(store: Store) -> None:
    people: Company = company(store)
    leaves(store, people.product_manager.id)

    with store.read() as unit:
        assert find_on_duty(unit, policy=Policy(), now=MORNING) is None
        with pytest.raises(Refusal, match=r"request\.nobody_on_duty"):
            person_on_duty(unit, policy=Policy(), now=MORNING)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MORNING, MORNING + timedelta(minutes=90)),
        (
            MORNING + timedelta(hours=7),
            MORNING + timedelta(hours=23, minutes=30),
        ),  # 17:00: half an hour is left
        (MORNING - timedelta(days=1), MORNING + timedelta(minutes=30)),  # Sunday counts from Monday at nine
    ],
)
def test_an_answer_is_owed_in_the_hours_of_whoever_owes_it(
    store: Store, now: datetime, expected: datetime
) -> None:
    policy = Policy(hours=Hours(start=9, end=18), intake=Intake(first_answer_minutes=90))

    owner = company(store).product_manager

    with store.read() as unit:
        owed = answer_owed_by(unit, owner, urgency=Urgency.TODAY, policy=policy, now=now)

    assert owed == expected
