"""HR closes somebody's review without a score: on record, told to both, and never about oneself."""

import pytest

from bot.domain.people import Person
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.obligations import owed_by
from bot.services.reviews.not_rated import close_unrated, not_rated
from bot.services.reviews.of_one import Named
from tests.builders.world import World

CHEN = Named(called="chen jie")


def closes(world: World, by: Person | None, named: Named = CHEN, reason: str = "She was ill.") -> None:
    close_unrated(world.acting(by), named=named, reason=reason)


@pytest.mark.parametrize("state", [State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED])
def test_whatever_waits_of_it_is_over_and_both_read_why(world: World, state: State) -> None:
    review = world.review_at(state)
    people, store = world.people, world.store

    closes(world, people.hr)

    assert world.reload(review).state is State.NOT_RATED
    assert [to for kind, to in world.notices() if kind == "NotRated"] == [
        people.employee.id,
        people.manager.id,
    ]
    with store.read() as unit:
        for who in (people.employee, people.manager):
            assert owed_by(unit, who, world.acting(who)) == ()
        facts = not_rated(unit, people.employee.id, review.cycle_id, store.policy)
        last = unit.reviews.history(review.id)[-1]
    assert facts is not None
    assert facts.closing is not None
    assert (facts.closing.by, facts.closing.reason) == ("Zhou Jing", "She was ill.")
    assert (last.event, last.by_id, last.note) == (Event.NOT_RATE, people.hr.id, "She was ill.")


def test_what_is_scored_is_closed_only_where_they_have_left(world: World) -> None:
    review = world.review_at(State.SCORED)

    with pytest.raises(Refusal, match=r"not_rated\.scored"):
        closes(world, world.people.hr)
    world.leaves(world.people.employee)
    closes(world, world.people.hr)

    assert world.reload(review).state is State.NOT_RATED


@pytest.mark.parametrize(
    ("named", "reason", "code"),
    [
        (CHEN, " ", "not_rated.reason"),
        (CHEN, "x" * 501, "not_rated.reason"),
        (Named(called=""), "Ill.", "one.unknown"),
        (Named(called="Chen"), "Ill.", "one.unknown"),
        (Named(account="U0NOBODY"), "Ill.", "one.unknown"),
        (Named(account="U0LIU"), "Ill.", "one.no_review"),
        (Named(account="U0LIU", cycle="2026Q4"), "Ill.", "one.no_review"),
        (Named(account="U0ZHOU"), "Ill.", "one.oneself"),
        (Named(account="U0CHEN", cycle="2025Q4"), "Ill.", "cycle.unknown"),
    ],
)
def test_what_is_refused(world: World, named: Named, reason: str, code: str) -> None:
    review = world.review_at(State.SELF_SCORED)

    with pytest.raises(Refusal) as refused:
        closes(world, world.people.hr, named, reason)

    assert refused.value.code == code
    assert world.reload(review) == review


def test_nobody_but_hr_closes_one(world: World) -> None:
    world.review_at(State.SELF_SCORED)

    for who in (world.people.manager, world.people.employee, world.people.boss, world.people.admin):
        with pytest.raises(Refusal, match=r"cycle\.not_hr"):
            closes(world, who)


@pytest.mark.parametrize("state", [State.NOT_RATED, State.RELEASED, State.WITHDRAWN])
def test_what_is_over_is_not_closed_again(world: World, state: State) -> None:
    world.review_at(state)

    with pytest.raises(Refusal, match=r"one\.no_review"):
        closes(world, world.people.hr)
    if state is not State.WITHDRAWN:
        with pytest.raises(Refusal, match=r"review\.not_now|not_rated\.scored"):
            closes(world, world.people.hr, Named(account="U0CHEN", cycle="2026Q4"))
