"""What stands under a request's card at the desk, and what of it is remembered."""

from bot.domain.intake.follows import Pieces
from bot.domain.intake.way import Event
from bot.services.intake.desk_cards import lost_pieces, pieces_of
from bot.services.intake.my_request import add_or_reopen
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, filed, stepped
from tests.builders.people import Company


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
