"""The end of a request: confirmed once, asked once more, closed without a word, reopened for two weeks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from bot.domain.intake.way import Event, State
from bot.domain.obligations import Kind
from bot.errors import Refusal
from bot.services.intake.closing import confirm, look_after_what_is_done
from bot.services.intake.followers import follow
from bot.services.intake.my_request import add_or_reopen, leave_closed, open_my_step, reopen_at_once
from bot.services.obligations import rebuild
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed, read, stepped
from tests.builders.people import Company

NOON = MORNING + timedelta(hours=2)


def done(store: Store, people: Company) -> int:
    number = filed(store, people.employee)
    for minutes, event in enumerate((Event.ACCEPT, Event.FINISH), start=25):
        stepped(store, number, event, people.product_manager, now=MORNING + timedelta(minutes=minutes))
    return number


def says_yes(store: Store, people: Company, number: int, *, now: datetime = NOON) -> None:
    confirm(acting(store, by=people.employee, now=now), request_id=number)


def reopens(store: Store, people: Company, number: int, *, now: datetime) -> None:
    add_or_reopen(
        acting(store, by=people.employee, now=now),
        request_id=number,
        event=Event.REOPEN,
        text="It is back.",
        files=[],
        submission=f"V{now.timestamp()}",
    )


def looked_after(store: Store, *, days: int) -> int:
    return look_after_what_is_done(acting(store, by=None, now=MORNING + timedelta(days=days)))


def asked(store: Store) -> int:
    """How often the question was to be asked once more."""
    return sum(
        facts.get("card", "").startswith("closing:") and facts["because"] == "once-more"
        for _, facts in announced(store)
    )


def owed(store: Store) -> list[Kind]:
    with store.read() as unit:
        return [each.kind for each in unit.obligations.open_rows().values() if each is not None]


def test_what_is_done_waits_for_its_requester_until_they_say_that_it_is_settled(
    store: Store, people: Company
) -> None:
    number = done(store, people)
    assert owed(store) == [Kind.CONFIRMATION]

    says_yes(store, people, number)

    request = read(store, number)
    assert (request.state, request.latest.event) == (State.CONFIRMED, Event.CONFIRM)
    assert owed(store) == []


def test_two_clicks_at_once_settle_it_once(store: Store, people: Company) -> None:
    number = done(store, people)

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(lambda _: says_yes(store, people, number), range(2)))

    assert [step.event for step in read(store, number).steps].count(Event.CONFIRM) == 1


def test_nobody_confirms_for_the_requester(store: Store, people: Company) -> None:
    number = done(store, people)

    with pytest.raises(Refusal, match=r"request\.not_yours"):
        confirm(acting(store, by=people.product_manager, now=NOON), request_id=number)


def test_what_is_open_again_is_not_settled_by_a_button_that_is_out_of_date(
    store: Store, people: Company
) -> None:
    number = done(store, people)
    reopens(store, people, number, now=NOON)

    with pytest.raises(Refusal, match=r"request\.nothing_to_confirm"):
        says_yes(store, people, number)


def test_whoever_says_under_it_that_it_is_settled_confirms_it(store: Store, people: Company) -> None:
    number = done(store, people)

    leave_closed(acting(store, by=people.employee, now=NOON), request_id=number)

    assert read(store, number).state is State.CONFIRMED


def test_the_requester_is_asked_once_more_and_then_it_is_closed_without_a_word(
    store: Store, people: Company
) -> None:
    number = done(store, people)

    found = []
    for days in (3, 4, 4, 8, 9, 10):
        closed = looked_after(store, days=days)
        found.append((asked(store), closed))

    assert found == [(0, 0), (1, 0), (1, 0), (1, 0), (1, 1), (1, 0)]
    request = read(store, number)
    assert (request.state, request.latest.event, request.latest.by) == (
        State.UNCONFIRMED,
        Event.EXPIRE,
        None,
    )
    assert owed(store) == []


def test_whoever_left_is_asked_nothing_and_it_is_closed_all_the_same(store: Store, people: Company) -> None:
    number = done(store, people)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = MORNING.date()

    looked_after(store, days=4)
    rebuild(acting(store, by=None, now=NOON))
    assert owed(store) == []
    assert asked(store) == 0
    assert looked_after(store, days=9) == 1
    assert read(store, number).state is State.UNCONFIRMED


def test_whoever_follows_it_hears_the_end(store: Store, people: Company) -> None:
    number = done(store, people)
    follow(acting(store, by=people.colleague, now=MORNING), request_id=number)

    says_yes(store, people, number)

    assert [facts["to"] for kind, facts in announced(store) if kind == "FollowedStepTaken"][-1:] == [
        people.colleague.id
    ]


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_it_can_be_reopened_for_two_weeks_and_then_a_new_one_is_to_be_filed(
    store: Store, people: Company, is_confirmed: bool
) -> None:
    number = done(store, people)
    if is_confirmed:
        says_yes(store, people, number)
    else:
        looked_after(store, days=9)
    closed_at = read(store, number).owed_since
    late = acting(store, by=people.employee, now=closed_at + timedelta(days=14, minutes=1))

    for refused in (
        lambda: open_my_step(late, request_id=number, event=Event.REOPEN),
        lambda: reopens(store, people, number, now=late.now),
        lambda: reopen_at_once(late, request_id=number, number=1),
    ):
        with pytest.raises(Refusal, match=r"request\.reopen_over"):
            refused()
    reopens(store, people, number, now=closed_at + timedelta(days=13))

    assert read(store, number).state is State.NEW


def test_the_card_shows_once_that_it_can_be_reopened_no_more(store: Store, people: Company) -> None:
    number = done(store, people)
    says_yes(store, people, number)

    found = []
    for days in (14, 15, 15):
        looked_after(store, days=days)
        found.append(
            sum(
                facts.get("card") == f"my-request:{number}" and facts["because"].startswith("reopen-over")
                for _, facts in announced(store)
            )
        )

    assert found == [0, 1, 1]


def test_what_the_rules_imply_is_what_is_written_down(store: Store, people: Company) -> None:
    done(store, people)

    assert rebuild(acting(store, by=None, now=NOON)) == 0
