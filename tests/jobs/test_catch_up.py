"""Reading threads politely: what is taken up, and what becomes of a thread that cannot be read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.jobs import catch_up as job
from bot.jobs.catch_up import Ears, catch_up
from bot.services.listening import how_many_unread, note_listening
from bot.slack.client import Slack
from bot.slack.errors import NotThere, RateLimited, Rejected, SlackFailure, Unreachable
from bot.slack.unheard import Happened
from storage.unit import Store
from tests.builders.acting import MONDAY, acting

BACK = MONDAY + timedelta(minutes=7)
NOBODY = Slack(WebClient())


class Heard:
    """Takes up what it is told, but for what says otherwise."""

    def __init__(self) -> None:
        self.said: list[tuple[str, datetime]] = []

    def __call__(self, event: Mapping[str, Any], *, at: datetime) -> bool:
        self.said.append((event["text"], at))
        return bool(event["text"] != "poison")


def wants(store: Store, *channels: str) -> None:
    note_listening(acting(store), unbroken=False)
    with store.begin() as unit:
        unit.listening.want_read([(each, "1.0") for each in channels], since=MONDAY, until=BACK)


def beat(store: Store, heard: Heard, *, can_hear: bool = True) -> None:
    ears = Ears(can_hear=lambda: can_hear, take_up=heard)
    catch_up(acting(store, now=MONDAY + timedelta(minutes=1)), NOBODY, ears)


def reads(monkeypatch: pytest.MonkeyPatch, found: Mapping[str, str | SlackFailure]) -> None:
    def unheard(_slack: Slack, thread: Any, _taken_up: Any) -> list[Happened]:
        words = found[thread.channel]
        if isinstance(words, SlackFailure):
            raise words
        return [Happened(event={"text": each}, at=MONDAY) for each in words.split()]

    monkeypatch.setattr(job, "unheard", unheard)


@pytest.mark.parametrize(
    ("first", "said", "left"),
    [
        ("one two", ["one", "two", "more"], 0),
        ("poison two", ["poison", "more"], 1),
        (RateLimited(30.0), [], 2),
        (Unreachable("timeout"), [], 2),
        (NotThere("is_archived"), ["more"], 0),
        (Rejected("missing_scope"), ["more"], 1),
    ],
)
def test_what_becomes_of_threads(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    first: str | SlackFailure,
    said: list[str],
    left: int,
) -> None:
    wants(store, "D1", "D2")
    reads(monkeypatch, {"D1": first, "D2": "more"})
    heard = Heard()

    beat(store, heard)

    assert heard.said == [(each, MONDAY) for each in said]
    assert how_many_unread(store) == left


def test_who_does_not_listen_neither_says_so_nor_reads(store: Store) -> None:
    wants(store, "D1")

    beat(store, Heard(), can_hear=False)

    assert how_many_unread(store) == 1
    with store.read() as unit:
        assert unit.passing.until("heard") == MONDAY
