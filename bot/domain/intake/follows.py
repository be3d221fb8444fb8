"""What follows from an event of a website request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.intake.cards import my_request_card, request_card
from bot.domain.intake.followers import Follower
from bot.domain.intake.notices import (
    FollowedStepTaken,
    JoinedFilesSent,
    RequesterWrote,
    RequestFilesSent,
    RequestJoined,
    RequestPassedOn,
    RequestStepTaken,
)
from bot.domain.intake.request import Request
from bot.domain.intake.way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A request that moved on. `has_files`: some came with this step. `in_thread`: it was written as a
    message, so that its words stand in the requester's thread already. `by_id`: who did it. `followers`:
    who hears of it too. `original`: the request to which it was joined with this step, or is no more.
    `unheard`: who never heard of what was taken back with it.
    """

    request: Request
    by_id: int | None = None
    has_files: bool = False
    in_thread: bool = False
    followers: tuple[Follower, ...] = ()
    original: int | None = None
    unheard: frozenset[int] = frozenset()


def at_the_desk(moved: Moved) -> Iterator[Where]:
    yield None, request_card(moved.request.id)


def my_request(moved: Moved) -> Iterator[Where]:
    yield moved.request.requester_id, my_request_card(moved.request.id)


def followed(moved: Moved) -> Iterator[Where]:
    for each in moved.followers:
        yield from ((each.person_id, card) for card in each.cards)


def the_original(moved: Moved) -> Iterator[Where]:
    if moved.original is not None:
        yield None, request_card(moved.original)


def requester_wrote(moved: Moved) -> Iterator[Notice]:
    yield RequesterWrote(request_id=moved.request.id, number=moved.request.version)


def files(moved: Moved) -> Iterator[Notice]:
    if moved.has_files:
        yield RequestFilesSent(request_id=moved.request.id, number=moved.request.version)


def step_taken(moved: Moved) -> Iterator[Notice]:
    if not moved.in_thread and moved.request.requester_id not in moved.unheard:
        yield RequestStepTaken(
            to=moved.request.requester_id, request_id=moved.request.id, number=moved.request.version
        )


def passed_on(moved: Moved) -> Iterator[Notice]:
    if moved.by_id is not None and moved.by_id != moved.request.requester_id:
        yield RequestPassedOn(to=moved.by_id, request_id=moved.request.id)


def tell_followers(moved: Moved) -> Iterator[Notice]:
    """One of them may have filed it: they read it in their own thread."""
    for each in moved.followers:
        if each.person_id != moved.request.requester_id and each.person_id not in moved.unheard:
            yield FollowedStepTaken(
                to=each.person_id, request_id=moved.request.id, number=moved.request.version
            )


def joined_here(moved: Moved) -> Iterator[Notice]:
    if moved.original is not None:
        yield RequestJoined(request_id=moved.request.id, number=moved.request.version)
        yield JoinedFilesSent(request_id=moved.request.id, number=moved.request.version)


_CARDS = (at_the_desk, my_request, followed)
_BY_THE_DESK: Follows[Moved] = Follows(stale=_CARDS, news=(files, step_taken, tell_followers))
_BY_THE_REQUESTER: Follows[Moved] = Follows(stale=_CARDS, news=(requester_wrote, files, step_taken))

FOLLOWS: Mapping[Event, Follows[Moved]] = {
    # What was filed stands in the card itself.
    Event.FILE: Follows(stale=_CARDS, news=(files, passed_on)),
    # A question is between the desk and the requester.
    Event.ASK: Follows(stale=_CARDS, news=(files, step_taken)),
    Event.ACCEPT: _BY_THE_DESK,
    Event.ANSWER: _BY_THE_DESK,
    Event.DECLINE: _BY_THE_DESK,
    Event.FINISH: _BY_THE_DESK,
    Event.REPLY: _BY_THE_REQUESTER,
    Event.REOPEN: Follows(
        stale=(*_CARDS, the_original), news=(requester_wrote, files, step_taken, tell_followers)
    ),
    Event.HAND_OVER: Follows(stale=_CARDS),
    # Whoever followed it follows the original from now on, and has a card that says so.
    Event.JOIN: Follows(stale=(*_CARDS, the_original), news=(step_taken, joined_here)),
    Event.SPLIT: Follows(stale=_CARDS, news=(step_taken,)),
    Event.LAPSE: _BY_THE_DESK,
    Event.UNDO: Follows(stale=(*_CARDS, the_original), news=(step_taken, tell_followers)),
    # Who has it concerns whoever waits for an answer.
    Event.TAKE: Follows(stale=_CARDS, news=(files, step_taken)),
    Event.BLOCK: _BY_THE_DESK,
    Event.RESUME: _BY_THE_DESK,
    # What is put off is so for the desk alone.
    Event.LATER: Follows(stale=(at_the_desk,)),
    Event.BACK: Follows(stale=(at_the_desk,)),
}

TIME_PASSED: Follows[Moved] = Follows(stale=_CARDS)
"""The hour of the answer is over."""
