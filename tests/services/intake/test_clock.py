"""By which hour an answer is owed, whatever happens to a request."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.way import Event
from bot.services.intake.hand_over import hand_over_requests
from bot.services.intake.my_request import add_or_reopen
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import SOON, second_product_manager, taken
from tests.builders.intake import MORNING, filed, read, stepped
from tests.builders.people import Company

AT_NOON = MORNING + timedelta(hours=2)
"""Lunch is from 12:00 to 13:30."""
HOUR = MORNING + timedelta(hours=1)


def writes(store: Store, people: Company, number: int, event: Event, *, now: datetime) -> None:
    add_or_reopen(
        acting(store, by=people.employee, now=now),
        request_id=number,
        event=event,
        text="There is more to it.",
        files=(),
        submission=f"V{now.timestamp()}",
    )


@pytest.mark.parametrize(
    ("asked_after", "answer_by"),
    [
        # 35 minutes were left, and lunch is none of them.
        (25, MORNING + timedelta(hours=3, minutes=30 + 35)),
        (59, MORNING + timedelta(hours=3, minutes=30 + 15)),
        # It was late already.
        (90, MORNING + timedelta(hours=3, minutes=30 + 15)),
    ],
)
def test_time_that_waits_for_the_requester_is_not_charged_to_the_desk(
    store: Store, people: Company, asked_after: int, answer_by: datetime
) -> None:
    number = filed(store, people.employee)
    asked_at = MORNING + timedelta(minutes=asked_after)
    stepped(store, number, Event.ASK, people.product_manager, now=asked_at)

    writes(store, people, number, Event.REPLY, now=AT_NOON)

    assert read(store, number).answer_by == answer_by


def test_a_second_question_does_not_let_the_clock_run_in_between(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager)
    stepped(store, number, Event.ASK, people.product_manager, now=MORNING + timedelta(minutes=50))

    writes(store, people, number, Event.REPLY, now=HOUR)

    assert read(store, number).answer_by == HOUR + timedelta(minutes=35)


def test_reopened_it_begins_anew(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ANSWER, people.product_manager, now=MORNING + timedelta(minutes=50))

    writes(store, people, number, Event.REOPEN, now=HOUR)

    assert read(store, number).answer_by == HOUR + timedelta(hours=1)


def test_whoever_takes_it_keeps_the_hour(store: Store, people: Company) -> None:
    gao = second_product_manager(store)
    number = filed(store, people.employee)

    taken(store, number, gao)

    assert (read(store, number).owner, read(store, number).answer_by) == (gao, HOUR)


def test_an_hour_outside_the_working_time_of_whoever_takes_it_goes_over_with_what_is_left_of_it(
    store: Store, people: Company
) -> None:
    in_berlin = second_product_manager(store, timezone="Europe/Berlin")
    number = filed(store, people.employee)

    taken(store, number, in_berlin)

    at_nine = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert read(store, number).answer_by == at_nine + timedelta(minutes=55)


def test_what_is_late_stays_late_in_other_hands(store: Store, people: Company) -> None:
    in_berlin = second_product_manager(store, timezone="Europe/Berlin")
    number = filed(store, people.employee)

    taken(store, number, in_berlin, now=HOUR + timedelta(minutes=1))

    assert read(store, number).answer_by == HOUR


def test_left_behind_it_is_owed_anew(store: Store, people: Company) -> None:
    second_product_manager(store)
    number = filed(store, people.employee)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = MORNING.date()

    hand_over_requests(acting(store, now=SOON))

    assert read(store, number).answer_by == SOON + timedelta(hours=1)
