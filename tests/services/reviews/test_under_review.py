"""Who is under review, by which sheet, and in whose cycle."""

from datetime import UTC, datetime

import pytest

from bot.domain.goals.way import State
from bot.domain.people import Grade
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.opening import Lacks, Moment
from bot.errors import Refusal
from bot.services.reviews.under_review import field_of, field_of_cycle, lacking, refuse_named
from storage.models.people import PersonRow
from tests.builders.people import person
from tests.builders.shipped import load_scheme
from tests.builders.world import World

PERIOD = period_named("2027Q1")
JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
SCHEME = load_scheme("kpi-values")


def test_whoever_leads_the_company_is_not_under_review_and_is_named(world: World) -> None:
    person(world.store, "Lone Wolf", kpis=())
    person(world.store, "No Manager")

    with world.store.read() as unit:
        field = field_of(unit, PERIOD, SCHEME)

    assert field.not_reviewed == ("Lone Wolf",)
    assert "No Manager" in {each.name for each, _ in field.people}
    with pytest.raises(Refusal) as refusal:
        field.require_managers()
    assert (refusal.value.code, refusal.value.facts["names"]) == ("cycle.no_manager", ["No Manager"])


def test_a_period_is_for_goals_as_soon_as_one_sheet_is_missing(world: World) -> None:
    with world.store.read() as unit:
        assert field_of(unit, PERIOD, SCHEME).moment(PERIOD, world.acting(at=JANUARY)) is Moment.SCORING

    newcomer = person(world.store, "New Comer", manager=world.people.manager, kpis=())

    with world.store.read() as unit:
        field = field_of(unit, PERIOD, SCHEME)
        assert field.moment(PERIOD, world.acting(at=JANUARY)) is Moment.GOALS
        without = lacking(field.candidates(signed_count=False), Lacks.SHEET)
    assert [each.person.id for each in without] == [newcomer.id]


def test_whoever_was_asked_is_under_review_though_they_are_of_another_cadence_by_now(world: World) -> None:
    goals = world.goals_at(State.AGREED)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).grade = Grade.SENIOR

    with world.store.read() as unit:
        found = {
            each.person.id: each
            for each in field_of_cycle(unit, goals.cycle_id).candidates(signed_count=False)
        }

    one = found[world.people.employee.id]
    assert (one.was_asked, one.sheet_id, one.lacks) == (True, goals.agreed_sheet_id, None)


def test_twenty_are_named_and_the_others_counted() -> None:
    refuse_named("cycle.no_manager", [])

    with pytest.raises(Refusal) as refusal:
        refuse_named("cycle.no_manager", [f"P{number}" for number in range(23)], name="2027Q1")

    assert (len(refusal.value.facts["names"]), refusal.value.facts["more"]) == (20, 3)
    assert refusal.value.facts["name"] == "2027Q1"
