"""What follows from each event of a website request: first the cards that are stale, then what is said."""

from datetime import UTC, datetime

import pytest

from bot.domain.intake.follows import FOLLOWS, TIME_PASSED, Moved
from bot.domain.intake.notices import RequesterWrote, RequestFilesSent, RequestStepTaken
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import AMONG_COLLEAGUES, Event, State
from bot.domain.notices import CardStale, Notice

REQUESTER = 2
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
REQUEST = Request(
    id=214,
    requester_id=REQUESTER,
    owner_id=7,
    state=State.NEW,
    urgency=Urgency.TODAY,
    answer_by=NOW,
    promised_for=None,
    owed_since=NOW,
    version=4,
)

CARDS: list[Notice] = [
    CardStale(to=None, card="request:214", because="4"),
    CardStale(to=REQUESTER, card="my-request:214", because="4"),
]
WROTE = RequesterWrote(request_id=214, number=4)
FILES = RequestFilesSent(request_id=214, number=4)
STEP = RequestStepTaken(to=REQUESTER, request_id=214, number=4)

BY_THE_DESK = {False: [STEP], True: [FILES, STEP]}
BY_THE_REQUESTER = {False: [WROTE, STEP], True: [WROTE, FILES, STEP]}
NEWS: dict[Event, dict[bool, list[Notice]]] = {
    Event.FILE: {False: [], True: [FILES]},
    Event.ASK: BY_THE_DESK,
    Event.ACCEPT: BY_THE_DESK,
    Event.ANSWER: BY_THE_DESK,
    Event.DECLINE: BY_THE_DESK,
    Event.FINISH: BY_THE_DESK,
    Event.REPLY: BY_THE_REQUESTER,
    Event.REOPEN: BY_THE_REQUESTER,
    Event.HAND_OVER: {False: [], True: []},
    Event.TAKE: BY_THE_DESK,
    Event.BLOCK: BY_THE_DESK,
    Event.RESUME: BY_THE_DESK,
    Event.LATER: {False: [], True: []},
    Event.BACK: {False: [], True: []},
}
"""What is said of each event, without files and with some."""


def cards(event: Event) -> list[Notice]:
    """Which are stale: of what the desk arranges for itself the requester's is not."""
    return CARDS[:1] if event in AMONG_COLLEAGUES else CARDS


@pytest.mark.parametrize("has_files", [False, True])
@pytest.mark.parametrize("event", list(Event))
def test_from_an_event_follows(event: Event, has_files: bool) -> None:
    moved = Moved(request=REQUEST, has_files=has_files)

    assert list(FOLLOWS[event].notices(moved, because="4")) == cards(event) + NEWS[event][has_files]


@pytest.mark.parametrize("has_files", [False, True])
@pytest.mark.parametrize("event", list(Event))
def test_what_was_written_in_the_requesters_thread_is_not_said_there_again(
    event: Event, has_files: bool
) -> None:
    moved = Moved(request=REQUEST, has_files=has_files, in_thread=True)

    said = [each for each in NEWS[event][has_files] if each != STEP]
    assert list(FOLLOWS[event].notices(moved, because="4")) == cards(event) + said


def test_every_event_is_in_the_table() -> None:
    assert set(FOLLOWS) == set(Event) == set(NEWS)


def test_once_the_hour_of_the_answer_is_over_both_cards_are_stale() -> None:
    assert list(TIME_PASSED.notices(Moved(request=REQUEST), because="4")) == CARDS
