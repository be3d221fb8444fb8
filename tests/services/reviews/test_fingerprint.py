"""Opening fixes the rules; whatever changes them is on record, and what is not is found out."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.reviews.fingerprint import Day, Rules
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.extend_goals import extend_goals
from bot.services.reviews.fingerprint import checked_rules, fix_rules, fixed_rules
from bot.services.reviews.open_scoring import open_scoring
from storage.models.fingerprint import FixedRulesRow
from storage.models.reviews import CycleRow
from tests.builders.goals import OPENED as GOALS_OPENED
from tests.builders.goals import TUESDAY
from tests.builders.record import another_past
from tests.builders.world import FRIDAY, GOALS_QUARTER, OPENED, QUARTER, World


def rules_of(world: World, cycle_id: int) -> Rules:
    with world.store.read() as unit:
        found = checked_rules(unit, cycle_id)
    assert found is not None
    return found


def test_opening_for_scoring_fixes_the_rules(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)

    rules = rules_of(world, review.cycle_id)

    assert (rules.fixed_at, rules.changes, rules.is_intact) == (OPENED, (), True)
    assert rules.fixed[0].by == world.people.hr.name
    assert rules.fixed[0].days[Day.SELF_SCORE_DUE] == date(2027, 1, 8)


def test_opening_for_goals_fixes_them_too(world: World) -> None:
    [goals] = world.open_goals(world.people.employee)

    rules = rules_of(world, goals.cycle_id)

    assert (rules.fixed_at, rules.changes, rules.is_intact) == (GOALS_OPENED, (), True)
    assert rules.fixed[0].days[Day.GOALS_DUE] is not None


def test_more_time_is_a_change_with_who_when_and_why(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)
    before = rules_of(world, review.cycle_id).fingerprint

    extend_cycle(
        world.acting(world.people.hr), name=QUARTER, closes=date(2027, 1, 29), reason="Figures are late."
    )

    rules = rules_of(world, review.cycle_id)
    [change] = rules.changes
    assert (change.by, change.at, change.reason) == (world.people.hr.name, FRIDAY, "Figures are late.")
    assert [each.day for each in change.days] == [
        Day.SELF_SCORE_DUE,
        Day.SELF_SCORE_CLOSES,
        Day.APPROVAL_DUE,
        Day.SECOND_LOOK_DUE,
    ]
    assert rules.is_intact
    assert rules.fingerprint != before


def test_more_time_for_goals_is_one_as_well(world: World) -> None:
    [goals] = world.open_goals(world.people.employee)

    extend_goals(
        world.acting(world.people.hr, at=TUESDAY),
        name=GOALS_QUARTER,
        due=date(2027, 2, 12),
        reason="New year.",
    )

    [change] = rules_of(world, goals.cycle_id).changes
    assert (change.reason, change.days[0].day) == ("New year.", Day.GOALS_DUE)


def test_scoring_that_opens_as_planned_changes_nothing(world: World) -> None:
    goals = world.goals_at(GoalsState.AGREED)

    open_scoring(world.acting(world.people.hr, at=TUESDAY), name=GOALS_QUARTER, is_meant=True)

    assert rules_of(world, goals.cycle_id).changes == ()


def test_scoring_that_opens_after_the_period_moves_its_days_on_record(world: World) -> None:
    goals = world.goals_at(GoalsState.AGREED)
    late = datetime(2027, 5, 12, 2, 0, tzinfo=UTC)

    open_scoring(world.acting(world.people.hr, at=late), name=GOALS_QUARTER, is_meant=True)

    [change] = rules_of(world, goals.cycle_id).changes
    assert (change.at, change.reason) == (late, None)
    assert change.days[0].day is Day.SELF_SCORE_DUE


def test_fixing_what_did_not_change_adds_nothing(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)

    with world.store.begin() as unit:
        assert not fix_rules(unit, review.cycle_id, world.acting(world.people.hr))

    assert len(rules_of(world, review.cycle_id).fixed) == 1


def _another_day(cycle: CycleRow) -> None:
    cycle.approval_due = date(2027, 3, 1)


def _another_weight(cycle: CycleRow) -> None:
    first, *others = cycle.scheme["sections"]
    cycle.scheme = {**cycle.scheme, "sections": [{**first, "weight": 100}, *others]}


@pytest.mark.parametrize("tamper", [_another_day, _another_weight])
def test_what_is_changed_behind_its_back_is_found_out(
    world: World, tamper: Callable[[CycleRow], None]
) -> None:
    [review] = world.open_quarter(world.people.employee)
    with world.store.begin() as unit:
        tamper(unit.session.get_one(CycleRow, review.cycle_id))

    assert not rules_of(world, review.cycle_id).is_intact


def test_of_a_cycle_of_which_nothing_was_recorded_nothing_is_claimed(world: World) -> None:
    [review] = world.open_quarter(world.people.employee)
    with world.store.begin() as unit, another_past(unit):
        unit.session.query(FixedRulesRow).delete()

    with world.store.read() as unit:
        assert fixed_rules(unit, review.cycle_id) is None
        assert checked_rules(unit, review.cycle_id) is None
