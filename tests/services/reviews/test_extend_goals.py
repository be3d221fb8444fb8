"""Giving goals more time: within the period, with a reason, shown to everybody whose day moved."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.goals.way import State
from bot.domain.obligations import Kind
from bot.domain.reviews.cycles import Dates, GoalsDates
from bot.errors import Refusal
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.extend_goals import extend_goals, give_more_time
from bot.services.reviews.open_scoring import open_due_scoring
from storage.models.reviews import CycleExtensionRow
from tests.builders.nudges import was_nudged
from tests.builders.world import World

WEDNESDAY = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)


def test_more_time_is_given_with_a_reason_and_shown_on_everything_that_names_the_day(world: World) -> None:
    people = world.people
    one, other = world.open_goals(people.employee, people.colleague)
    sent = world.goals_at(State.SENT)
    was_nudged(world.store, people.colleague, WEDNESDAY)

    dates = extend_goals(
        world.acting(people.hr, at=WEDNESDAY), name="2027q1", due=date(2027, 1, 29), reason=" The festival. "
    )

    assert dates == GoalsDates(due=date(2027, 1, 29), scoring_opens_on=date(2027, 3, 29))
    with world.store.read() as unit:
        assert unit.cycles.facts(one.cycle_id).goals_due == date(2027, 1, 29)
        record = unit.session.scalars(select(CycleExtensionRow)).one()
        assert (record.reason, record.closes_before, record.closes) == (
            "The festival.",
            date(2027, 1, 18),
            date(2027, 1, 29),
        )
        owed = {
            (person.name, each.kind, each.due_on)
            for person in (people.manager, people.colleague, people.employee)
            for each in owed_by(unit, person, world.acting(at=WEDNESDAY))
        }
    assert owed == {
        ("Liu Yang", Kind.GOALS_AGREEMENT, date(2027, 1, 29)),
        ("Chen Jie", Kind.JOB_FORM, date(2027, 1, 29)),
        ("Wu Min", Kind.GOALS, date(2027, 1, 29)),
        ("Wu Min", Kind.JOB_FORM, date(2027, 1, 29)),
    }
    assert rebuild(world.acting(at=WEDNESDAY)) == 0
    assert set(world.notices()) == {
        (f"my-goals:{one.id}", people.employee.id),
        (f"my-goals:{other.id}", people.colleague.id),
        (f"agreement:{one.id}:{sent.sheet_id}:{people.manager.id}", people.manager.id),
        (f"agreement:{one.id}:{sent.sheet_id}:{people.employee.id}", people.employee.id),
        (f"goals-team:{one.cycle_id}:{people.manager.id}", people.manager.id),
        (f"nudge:{people.colleague.id}:2027-01-06", people.colleague.id),
    }


def test_scoring_opens_after_the_new_day(world: World) -> None:
    world.goals_at(State.OPEN)

    dates = extend_goals(
        world.acting(world.people.hr, at=WEDNESDAY), name="2027Q1", due=date(2027, 3, 30), reason="Late."
    )

    assert dates.scoring_opens_on == date(2027, 3, 31)
    assert open_due_scoring(world.acting(at=MARCH)) == 0
    assert open_due_scoring(world.acting(at=MARCH + timedelta(days=2))) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "cycle.reason"),
        ({"due": date(2027, 1, 5)}, "cycle.past"),
        ({"due": date(2027, 1, 18)}, "cycle.goals_not_later"),
        ({"due": date(2027, 4, 1)}, "cycle.goals_after_end"),
        ({"name": "2026Q4"}, "cycle.unknown"),
    ],
)
def test_a_day_that_gives_no_time_or_no_reason_is_refused(
    world: World, changes: dict[str, Any], code: str
) -> None:
    world.goals_at(State.OPEN)
    wanted: dict[str, Any] = {"name": "2027Q1", "due": date(2027, 1, 29), "reason": "The festival."}

    with pytest.raises(Refusal) as refusal:
        extend_goals(world.acting(world.people.hr, at=WEDNESDAY), **{**wanted, **changes})

    assert refusal.value.code == code
    with world.store.read() as unit:
        assert unit.session.scalars(select(CycleExtensionRow)).all() == []


def test_only_hr_gives_more_time(world: World) -> None:
    world.goals_at(State.OPEN)

    for give in (extend_goals, give_more_time):
        day = {"due" if give is extend_goals else "day": date(2027, 1, 29)}
        with pytest.raises(Refusal, match=r"cycle\.not_hr"):
            give(world.acting(world.people.manager, at=WEDNESDAY), name="2027Q1", reason="Late.", **day)


def test_more_time_is_for_goals_first_and_for_self_scores_once_scoring_is_open(world: World) -> None:
    world.goals_at(State.AGREED)
    hr = world.acting(world.people.hr, at=WEDNESDAY)

    goals = give_more_time(hr, name="2027Q1", day=date(2027, 1, 29), reason="The festival.")
    open_due_scoring(world.acting(at=MARCH))
    scores = give_more_time(
        world.acting(world.people.hr, at=MARCH), name="2027Q1", day=date(2027, 5, 7), reason="Late figures."
    )

    assert isinstance(goals, GoalsDates)
    assert isinstance(scores, Dates)
    assert scores.self_score_closes == date(2027, 5, 7)
    with pytest.raises(Refusal, match=r"cycle\.scoring_open"):
        extend_goals(
            world.acting(world.people.hr, at=MARCH), name="2027Q1", due=date(2027, 3, 31), reason="Late."
        )
