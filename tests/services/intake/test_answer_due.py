"""An answer that is due: who is told, when, and never twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.intake.answer_due import Rung
from bot.domain.intake.notices import AnswerDue
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.domain.policy import Hours, Intake, Policy
from bot.services.intake.answer_due import due_facts, tell_what_is_due
from bot.services.intake.my_request import add_or_reopen
from bot.services.nudging.nudges import send_nudges
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import second_product_manager, taken, waits
from tests.builders.intake import MORNING, POLICY, announced, filed, kinds, read, stepped
from tests.builders.people import Company

HOUR = MORNING + timedelta(hours=1)
Heard = tuple[str, str]


def minutes(number: int) -> datetime:
    """So long after it was filed."""
    return MORNING + timedelta(minutes=number)


def heard(store: Store, *moments: datetime, policy: Policy = POLICY) -> list[Heard]:
    """Who was told, as whom, when the heart beat at these moments."""
    for moment in moments:
        tell_what_is_due(acting(store, now=moment, policy=policy))
    with store.read() as unit:
        names = {each.id: each.name for each in unit.people.every()}
    return [
        (names[payload["to"]], payload["rung"]) for kind, payload in announced(store) if kind == "AnswerDue"
    ]


def beats(until: int, *, every: int = 5) -> Sequence[datetime]:
    return [minutes(each) for each in range(0, until + 1, every)]


def test_first_the_owner_then_the_stand_in_then_the_head_each_once(store: Store, people: Company) -> None:
    second_product_manager(store)
    filed(store, people.employee)

    before = heard(store, *beats(44))
    warned = heard(store, minutes(45), minutes(50))
    over = heard(store, *beats(180))[1:]

    assert before == []
    assert warned == [("Sun Li", "owner")]
    assert over == [("Gao Min", "stand_in")]
    # An hour of work late, lunch apart.
    at_head = heard(store, minutes(209), minutes(210), minutes(240), datetime(2026, 11, 24, 2, tzinfo=UTC))
    assert at_head == [("Sun Li", "owner"), ("Gao Min", "stand_in"), ("Zhao Min", "head")]


def test_once_it_is_answered_nobody_hears_anything(store: Store, people: Company) -> None:
    second_product_manager(store)
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager)

    assert heard(store, *beats(300)) == []


def test_a_new_hour_is_told_of_anew(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    heard(store, minutes(50))
    stepped(store, number, Event.ASK, people.product_manager, now=minutes(55))
    add_or_reopen(
        acting(store, by=people.employee, now=minutes(60)),
        request_id=number,
        event=Event.REPLY,
        text="On a phone.",
        files=(),
        submission="V2",
    )

    assert read(store, number).answer_by == minutes(75)
    assert heard(store, minutes(61)) == [("Sun Li", "owner"), ("Sun Li", "owner")]


def test_whoever_takes_it_over_is_warned_too(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)
    heard(store, minutes(50))

    taken(store, number, gao, now=minutes(51))

    assert heard(store, minutes(52), minutes(53)) == [("Sun Li", "owner"), ("Gao Min", "owner")]


def test_what_was_put_off_warns_all_the_same(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    waits(store, number, people.product_manager, until=MORNING + timedelta(days=1))

    assert heard(store, minutes(50)) == [("Sun Li", "owner")]


@pytest.mark.parametrize(
    ("filed_at", "urgency", "warned_at"),
    [
        # By 18:00 of the same day.
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), Urgency.TODAY, datetime(2026, 11, 23, 9, 45, tzinfo=UTC)),
        # By 9:10 of the next: the last quarter of an hour begins in the evening before.
        (datetime(2026, 11, 23, 9, 10, tzinfo=UTC), Urgency.TODAY, datetime(2026, 11, 23, 9, 55, tzinfo=UTC)),
        # By 9:30 on Monday.
        (datetime(2026, 11, 27, 9, 30, tzinfo=UTC), Urgency.TODAY, datetime(2026, 11, 30, 1, 15, tzinfo=UTC)),
        # Half an hour in all.
        (MORNING, Urgency.NOW, MORNING + timedelta(minutes=15)),
    ],
)
def test_minutes_are_working_minutes(
    store: Store, people: Company, filed_at: datetime, urgency: Urgency, warned_at: datetime
) -> None:
    filed(store, people.employee, now=filed_at, urgency=urgency)

    assert heard(store, warned_at - timedelta(minutes=1)) == []
    assert heard(store, warned_at) == [("Sun Li", "owner")]


def test_nobody_hears_of_it_outside_working_hours_or_while_they_are_away(
    store: Store, people: Company
) -> None:
    second_product_manager(store)
    filed(store, people.employee)
    evening, next_morning = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 24, 1, tzinfo=UTC)
    with store.begin() as unit:
        away = (people.boss.id, date(2026, 11, 23), date(2026, 11, 27))
        unit.absences.add([away], source=Source.OWN, by_id=people.boss.id, at=MORNING)

    assert heard(store, evening) == []
    assert heard(store, next_morning) == [("Sun Li", "owner"), ("Gao Min", "stand_in")]


def test_where_nobody_stands_in_the_head_hears_next(store: Store, people: Company) -> None:
    filed(store, people.employee)

    found = heard(store, minutes(60), minutes(240))

    assert found == [("Sun Li", "owner"), ("Zhao Min", "head")]


def test_the_company_decides_how_soon(store: Store, people: Company) -> None:
    policy = replace(POLICY, intake=Intake(warn_minutes=25, head_minutes=1))
    filed(store, people.employee)

    assert heard(store, minutes(34), policy=policy) == []
    assert heard(store, minutes(35), policy=policy) == [("Sun Li", "owner")]
    assert heard(store, minutes(61), policy=policy)[1:] == [("Zhao Min", "head")]


def test_what_its_owner_was_told_no_reminder_says_again(store: Store, people: Company) -> None:
    filed(store, people.employee, urgency=Urgency.NOW)
    heard(store, minutes(15))

    send_nudges(acting(store, now=minutes(31)))

    assert "UrgentNudged" not in kinds(store)


def test_a_night_shift_is_warned_at_night(store: Store, people: Company) -> None:
    policy = Policy(hours=Hours(start=22, end=6, breaks=()))
    at_23 = datetime(2026, 11, 23, 15, tzinfo=UTC)
    filed(store, people.employee, now=at_23, policy=policy)

    assert heard(store, at_23 + timedelta(minutes=50), policy=policy) == [("Sun Li", "owner")]


def said(store: Store, to: Person, number: int, *, hour: datetime = HOUR, rung: Rung = Rung.OWNER) -> bool:
    notice = AnswerDue(to=to.id, request_id=number, hour=hour.isoformat(), rung=rung)
    with store.read() as unit:
        return due_facts(unit, notice) is not None


def test_what_does_not_hold_any_more_when_it_is_sent_is_not_said(store: Store, people: Company) -> None:
    gao, sun = second_product_manager(store), people.product_manager
    number = filed(store, people.employee)
    waiting = said(store, sun, number)
    other_hour = said(store, sun, number, hour=minutes(75))
    taken(store, number, gao)
    taken_over = said(store, sun, number), said(store, gao, number, rung=Rung.STAND_IN)
    stepped(store, number, Event.ANSWER, gao)

    assert (waiting, other_hour, taken_over) == (True, False, (False, True))
    assert not said(store, gao, number)


def test_a_head_who_left_is_not_told(store: Store, people: Company) -> None:
    filed(store, people.employee)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.boss.id).left_on = MORNING.date()

    assert heard(store, minutes(240)) == [("Sun Li", "owner")]
