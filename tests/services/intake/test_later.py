"""Putting a request off: it stands aside, and comes back at its hour or with the next thing that happens."""

from datetime import timedelta

import pytest

from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.later import bring_back, bring_back_what_is_due, open_later, put_off
from bot.services.intake.my_request import add_or_reopen
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import SOON, second_product_manager, taken, waits
from tests.builders.intake import MORNING, announced, filed, kinds, read, stepped
from tests.builders.people import Company
from tests.builders.told import told

UNTIL = MORNING + timedelta(minutes=45)


def aside(store: Store, people: Company, *, reason: str = "") -> int:
    """A request that was put off."""
    number = filed(store, people.employee)
    waits(store, number, people.product_manager, until=UNTIL, reason=reason)
    return number


def test_only_the_desks_card_says_so_and_the_promise_stands(store: Store, people: Company) -> None:
    number = aside(store, people, reason="Wait for the release.")

    request = read(store, number)
    assert request.put_off is not None
    assert (request.put_off.by, request.put_off.until) == (people.product_manager, UNTIL)
    assert request.put_off.reason == "Wait for the release."
    assert request.answer_by == MORNING + timedelta(hours=1)
    assert told(store, after=2) == [(f"request:{number}", None)]


def test_what_is_written_to_colleagues_is_no_step_that_a_requester_could_read(
    store: Store, people: Company
) -> None:
    number = aside(store, people, reason="They forgot to reload again.")

    request = read(store, number)
    assert [step.event for step in request.steps] == [Event.FILE]
    with store.read() as unit:
        assert unit.requests.history(number)[-1].note == ""


def test_it_comes_back_by_itself_and_its_owner_hears_so_once(store: Store, people: Company) -> None:
    number = aside(store, people)
    company = acting(store, now=UNTIL)

    early = bring_back_what_is_due(acting(store, now=UNTIL - timedelta(seconds=1)))
    found = [bring_back_what_is_due(company), bring_back_what_is_due(company)]

    assert (early, found) == (0, [1, 0])
    assert read(store, number).put_off is None
    came_back = [payload for kind, payload in announced(store) if kind == "RequestCameBack"]
    assert came_back == [{"to": people.product_manager.id, "request_id": number, "number": 3}]


def test_it_comes_back_when_the_requester_writes(store: Store, people: Company) -> None:
    number = aside(store, people)

    add_or_reopen(
        acting(store, by=people.employee, now=SOON),
        request_id=number,
        event=Event.REPLY,
        text="It happens on the phone, too.",
        files=(),
        submission="V2",
    )

    assert read(store, number).put_off is None
    assert bring_back_what_is_due(acting(store, now=UNTIL)) == 0


def test_it_comes_back_when_the_desk_does_something_about_it(store: Store, people: Company) -> None:
    number = aside(store, people)

    stepped(store, number, Event.ACCEPT, people.product_manager)

    assert read(store, number).put_off is None


def test_it_stays_aside_in_other_hands(store: Store, people: Company) -> None:
    number = aside(store, people)

    taken(store, number, second_product_manager(store), now=SOON + timedelta(minutes=1))

    assert read(store, number).put_off is not None


def test_it_can_be_brought_back_at_once_and_put_off_again(store: Store, people: Company) -> None:
    number = aside(store, people)
    by = acting(store, by=people.product_manager, now=SOON)

    bring_back(by, request_id=number)
    bring_back(by, request_id=number)
    back = read(store, number).put_off
    waits(store, number, people.product_manager, until=UNTIL, reason="Once more.")

    again = read(store, number).put_off
    assert back is None
    assert again is not None
    assert again.reason == "Once more."
    with store.read() as unit:
        events = [entry.event for entry in unit.requests.history(number)]
    assert events == [Event.FILE, Event.LATER, Event.BACK, Event.LATER]


def test_the_same_twice_is_one(store: Store, people: Company) -> None:
    number = aside(store, people)

    waits(store, number, people.product_manager, until=UNTIL)

    assert len([kind for kind in kinds(store) if kind == "CardStale"]) == 3


def test_the_form_offers_moments_by_the_clock_of_whoever_opens_it(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    form = open_later(acting(store, by=people.product_manager, now=MORNING), request_id=number)

    assert form.offers[0].at == MORNING + timedelta(hours=1)
    assert len(form.offers) == 4


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (SOON, "later.past"),
        (SOON - timedelta(days=1), "later.past"),
        (SOON + timedelta(days=93), "later.too_far"),
    ],
)
def test_it_is_put_off_to_a_moment_that_comes_within_three_months(
    store: Store, people: Company, until: object, code: str
) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=code) as refusal:
        put_off(
            acting(store, by=people.product_manager, now=SOON),
            request_id=number,
            until=until,  # type: ignore[arg-type]
            reason="",
        )

    assert refusal.value.field == "until"
    assert read(store, number).put_off is None


@pytest.mark.parametrize("event", [Event.ASK, Event.DECLINE])
def test_what_waits_for_its_requester_or_is_closed_is_out_of_the_way_already(
    store: Store, people: Company, event: Event
) -> None:
    number = filed(store, people.employee)
    stepped(store, number, event, people.product_manager)

    with pytest.raises(Refusal, match=r"later\.not_now"):
        open_later(acting(store, by=people.product_manager, now=SOON), request_id=number)


def test_nobody_but_the_desk_puts_anything_off(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="product_managers_only"):
        waits(store, number, people.employee, until=UNTIL)
