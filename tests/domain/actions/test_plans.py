"""Which results want a plan, and from whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.actions.plans import BOTTOM, PlanWanted, bottom_of, implied, wants_a_plan
from bot.domain.obligations import Kind, Subject
from bot.domain.people import Person
from bot.domain.reviews.scoring import Outcome
from bot.services.reviews.schemes import shipped_schemes
from tests.builders.acting import MONDAY
from tests.builders.people import CHEN, LIU

SCHEMES = {scheme.key: scheme for scheme in shipped_schemes()}
WANTED = PlanWanted(review_id=5, person_id=CHEN.id, period="2026Q4", since=MONDAY)
GONE = date(2026, 11, 1)


def outcome(score: str, *, failed: bool = False) -> Outcome:
    return Outcome(score=Decimal(score), exact=Decimal(score), sections=(), failed=failed)


@pytest.mark.parametrize("key", list(SCHEMES))
def test_the_lowest_band_ends_where_the_shares_say_or_where_they_are_silent_at_what_we_chose(
    key: str,
) -> None:
    assert bottom_of(SCHEMES[key]) == BOTTOM


@pytest.mark.parametrize(
    ("result", "wants"),
    [
        (outcome("3.25"), True),
        (outcome("2.5"), True),
        (outcome("3.5"), False),
        (outcome("4", failed=True), True),
    ],
)
def test_what_is_in_it_or_failed_by_a_gate_wants_a_plan(result: Outcome, wants: bool) -> None:
    assert wants_a_plan(result, SCHEMES["kpi-values"]) is wants


def test_the_manager_owes_it_within_working_days() -> None:
    [owed] = implied(WANTED, CHEN, LIU, days=5)

    assert (owed.person_id, owed.other_id, owed.kind) == (LIU.id, CHEN.id, Kind.PLAN)
    assert (owed.subject, owed.subject_id, owed.due_on) == (Subject.PLAN, 5, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("person", "manager"),
    [(CHEN, None), (replace(CHEN, left_on=GONE), LIU), (CHEN, replace(LIU, left_on=GONE))],
)
def test_nobody_owes_it_about_or_for_somebody_who_is_gone(person: Person, manager: Person | None) -> None:
    assert list(implied(WANTED, person, manager, days=5)) == []
