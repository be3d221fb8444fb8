"""A question that stays unanswered: reminded once, closed at last, opened by whatever answer comes."""

from datetime import timedelta

from bot.domain.intake.way import Event, State
from bot.services.intake.lapse import look_after_questions
from bot.services.intake.my_request import add_or_reopen
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, kinds, read, stepped
from tests.builders.people import Company


def asked(store: Store, people: Company) -> int:
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager, now=MORNING)
    return number


def looked_after(store: Store, *, days: int) -> int:
    return look_after_questions(acting(store, by=None, now=MORNING + timedelta(days=days)))


def test_the_requester_is_reminded_once_after_two_working_days(store: Store, people: Company) -> None:
    asked(store, people)

    found = []
    for days in (1, 2, 3, 3, 7):
        looked_after(store, days=days)
        found.append(kinds(store).count("ReplyStillWanted"))

    assert found == [0, 0, 1, 1, 1]


def test_nobody_is_reminded_out_of_their_hours(store: Store, people: Company) -> None:
    asked(store, people)

    look_after_questions(acting(store, by=None, now=MORNING + timedelta(days=3, hours=12)))

    assert "ReplyStillWanted" not in kinds(store)


def test_it_is_closed_after_ten_working_days_and_steward_did_it(store: Store, people: Company) -> None:
    number = asked(store, people)

    assert [looked_after(store, days=days) for days in (13, 14, 15, 16)] == [0, 0, 1, 0]

    request = read(store, number)
    assert request.state is State.LAPSED
    assert (request.latest.event, request.latest.by, request.latest.name) == (Event.LAPSE, None, "")
    assert kinds(store)[-1] == "RequestStepTaken"


def test_any_reply_opens_it_again_and_is_owed_an_answer(store: Store, people: Company) -> None:
    number = asked(store, people)
    looked_after(store, days=15)
    now = MORNING + timedelta(days=16)

    add_or_reopen(
        acting(store, by=people.employee, now=now),
        request_id=number,
        event=Event.REPLY,
        text="On my phone.",
        files=[],
        submission="R1",
    )

    request = read(store, number)
    assert (request.state, request.owed_since) == (State.NEW, now)
    assert request.answer_by > now
