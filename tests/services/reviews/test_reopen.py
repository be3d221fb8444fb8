"""HR takes one person's self-score after closing; everybody else's days stay."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.people import Person
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.obligations import owed_by
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.of_one import Named
from bot.services.reviews.reopen import reopen
from bot.services.reviews.self_score import open_self_score
from tests.builders.world import World

CLOSED = datetime(2027, 1, 25, 2, 0, tzinfo=UTC)
UNTIL = date(2027, 2, 5)
CHEN = Named(account="U0CHEN")


def reopens(world: World, by: Person | None, *, until: date = UNTIL, reason: str = "Ill until now.") -> None:
    reopen(world.acting(by, at=CLOSED), named=CHEN, until=until, reason=reason)


def days(world: World, who: Person) -> list[tuple[date, date | None]]:
    with world.store.read() as unit:
        owed = owed_by(unit, who, world.acting(who, at=CLOSED))
    return [(each.due_on, each.lapses_on) for each in owed]


def test_one_person_hands_in_after_closing_and_nobody_else(world: World) -> None:
    people = world.people
    mine, others = world.open_quarter(people.employee, people.colleague)

    reopens(world, people.hr)

    late = [world.acting(who, at=CLOSED) for who in (people.employee, people.colleague)]
    assert open_self_score(late[0], review_id=mine.id).cycle.self_score_closes == UNTIL
    with pytest.raises(Refusal, match=r"self_score\.too_late"):
        open_self_score(late[1], review_id=others.id)
    assert days(world, people.employee) == [(UNTIL, UNTIL)]
    assert ("ReviewReopened", people.employee.id) in world.notices()
    with world.store.read() as unit:
        last = unit.reviews.history(mine.id)[-1]
    assert (last.event, last.facts.closes, last.note) == (Event.REOPEN, UNTIL, "Ill until now.")

    world.hand_in(world.reload(mine), at=CLOSED)
    assert days(world, people.manager) == [(date(2027, 2, 17), None)]


def test_more_time_for_all_leaves_days_of_ones_own_alone(world: World) -> None:
    people = world.people
    world.open_quarter(people.employee, people.colleague)
    reopens(world, people.hr)

    extend_cycle(world.acting(people.hr, at=CLOSED), name="2026Q4", closes=date(2027, 1, 29), reason="All.")

    assert days(world, people.employee) == [(UNTIL, UNTIL)]
    assert days(world, people.colleague) == [(date(2027, 1, 29), date(2027, 1, 29))]


@pytest.mark.parametrize(
    ("state", "until", "reason", "code"),
    [
        (State.GOALS_AGREED, UNTIL, "", "reopen.reason"),
        (State.GOALS_AGREED, date(2027, 1, 22), "Ill.", "cycle.past"),
        (State.SELF_SCORED, UNTIL, "Ill.", "reopen.handed_in"),
        (State.MORE_ASKED, UNTIL, "Ill.", "reopen.handed_in"),
        (State.SCORED, UNTIL, "Ill.", "reopen.handed_in"),
        (State.CONFIRMED, UNTIL, "Ill.", "reopen.handed_in"),
        (State.RELEASED, UNTIL, "Ill.", "one.no_review"),
        (State.NOT_RATED, UNTIL, "Ill.", "one.no_review"),
        (State.WITHDRAWN, UNTIL, "Ill.", "one.no_review"),
    ],
)
def test_what_is_refused(world: World, state: State, until: date, reason: str, code: str) -> None:
    review = world.review_at(state)

    with pytest.raises(Refusal) as refused:
        reopens(world, world.people.hr, until=until, reason=reason)

    assert refused.value.code == code
    assert world.reload(review) == review


def test_nobody_hands_in_who_has_left_and_only_hr_reopens(world: World) -> None:
    world.open_quarter(world.people.employee)
    with pytest.raises(Refusal, match=r"cycle\.not_hr"):
        reopens(world, world.people.manager)
    with world.store.begin() as unit:
        assert unit.people.by_slack_id("U0CHEN") is not None
    world.leaves(world.people.employee)
    named = Named(called="Chen Jie")

    with pytest.raises(Refusal, match=r"reopen\.left"):
        reopen(world.acting(world.people.hr, at=CLOSED), named=named, until=UNTIL, reason="Ill.")
