"""What follows from each event of a website request: first the cards that are stale, then what is said."""

from datetime import UTC, datetime

import pytest

from bot.domain.intake.followers import Follower, Via
from bot.domain.intake.follows import FOLLOWS, TIME_PASSED, Moved
from bot.domain.intake.notices import (
    FollowedStepTaken,
    JoinedFilesSent,
    RequesterWrote,
    RequestFilesSent,
    RequestJoined,
    RequestStepTaken,
)
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
    Event.JOIN: {False: [STEP], True: [STEP]},
    Event.SPLIT: {False: [STEP], True: [STEP]},
    Event.LAPSE: BY_THE_DESK,
    Event.UNDO: {False: [STEP], True: [STEP]},
    Event.TAKE: BY_THE_DESK,
    Event.BLOCK: BY_THE_DESK,
    Event.RESUME: BY_THE_DESK,
    Event.LATER: {False: [], True: []},
    Event.BACK: {False: [], True: []},
}
"""What is said of each event, without files and with some."""

TOLD_TO_ALL = {
    Event.ACCEPT,
    Event.ANSWER,
    Event.DECLINE,
    Event.FINISH,
    Event.REOPEN,
    Event.LAPSE,
    Event.UNDO,
    Event.BLOCK,
    Event.RESUME,
}
"""What whoever follows it hears of, too."""


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


@pytest.mark.parametrize("event", list(Event))
def test_whoever_follows_hears_it_once_and_their_cards_are_stale(event: Event) -> None:
    mine = Follower(request_id=214, person_id=REQUESTER, since=NOW, via=Via.JOINED, joined=(215,))
    wu = Follower(request_id=214, person_id=5, since=NOW, via=Via.PRESSED)
    notices = list(FOLLOWS[event].notices(Moved(request=REQUEST, followers=(mine, wu)), because="4"))

    redrawn = [each.card for each in notices if isinstance(each, CardStale)]
    heard = [each for each in notices if isinstance(each, FollowedStepTaken)]
    theirs = [] if event in AMONG_COLLEAGUES else ["my-request:215", "followed:214:5"]
    assert redrawn[2:] == theirs
    assert heard == [FollowedStepTaken(to=5, request_id=214, number=4)] * (event in TOLD_TO_ALL)


def test_what_nobody_heard_of_is_not_taken_back_before_them() -> None:
    moved = Moved(request=REQUEST, unheard=frozenset({REQUESTER}))

    assert list(FOLLOWS[Event.UNDO].notices(moved, because="4")) == CARDS


def test_a_join_redraws_the_original_and_goes_into_its_thread() -> None:
    notices = list(FOLLOWS[Event.JOIN].notices(Moved(request=REQUEST, original=190), because="4"))

    assert notices == [
        *CARDS,
        CardStale(to=None, card="request:190", because="4"),
        STEP,
        RequestJoined(request_id=214, number=4),
        JoinedFilesSent(request_id=214, number=4),
    ]


def test_every_event_is_in_the_table() -> None:
    assert set(FOLLOWS) == set(Event) == set(NEWS)


def test_once_the_hour_of_the_answer_is_over_both_cards_are_stale() -> None:
    assert list(TIME_PASSED.notices(Moved(request=REQUEST), because="4")) == CARDS
