"""Taking back what the desk did: where it leads, who may, until when, and who hears of it."""

from datetime import date, timedelta

import pytest

from bot.domain.intake.way import Event, State
from bot.errors import Refusal
from bot.services.intake.advance import advance
from bot.services.intake.followers import follow
from bot.services.intake.my_request import add_or_reopen
from bot.services.intake.undo import no_longer_undone, undo_step
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read, stepped
from tests.builders.people import Company, Person
from tests.builders.told import told
from tests.services.intake.test_join import joined

DID = MORNING + timedelta(minutes=25)
SOON = DID + timedelta(minutes=4)
DUE = date(2026, 11, 27)


def undone(store: Store, number: int, by: Person, *, at: timedelta = timedelta(minutes=4)) -> None:
    undo_step(acting(store, by=by, now=DID + at), request_id=number)


@pytest.mark.parametrize("event", [Event.ASK, Event.ACCEPT, Event.ANSWER, Event.DECLINE])
def test_everything_is_as_it_was(store: Store, people: Company, event: Event) -> None:
    number = filed(store, people.employee)
    before = read(store, number)

    stepped(store, number, event, people.admin, due_on=DUE if event is Event.ACCEPT else None, now=DID)
    undone(store, number, people.admin)

    after = read(store, number)
    assert after.state is State.NEW
    assert (after.owner, after.answer_by, after.due_on, after.owed_since) == (
        before.owner,
        before.answer_by,
        None,
        before.owed_since,
    )
    assert (after.answer, after.first_answer_took) == (None, None)
    assert after.latest.undoes is event


def test_the_promise_holds_again(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    stepped(store, number, Event.ACCEPT, desk, due_on=DUE, now=MORNING)
    stepped(store, number, Event.FINISH, desk, now=DID)

    undone(store, number, desk)

    assert (read(store, number).state, read(store, number).due_on) == (State.ACCEPTED, DUE)


def test_what_was_not_sent_yet_is_never_sent_and_nobody_hears_of_it(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    stepped(store, number, Event.ANSWER, desk, now=DID)
    before = len(told(store))

    undone(store, number, desk)

    assert told(store, after=before) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
    ]


def test_whoever_was_told_hears_of_the_reversal(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    stepped(store, number, Event.ANSWER, desk, now=DID)
    with store.begin() as unit:
        while claims := unit.outbox.claim(now=DID, lease=timedelta(minutes=1), limit=50):
            for claim in claims:
                unit.outbox.sent(claim.row_id, now=DID)
    before = len(told(store))

    undone(store, number, desk)

    assert ("RequestStepTaken", people.employee.id) in told(store, after=before)


def test_those_who_follow_do_not_hear_that_a_question_they_never_read_was_taken_back(
    store: Store, people: Company
) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    follow(acting(store, by=people.colleague, now=MORNING), request_id=number)
    stepped(store, number, Event.ASK, desk, now=DID)
    before = len(told(store))

    undone(store, number, desk)

    assert ("FollowedStepTaken", people.colleague.id) not in told(store, after=before)


@pytest.mark.parametrize(
    ("who", "minutes", "code"),
    [("admin", 4, None), ("product_manager", 5, "undo_late"), ("employee", 1, "product_managers_only")],
)
def test_who_may_and_until_when(
    store: Store, people: Company, who: str, minutes: int, code: str | None
) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.product_manager, now=DID)

    if code is None:
        undone(store, number, getattr(people, who), at=timedelta(minutes=minutes))
        assert read(store, number).state is State.NEW
    else:
        with pytest.raises(Refusal, match=code):
            undone(store, number, getattr(people, who), at=timedelta(minutes=minutes))


def test_a_colleague_does_not_take_back_what_another_did(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.admin, now=DID)

    with pytest.raises(Refusal, match="undo_others"):
        undone(store, number, people.product_manager)


def test_so_does_a_reply_that_was_edited_meanwhile(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager, now=DID)
    with store.begin() as unit:
        request = unit.requests.get(number)
        advance(unit, request, Event.AMEND, acting(store, by=people.employee, now=DID), text="On my phone.")

    with pytest.raises(Refusal, match="undo_replied"):
        undo_step(acting(store, by=people.product_manager, now=DID), request_id=number)


def test_a_reply_meanwhile_stands_in_the_way(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ASK, people.product_manager, now=DID)
    add_or_reopen(
        acting(store, by=people.employee, now=DID),
        request_id=number,
        event=Event.REPLY,
        text="On my phone.",
        files=[],
        submission="R1",
    )

    with pytest.raises(Refusal, match="undo_replied"):
        undone(store, number, people.product_manager)


def test_the_second_click_finds_nothing_to_take_back(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.product_manager, now=DID)
    undone(store, number, people.product_manager)

    with pytest.raises(Refusal, match="undone_already"):
        undone(store, number, people.product_manager)


def test_a_join_is_taken_back_with_all_that_went_along(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    third, desk = filed(store, people.manager, submission="V3"), people.product_manager
    joined(store, third, second, desk)
    joined(store, second, first, desk)

    undone(store, second, desk, at=timedelta(minutes=6))

    assert (read(store, second).state, read(store, second).joined_to) == (State.NEW, None)
    assert read(store, third).joined_to.id == second  # type: ignore[union-attr]
    with store.read() as unit:
        assert unit.followers.of(first) == []
        assert [each.person_id for each in unit.followers.of(second)] == [people.manager.id]


def test_once_the_time_is_over_the_card_is_drawn_without_the_button(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.product_manager, now=DID)

    found = []
    for minutes in (4, 5, 6):
        at = acting(store, by=None, now=DID + timedelta(minutes=minutes))
        with store.begin() as unit:
            cards = list(no_longer_undone(unit, at))
            unit.outbox.add(*cards, now=at.now)
        found.append([each.card for each in cards])

    assert found == [[], [f"request:{number}"], []]


def test_what_was_taken_back_took_nothing_either(store: Store, people: Company) -> None:
    number, desk = filed(store, people.employee), people.product_manager
    stepped(store, number, Event.ACCEPT, desk, now=DID)

    undone(store, number, desk)

    assert not read(store, number).is_taken
    with store.read() as unit:
        assert [each.is_taken for each in unit.queue.open_to(desk, now=DID)] == [False]
