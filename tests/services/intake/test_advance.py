"""A request moves on: what it promises, from when it is owed, who has it, and what is said of it."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.history import Changed, Facts
from bot.domain.intake.request import Request
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.intake.advance import advance, is_message, view_source
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed
from tests.builders.people import WEBSITE, Company, Role, person
from tests.builders.told import told

NOON = MORNING + timedelta(hours=2)
DUE = date(2026, 11, 27)


def moved(
    store: Store,
    number: int,
    event: Event,
    by: Person | None,
    *,
    now: datetime = NOON,
    promised_for: date | None = None,
    owner: Person | None = None,
    source: str | None = None,
) -> Request:
    with store.begin() as unit:
        return advance(
            unit,
            unit.requests.get(number),
            event,
            acting(store, by=by, now=now),
            text="As I say.",
            promised_for=promised_for,
            owner=owner,
            source=source,
        )


def facts(store: Store, number: int) -> Facts:
    with store.read() as unit:
        return unit.requests.history(number)[-1].facts


def test_a_promised_day_holds_until_the_request_is_settled(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager

    promised = [
        moved(store, number, event, by, promised_for=day).promised_for
        for event, by, day in (
            (Event.ACCEPT, desk, DUE),
            (Event.REPLY, people.employee, None),
            (Event.ASK, desk, None),
            (Event.FINISH, desk, None),
        )
    ]

    assert promised == [DUE, DUE, DUE, None]
    assert moved(store, number, Event.REOPEN, people.employee).promised_for is None


def test_a_step_is_owed_from_when_it_became_somebodys(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    hours = [NOON + timedelta(hours=each) for each in range(4)]

    since = [
        moved(store, number, event, by, now=now).owed_since
        for now, event, by in (
            (hours[0], Event.REPLY, people.employee),  # the desk had it already
            (hours[1], Event.ASK, desk),
            (hours[2], Event.ASK, desk),  # asked again: the wait begins anew
            (hours[3], Event.REPLY, people.employee),
        )
    ]

    assert since == [MORNING, *hours[1:]]


def test_an_answer_that_is_owed_anew_counts_from_now(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    moved(store, number, Event.ANSWER, people.product_manager)

    request = moved(store, number, Event.REOPEN, people.employee, now=NOON + timedelta(hours=1))

    was, now = MORNING + timedelta(hours=1), NOON + timedelta(hours=2, minutes=30)
    assert facts(store, number) == Facts(answer_by=Changed(was=was, now=now))
    assert request.answer_by == now


def test_it_goes_to_whoever_is_on_duty_where_its_owner_left(store: Store, people: Company) -> None:
    other = person(store, "Gao Wei", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    number = filed(store, people.employee)
    moved(store, number, Event.ANSWER, people.product_manager)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 23)

    request = moved(store, number, Event.REOPEN, people.employee)

    assert request.owner_id == other.id
    assert facts(store, number).owner == Changed(was=people.product_manager.id, now=other.id)


def test_where_nobody_is_on_duty_nothing_is_reopened(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    moved(store, number, Event.ANSWER, people.product_manager)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 23)

    with pytest.raises(Refusal, match=r"request\.nobody_on_duty"):
        moved(store, number, Event.REOPEN, people.employee)


def test_what_cannot_happen_leaves_everything_as_it_was(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    before = told(store)

    with pytest.raises(Refusal, match=r"request\.not_now"):
        moved(store, number, Event.FINISH, people.product_manager)

    assert told(store) == before


@pytest.mark.parametrize(
    ("source", "is_one"), [("D0CHEN:101.1", True), (view_source("V1"), False), (None, False)]
)
def test_what_was_written_as_a_message_is_not_said_again(source: str | None, is_one: bool) -> None:
    assert is_message(source) is is_one
