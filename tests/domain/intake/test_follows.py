"""What follows from each event of a website request: first the cards that are stale, then what is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.intake.followers import Follower, Via
from bot.domain.intake.follows import FOLLOWS, TIME_PASSED, Moved, Pieces, goes_along
from bot.domain.intake.notices import (
    FollowedStepTaken,
    JoinedFilesSent,
    PrivateFilesSent,
    PrivateWrote,
    ReopenOffered,
    RequesterWrote,
    RequestFilesSent,
    RequestHidden,
    RequestJoined,
    RequestStepTaken,
)
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import AMONG_COLLEAGUES, VISIBILITY_EVENTS, Event, State
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
SATISFACTION = CardStale(to=REQUESTER, card="satisfaction:214", because="4")
BRIEF = CardStale(to=None, card="brief:214", because="4")
DRAWN_AMONG_THE_DESK = [CARDS[0], BRIEF]
AMONG_THE_DESK = {Event.ASSESS: DRAWN_AMONG_THE_DESK, Event.BRIEF: DRAWN_AMONG_THE_DESK}
"""Nothing of it crosses to the requester, whose card stays as it is."""
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
    Event.AMEND: {False: [WROTE], True: [WROTE]},
    Event.REMOVE: {False: [WROTE], True: [WROTE]},
    Event.HIDE: {False: [RequestHidden(request_id=214, number=4), STEP]},
    Event.SHOW: {False: [CardStale(to=7, card="private-request:214:7", because="4"), STEP]},
    Event.TAKE: BY_THE_DESK,
    Event.BLOCK: BY_THE_DESK,
    Event.RESUME: BY_THE_DESK,
    Event.LATER: {False: [], True: []},
    Event.BACK: {False: [], True: []},
    Event.JOIN: {False: [STEP], True: [STEP]},
    Event.SPLIT: {False: [STEP], True: [STEP]},
    Event.LAPSE: BY_THE_DESK,
    Event.UNDO: {False: [STEP], True: [STEP]},
    Event.CONFIRM: {False: []},
    Event.EXPIRE: {False: [STEP]},
    Event.ASSESS: {False: [], True: []},
    Event.BRIEF: {False: [], True: []},
}
"""What is said of each event, without files and with some."""

TOLD_TO_ALL = {
    Event.ACCEPT,
    Event.ANSWER,
    Event.DECLINE,
    Event.FINISH,
    Event.REOPEN,
    Event.BLOCK,
    Event.RESUME,
    Event.LAPSE,
    Event.UNDO,
    Event.CONFIRM,
    Event.EXPIRE,
}
"""What whoever follows it hears of, too."""


def cards(event: Event) -> list[Notice]:
    """Which are stale: of what the desk does among itself the requester's is not."""
    if event in AMONG_THE_DESK:
        return AMONG_THE_DESK[event]
    if event in VISIBILITY_EVENTS:
        return [*CARDS, BRIEF]
    if event in (Event.CONFIRM, Event.REOPEN):
        return [*CARDS, SATISFACTION]
    return CARDS[:1] if event in AMONG_COLLEAGUES else CARDS


EVERY_EVENT = pytest.mark.parametrize(
    ("event", "has_files"), [(event, has_files) for event in Event for has_files in NEWS[event]]
)


@EVERY_EVENT
def test_from_an_event_follows(event: Event, has_files: bool) -> None:
    moved = Moved(request=REQUEST, has_files=has_files)

    assert list(FOLLOWS[event].notices(moved, because="4")) == cards(event) + NEWS[event][has_files]


@EVERY_EVENT
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

    cards = [each.card for each in notices if isinstance(each, CardStale)]
    heard = [each for each in notices if isinstance(each, FollowedStepTaken)]
    theirs = ["my-request:215", "followed:214:5"]
    assert [each for each in cards if each in theirs] == ([] if event in AMONG_COLLEAGUES else theirs)
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


@pytest.mark.parametrize("state", list(State))
def test_a_word_to_a_closed_request_is_followed_by_the_question_whether_it_is_settled(state: State) -> None:
    moved = Moved(request=replace(REQUEST, state=state), in_thread=True)

    said = FOLLOWS[Event.REPLY].notices(moved, because="4")
    asked = [each for each in said if isinstance(each, ReopenOffered)]

    offered = [ReopenOffered(to=REQUESTER, request_id=214, number=4)]
    assert asked == (offered if moved.request.stage.closed else [])


# Private ones.

PRIVATE = replace(REQUEST, is_private=True)
PIECES = Pieces(words=(2,), files=(1, 2))
OWNERS = CardStale(to=7, card="private-request:214:7", because="4")


def stale(to: int | None, *cards: str) -> list[CardStale]:
    return [CardStale(to=to, card=card, because="4") for card in cards]


def test_of_a_private_request_the_owner_has_the_desks_card_and_what_was_written_goes_under_it() -> None:
    moved = Moved(request=PRIVATE, has_files=True)

    assert list(FOLLOWS[Event.REPLY].notices(moved, because="4")) == [
        CARDS[0],
        OWNERS,
        CARDS[1],
        PrivateWrote(to=7, request_id=214, number=4),
        PrivateFilesSent(to=7, request_id=214, number=4),
        STEP,
    ]


def test_what_is_hidden_is_emptied_in_the_channel_and_its_files_go_to_the_owner() -> None:
    moved = Moved(request=PRIVATE, pieces=PIECES)

    assert list(FOLLOWS[Event.HIDE].notices(moved, because="4")) == [
        CARDS[0],
        OWNERS,
        CARDS[1],
        BRIEF,
        *stale(None, "request-wrote:214:2", "request-files:214:1", "request-files:214:2"),
        RequestHidden(request_id=214, number=4),
        PrivateFilesSent(to=7, request_id=214, number=1),
        PrivateFilesSent(to=7, request_id=214, number=2),
        STEP,
    ]


def test_what_is_shown_again_is_filled_in_the_channel_and_emptied_with_the_owner() -> None:
    moved = Moved(request=REQUEST, pieces=PIECES)

    assert list(FOLLOWS[Event.SHOW].notices(moved, because="4")) == [
        *CARDS,
        BRIEF,
        *stale(None, "request-wrote:214:2", "request-files:214:1", "request-files:214:2"),
        OWNERS,
        *stale(7, "request-wrote:214:2:7", "request-files:214:1:7", "request-files:214:2:7"),
        STEP,
    ]


@pytest.mark.parametrize("event", [Event.HIDE, Event.SHOW])
def test_who_reads_it_is_seen_on_the_cards_of_others_and_by_a_developer_who_was_called(event: Event) -> None:
    moved = Moved(request=REQUEST, pieces=Pieces(joins=(3,), calls=((5, 8),), beside=(190,)))

    notices = list(FOLLOWS[event].notices(moved, because="4"))

    where = ["request-wrote:214:3", "request-files:214:3"]
    assert [*stale(None, *where), *stale(8, "emergency:5"), *stale(None, "request:190")] == notices[3:7]


def test_a_private_request_leaves_nothing_with_the_owner_before_and_its_files_go_along() -> None:
    moved = Moved(request=PRIVATE, was_with_id=6, pieces=PIECES)

    assert list(goes_along(moved, because="4")) == [
        *stale(6, "private-request:214:6", "request-wrote:214:2:6"),
        *stale(6, "request-files:214:1:6", "request-files:214:2:6"),
        PrivateFilesSent(to=7, request_id=214, number=1),
        PrivateFilesSent(to=7, request_id=214, number=2),
    ]


@pytest.mark.parametrize(
    "moved",
    [Moved(request=PRIVATE, was_with_id=7), Moved(request=REQUEST, was_with_id=6)],
    ids=["same", "public"],
)
def test_nothing_goes_along_where_it_stays_where_it_was(moved: Moved) -> None:
    assert list(goes_along(moved, because="4")) == []
