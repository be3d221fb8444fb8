"""A request is read whole by those whom it concerns, and by whoever stands before its card."""

import pytest

from bot.errors import Refusal
from bot.services.intake.read_request import read_request
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, read
from tests.builders.people import Company

DESK, TS = "C0DESK", "100.1"


def with_card(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel=DESK, ts=TS, fingerprint="x", posted_at=MORNING))


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("employee", True),
        ("product_manager", True),
        ("admin", True),
        ("colleague", False),
        ("manager", False),
        ("hr", False),
        ("developer", False),
    ],
)
def test_from_anywhere_it_is_read_by_its_requester_the_desk_and_admins(
    store: Store, who: str, allowed: bool, people: Company
) -> None:
    number = filed(store, people.employee)
    reader = acting(store, by=getattr(people, who))

    if allowed:
        assert read_request(reader, request_id=number, under=None) == read(store, number)
    else:
        with pytest.raises(Refusal, match=r"request\.not_yours_to_read"):
            read_request(reader, request_id=number, under=None)


@pytest.mark.parametrize(
    ("key", "under", "allowed"),
    [
        ("request:{}", (DESK, TS), True),
        ("request:{}", (DESK, "100.2"), False),
        ("request:{}", None, False),
        ("request:999", (DESK, TS), False),  # another request's card
        ("my-request:{}", (DESK, TS), False),  # the requester's own
    ],
)
def test_before_its_card_everybody_reads_it(
    store: Store, key: str, under: tuple[str, str] | None, allowed: bool, people: Company
) -> None:
    number = filed(store, people.employee)
    with_card(store, key.format(number))
    colleague = acting(store, by=people.colleague)

    if allowed:
        assert read_request(colleague, request_id=number, under=under).id == number
    else:
        with pytest.raises(Refusal, match=r"request\.not_yours_to_read"):
            read_request(colleague, request_id=number, under=under)
