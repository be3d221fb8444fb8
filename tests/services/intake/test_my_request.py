"""What the requester says afterwards, and that it reaches the desk once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.intake.way import Event, State
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.intake.my_request import add_or_reopen, open_my_step, relay_reply
from storage.models.delivery import CardRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, announced, filed, kinds, read, stepped
from tests.builders.people import WEBSITE, Company, person
from tests.builders.told import told

NOON = MORNING + timedelta(hours=2)
AFTER_LUNCH = NOON + timedelta(hours=2, minutes=30)
"""An hour of work after noon: nobody works until half past one."""
DM, ROOT = "D0CHEN", "100.1"


def with_card(store: Store, number: int, key: str = "my-request") -> None:
    with store.begin() as unit:
        unit.session.add(
            CardRow(key=f"{key}:{number}", channel=DM, ts=ROOT, fingerprint="x", posted_at=MORNING)
        )


def reply(store: Store, by: Person, *, now: datetime = NOON, **changes: Any) -> bool:
    values: dict[str, Any] = {
        "channel": DM,
        "thread_ts": ROOT,
        "ts": "101.1",
        "markup": "On a <@U0HE> phone &amp; a tablet",
        "files": [],
    }
    return relay_reply(acting(store, by=by, now=now), **{**values, **changes})


def say(
    store: Store,
    number: int,
    event: Event,
    by: Person,
    *,
    submission: str = "V5",
    now: datetime = NOON,
    **changes: Any,
) -> None:
    values: dict[str, Any] = {"text": "It is the same today.", "files": [], **changes}
    add_or_reopen(
        acting(store, by=by, now=now), request_id=number, event=event, submission=submission, **values
    )


def test_a_reply_under_the_card_reaches_the_desk_as_people_saw_it(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number)

    assert reply(store, people.employee)

    step = read(store, number).latest
    assert (step.event, step.text) == (Event.REPLY, "On a @He Jun phone & a tablet")
    assert told(store, after=2) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequesterWrote", None),
    ]


def test_the_same_message_arriving_again_is_one_reply(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number)

    with ThreadPoolExecutor(3) as hands:
        answers = list(hands.map(lambda _: reply(store, people.employee), range(6)))

    assert answers == [True] * 6
    assert len(read(store, number).steps) == 2
    assert kinds(store).count("RequesterWrote") == 1


def test_a_reply_to_a_question_brings_the_request_back_with_the_time_that_was_left(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    with_card(store, number)
    stepped(store, number, Event.ASK, people.product_manager)

    reply(store, people.employee)

    request = read(store, number)
    assert request.state is State.NEW
    assert request.answer_by == AFTER_LUNCH - timedelta(minutes=25)


def test_files_of_a_reply_come_along(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number)

    reply(store, people.employee, markup="", files=[SCREENSHOT])

    assert read(store, number).latest.files == (SCREENSHOT,)
    assert told(store, after=2) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequesterWrote", None),
        ("RequestFilesSent", None),
    ]


def test_a_reply_in_any_other_thread_is_left_alone(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number, key="my-review")

    assert not reply(store, people.employee)
    assert not reply(store, people.employee, thread_ts="99.9")

    assert len(read(store, number).steps) == 1


def test_what_stands_in_the_desks_own_thread_is_never_passed_on(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number, key="request")

    assert not reply(store, people.employee)
    assert not reply(store, people.product_manager)

    assert len(read(store, number).steps) == 1
    assert len(announced(store)) == 2


def test_something_added_with_the_form_shows_in_both_threads(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    say(store, number, Event.REPLY, people.employee)
    say(store, number, Event.REPLY, people.employee)

    assert len(read(store, number).steps) == 2
    assert told(store, after=2) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        ("RequesterWrote", None),
        ("RequestStepTaken", people.employee.id),
    ]


def test_a_closed_request_is_reopened_with_a_reason(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ANSWER, people.product_manager)

    say(store, number, Event.REOPEN, people.employee, text="I did reload.")

    request = read(store, number)
    assert (request.state, request.owner) == (State.NEW, people.product_manager)
    assert request.latest.text == "I did reload."
    assert request.answer_by == AFTER_LUNCH


def test_a_request_whose_owner_left_goes_to_whoever_is_on_duty(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ANSWER, people.product_manager)
    wei = person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 23)

    say(store, number, Event.REOPEN, people.employee)

    assert read(store, number).owner == wei


def test_an_open_request_is_not_reopened(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="cannot_reopen"):
        open_my_step(acting(store, by=people.employee), request_id=number, event=Event.REOPEN)
    with pytest.raises(Refusal, match="cannot_reopen"):
        say(store, number, Event.REOPEN, people.employee)


def test_nobody_else_speaks_for_the_requester(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    with_card(store, number)

    with pytest.raises(Refusal, match="not_yours"):
        open_my_step(acting(store, by=people.colleague), request_id=number, event=Event.REPLY)
    with pytest.raises(Refusal, match="not_yours"):
        say(store, number, Event.REPLY, people.colleague)
    assert not reply(store, people.colleague)

    assert len(read(store, number).steps) == 1


@pytest.mark.parametrize("event", [each for each in Event if each not in (Event.REPLY, Event.REOPEN)])
def test_what_the_desk_does_is_not_the_requesters_to_do(store: Store, people: Company, event: Event) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=r"card\.unknown"):
        open_my_step(acting(store, by=people.employee), request_id=number, event=event)
    with pytest.raises(Refusal, match=r"card\.unknown"):
        say(store, number, event, people.employee)

    assert len(read(store, number).steps) == 1
