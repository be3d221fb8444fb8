"""Why somebody is asked: for whoever got the reminder, and for an admin."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.intake.way import Event as RequestEvent
from bot.domain.nudging.planner import Quiet, Reason
from bot.domain.obligations import Kind
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.nudging.nudges import nudge_facts
from bot.services.nudging.why import why_am_i_asked, why_or_why_not, why_they_are_asked
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import open_goals_of
from tests.builders.intake import filed, stepped
from tests.builders.nudges import nudged
from tests.builders.people import Company
from tests.builders.world import World

THURSDAY = datetime(2027, 1, 7, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, on the last working day before self-scores are due."""
FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
DAY = date(2027, 1, 8)


def asked(store: Store, people: Company, *, now: datetime) -> list[tuple[Kind, Reason, date | None]]:
    facts = why_am_i_asked(acting(store, by=people.employee, now=now), day=DAY)
    return [(each.owed.kind, each.reason, each.said_before) for each in facts.because]


def test_each_step_says_why_it_was_spoken_of_and_when_before(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.GOALS_AGREED)
    nudged(store, now=THURSDAY)
    number = filed(store, people.employee, now=THURSDAY)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=THURSDAY)
    nudged(store, now=FRIDAY)

    assert asked(store, people, now=FRIDAY + timedelta(hours=1)) == [
        (Kind.SELF_SCORE, Reason.WEEKLY, date(2027, 1, 7)),
        (Kind.REPLY, Reason.DUE_NEXT, date(2027, 1, 7)),
    ]


def test_it_is_said_as_it_was_then_of_what_still_waits(world: World, store: Store, people: Company) -> None:
    review = world.review_at(State.GOALS_AGREED)
    number = filed(store, people.employee, now=THURSDAY)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=THURSDAY)
    nudged(store, now=FRIDAY)
    world.hand_in(review, at=FRIDAY + timedelta(hours=1))

    assert asked(store, people, now=FRIDAY + timedelta(days=3)) == [
        (Kind.REPLY, Reason.DUE_NEXT, date(2027, 1, 7))
    ]


def test_steps_stand_in_the_order_of_the_reminder(store: Store, people: Company) -> None:
    open_goals_of(store, people.employee)
    nudged(store, now=FRIDAY)

    with store.read() as unit:
        shown = nudge_facts(unit, people.employee, day=DAY, now=FRIDAY).owed
    assert [each.kind for each in shown] == [Kind.JOB_FORM, Kind.GOALS]
    assert [kind for kind, *_ in asked(store, people, now=FRIDAY)] == [each.kind for each in shown]


def test_and_why_not_on_the_days_before(world: World, store: Store, people: Company) -> None:
    world.review_at(State.GOALS_AGREED)
    nudged(store, now=FRIDAY)

    facts = why_am_i_asked(acting(store, by=people.employee, now=FRIDAY), day=DAY)

    assert [(each.why, each.first.day, each.last.day) for each in facts.earlier] == [
        (Quiet.MISSED, 7, 7),
        (Quiet.NOT_YET, 5, 6),
        (Quiet.ANNOUNCED, 4, 4),
    ]
    assert (facts.rhythm.weekday, facts.a_week, facts.told) == (4, 3, 0)


def test_of_a_reminder_that_one_did_not_get_nothing_is_said(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.GOALS_AGREED)
    nudged(store, now=FRIDAY)

    for by, day in ((people.colleague, DAY), (people.employee, date(2027, 1, 7))):
        with pytest.raises(Refusal, match=r"card\.unknown"):
            why_am_i_asked(acting(store, by=by, now=FRIDAY), day=day)


def test_an_admin_sees_of_everybody_who_is_reminded_now(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
    nudged(store, now=FRIDAY)

    found = why_they_are_asked(acting(store, now=FRIDAY))

    assert [each.person.name for each in found] == ["Chen Jie", "Wu Min"]
    assert why_they_are_asked(acting(store, now=FRIDAY + timedelta(minutes=5))) == []


@pytest.mark.parametrize("wanted", ["Chen Jie", "chen", "CHEN.JIE@example.com"])
def test_and_of_somebody_by_name_or_address_why_not(
    world: World, store: Store, people: Company, wanted: str
) -> None:
    world.review_at(State.GOALS_AGREED)

    [(early, _)] = why_or_why_not(acting(store, now=FRIDAY - timedelta(hours=1)), of=wanted)
    [(now, facts)] = why_or_why_not(acting(store, now=FRIDAY), of=wanted)

    assert [each.why for each in early.decision.quiet] == [Quiet.LATER_TODAY]
    assert now.decision.speaks
    assert [each.reason for each in facts.because] == [Reason.DUE_TODAY]


def test_nobody_of_that_name_is_said_to_be_nobody(store: Store, people: Company) -> None:
    for wanted in ("Nobody", "", "nobody@example.com"):
        with pytest.raises(Refusal, match=r"reminder\.nobody"):
            why_or_why_not(acting(store), of=wanted)
