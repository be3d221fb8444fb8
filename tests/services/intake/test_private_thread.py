"""Whoever writes under the card of a private request in the channel hears who reads that."""

import pytest

from bot.services.intake.private_thread import warn_of_readers
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed
from tests.builders.people import Company

DESK, CARD = "C0DESK", "100.1"


def wrote(store: Store, people: Company, ts: str, *, under: str = CARD, to_channel: bool = False) -> None:
    by = acting(store, by=people.boss)
    warn_of_readers(by, channel=DESK, thread_ts=under, ts=ts, to_channel=to_channel)


def warned(store: Store) -> list[str]:
    """By what message."""
    return [payload["ts"] for kind, payload in announced(store) if kind == "PrivateThreadUsed"]


def standing(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel=DESK, ts=CARD, fingerprint="x", posted_at=MORNING))


def test_of_words_they_hear_once_and_of_each_message_that_also_went_to_the_channel(
    store: Store, people: Company
) -> None:
    standing(store, f"request:{filed(store, people.employee, is_private=True)}")

    for ts in ("101.1", "102.1"):
        wrote(store, people, ts)
    for ts in ("103.1", "103.1", "104.1"):
        wrote(store, people, ts, to_channel=True)

    assert warned(store) == ["", "103.1", "104.1"]


@pytest.mark.parametrize(
    ("private", "key", "under"),
    [(False, "request:1", CARD), (True, "my-request:1", CARD), (True, "request:1", "999.9")],
    ids=["a public one", "another card", "another thread"],
)
def test_elsewhere_nothing_is_said(
    store: Store, people: Company, private: bool, key: str, under: str
) -> None:
    filed(store, people.employee, is_private=private)
    standing(store, key)

    wrote(store, people, "101.1", under=under)

    assert warned(store) == []
