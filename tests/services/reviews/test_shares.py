"""Whose days somebody was, as it stands on record."""

from datetime import date

from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved
from bot.domain.reviews.shares import ManagersDays, ManagersShare
from bot.domain.reviews.way import State
from bot.services.reviews.shares import contributions, days_of, shares
from tests.builders.world import FRIDAY, World


def test_each_move_of_the_period_counts_and_no_other(world: World) -> None:
    review, people = world.review_at(State.SELF_SCORED), world.people
    steps = [
        (date(2026, 11, 1), people.boss, people.colleague),
        (date(2026, 12, 1), people.colleague, people.manager),
    ]
    with world.store.begin() as unit:
        unit.moves.add(
            [
                Moved(
                    person_id=people.employee.id,
                    move=Move.NEW_MANAGER,
                    day=day,
                    at=FRIDAY,
                    facts=Facts(manager=Changed(was=was.id, now=now.id)),
                )
                for day, was, now in steps
            ]
        )
        cycle = unit.cycles.facts(review.cycle_id)

        assert [(each.manager_id, each.days) for each in days_of(unit, review, cycle)] == [
            (people.boss.id, 31),
            (people.colleague.id, 30),
            (people.manager.id, 31),
        ]
        assert [(each.name, each.days, each.of) for each in shares(unit, review, cycle)] == [
            ("Zhao Min", 31, 92),
            ("Wu Min", 30, 92),
            ("Liu Yang", 31, 92),
        ]
        assert contributions(unit, review.id) == ()


def test_whoever_scores_without_a_day_of_it_is_told_whose_they_were(world: World) -> None:
    review, people = world.review_at(State.SELF_SCORED), world.people
    with world.store.begin() as unit:
        facts = Facts(manager=Changed(was=people.boss.id, now=people.manager.id))
        moved = Moved(
            person_id=people.employee.id, move=Move.NEW_MANAGER, day=FRIDAY.date(), at=FRIDAY, facts=facts
        )
        unit.moves.add([moved])
        cycle = unit.cycles.facts(review.cycle_id)

        assert days_of(unit, review, cycle) == (ManagersDays(manager_id=people.boss.id, days=92),)
        assert shares(unit, review, cycle) == (ManagersShare(name="Zhao Min", days=92, of=92),)
