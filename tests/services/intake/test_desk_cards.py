"""A card that somebody deletes is posted again, and its old thread is still heard."""

import pytest

from bot.domain.intake.follows import Pieces
from bot.domain.intake.way import Event
from bot.services.intake.desk_cards import desk_cards, lost_pieces, pieces_of, post_anew
from bot.services.intake.my_request import add_or_reopen, relay_reply
from storage.cards import Spot
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, filed, read, stepped
from tests.builders.people import Company
from tests.builders.told import told


def stands(store: Store, key: str, *, ts: str = "1.0", before: Spot | None = None) -> Spot:
    spot = Spot(key=key, channel="C1", ts=ts, fingerprint="same")
    with store.begin() as unit:
        unit.cards.put(spot, now=MORNING, before=before)
    return spot


@pytest.mark.parametrize("kind", ["request", "my-request"])
def test_the_card_of_an_open_request_is_posted_again(store: Store, people: Company, kind: str) -> None:
    number = filed(store, people.employee)
    stands(store, f"{kind}:{number}")
    before = len(told(store))

    assert post_anew(acting(store), channel="C1", ts="1.0")

    to = people.employee.id if kind == "my-request" else None
    assert told(store, after=before) == [(f"{kind}:{number}", to)]
    with store.read() as unit:
        spot = unit.cards.get(f"{kind}:{number}")
    assert spot is not None
    assert spot.fingerprint == ""


def test_that_of_a_closed_request_and_other_messages_are_left_at_that(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ANSWER, people.product_manager)
    stands(store, f"request:{number}")

    assert not post_anew(acting(store), channel="C1", ts="1.0")
    assert not post_anew(acting(store), channel="C1", ts="9.9")
    assert desk_cards(store) == {}


def test_what_is_written_in_the_thread_of_the_card_before_still_arrives(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    before = stands(store, f"my-request:{number}")
    stands(store, f"my-request:{number}", ts="2.0", before=before)

    for ts in ("1.0", "2.0"):
        assert relay_reply(
            acting(store, by=people.employee),
            channel="C1",
            thread_ts=ts,
            ts=f"{ts}1",
            markup=f"under {ts}",
            files=(),
        )

    assert [step.text for step in read(store, number).steps[1:]] == ["under 1.0", "under 2.0"]
    assert not post_anew(acting(store), channel="C1", ts="1.0")


def test_what_the_requester_said_and_sent_stands_under_it_not_what_the_desk_did(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee, files=[SCREENSHOT])
    stepped(store, number, Event.ASK, people.product_manager)
    by = acting(store, by=people.employee)
    add_or_reopen(by, request_id=number, event=Event.REPLY, text="Here.", files=[], submission="V2")

    with store.begin() as unit:
        assert pieces_of(unit, number) == Pieces(words=(3,), files=(1,))
        assert lost_pieces(unit, number) == 2
        key = f"request-wrote:{number}:3"
        unit.session.add(CardRow(key=key, channel="C1", ts="1.1", fingerprint="x", posted_at=MORNING))
        unit.session.flush()
        assert lost_pieces(unit, number) == 1
