"""What follows from an event of a website request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.follows import Follows, Where, stale
from bot.domain.intake.cards import (
    brief_card,
    closing_card,
    emergency_card,
    files_card,
    follower_wrote_card,
    my_request_card,
    private_card,
    request_card,
    satisfaction_card,
    wrote_card,
)
from bot.domain.intake.followers import Follower
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
    RequestPassedOn,
    RequestStepTaken,
)
from bot.domain.intake.request import Request
from bot.domain.intake.way import Event
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """What stands of a request besides its cards. Of steps, by number, in the thread of the desk's card:
    `words`, or `files`; `joins` are those with which all of it was posted under an original. `followers`: by
    the number of their choice, who wrote there that they have the same. `calls` of developers, each with
    whom; `beside`: the requests whose cards name it.
    """

    words: tuple[int, ...] = ()
    files: tuple[int, ...] = ()
    joins: tuple[int, ...] = ()
    followers: tuple[int, ...] = ()
    calls: tuple[tuple[int, int], ...] = ()
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A request that moved on. `has_files`: some came with this step. `in_thread`: it was written as a
    message, so that its words stand in the requester's thread already. `by_id`: who did it. `followers`:
    who hears of it too. `original`: the request to which it was joined with this step, or is no more.
    `unheard`: who never heard of what was taken back with it. `was_with_id`: who had it before. `pieces`:
    what was posted of it, where the event changes who reads that. `was_owed_since`: since when it was
    where it was before.
    """

    request: Request
    by_id: int | None = None
    has_files: bool = False
    in_thread: bool = False
    was_with_id: int | None = None
    was_owed_since: datetime | None = None
    pieces: Pieces = Pieces()
    followers: tuple[Follower, ...] = ()
    original: int | None = None
    unheard: frozenset[int] = frozenset()


def at_the_desk(moved: Moved) -> Iterator[Where]:
    request = moved.request
    yield None, request_card(request.id)
    if request.is_private:
        yield request.owner_id, private_card(request.id, request.owner_id)


def my_request(moved: Moved) -> Iterator[Where]:
    yield moved.request.requester_id, my_request_card(moved.request.id)


def satisfaction(moved: Moved) -> Iterator[Where]:
    yield moved.request.requester_id, satisfaction_card(moved.request.id)


def asked_once_more(moved: Moved) -> Iterator[Where]:
    """The question whether it is settled, where it was asked: answered by now."""
    if moved.was_owed_since is not None:
        yield moved.request.requester_id, closing_card(moved.request.id, moved.was_owed_since)


def brief(moved: Moved) -> Iterator[Where]:
    yield None, brief_card(moved.request.id)


def in_the_channel(moved: Moved) -> Iterator[Where]:
    """What stands under the card in the channel: emptied, or filled again."""
    yield from _pieces(moved, at=None)


def elsewhere(moved: Moved) -> Iterator[Where]:
    """With a developer who was called, and on the cards of the requests with which it has to do."""
    yield from ((developer_id, emergency_card(page_id)) for page_id, developer_id in moved.pieces.calls)
    yield from ((None, request_card(number)) for number in moved.pieces.beside)


def with_its_owner(moved: Moved) -> Iterator[Where]:
    """The owner's own card, and what stands under it: emptied."""
    yield moved.request.owner_id, private_card(moved.request.id, moved.request.owner_id)
    yield from _pieces(moved, at=moved.request.owner_id)


def _pieces(moved: Moved, *, at: int | None) -> Iterator[Where]:
    number, owner_id = moved.request.id, () if at is None else (at,)
    yield from ((at, wrote_card(number, step, *owner_id)) for step in moved.pieces.words)
    yield from ((at, files_card(number, step, *owner_id)) for step in moved.pieces.files)
    yield from ((at, follower_wrote_card(number, choice, *owner_id)) for choice in moved.pieces.followers)
    if at is None:
        yield from under_the_original(moved)


def under_the_original(moved: Moved) -> Iterator[Where]:
    """What was posted in the original's thread with a join."""
    for step in moved.pieces.joins:
        yield from ((None, wrote_card(moved.request.id, step)), (None, files_card(moved.request.id, step)))


def followed(moved: Moved) -> Iterator[Where]:
    for each in moved.followers:
        yield from ((each.person_id, card) for card in each.cards)


def the_original(moved: Moved) -> Iterator[Where]:
    if moved.original is not None:
        yield None, request_card(moved.original)


def requester_wrote(moved: Moved) -> Iterator[Notice]:
    request = moved.request
    if request.is_private:
        yield PrivateWrote(to=request.owner_id, request_id=request.id, number=request.version)
    else:
        yield RequesterWrote(request_id=request.id, number=request.version)


def files(moved: Moved) -> Iterator[Notice]:
    if moved.has_files:
        yield _files(moved.request, moved.request.version)


def all_files(moved: Moved) -> Iterator[Notice]:
    """To an owner who has none of them yet."""
    for number in moved.pieces.files:
        yield _files(moved.request, number)


def _files(request: Request, number: int) -> Notice:
    if request.is_private:
        return PrivateFilesSent(to=request.owner_id, request_id=request.id, number=number)
    return RequestFilesSent(request_id=request.id, number=number)


def hidden(moved: Moved) -> Iterator[Notice]:
    yield RequestHidden(request_id=moved.request.id, number=moved.request.version)


def step_taken(moved: Moved) -> Iterator[Notice]:
    if not moved.in_thread and moved.request.requester_id not in moved.unheard:
        yield RequestStepTaken(
            to=moved.request.requester_id, request_id=moved.request.id, number=moved.request.version
        )


def offer_to_reopen(moved: Moved) -> Iterator[Notice]:
    """Whether a word under a closed request is a thank-you or means that it is not settled, they say."""
    if moved.request.stage.closed:
        yield ReopenOffered(
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
    Event.REPLY: Follows(stale=_CARDS, news=(requester_wrote, files, step_taken, offer_to_reopen)),
    # Their own thread shows it as they changed it.
    Event.AMEND: Follows(stale=_CARDS, news=(requester_wrote,)),
    Event.REMOVE: Follows(stale=_CARDS, news=(requester_wrote,)),
    Event.REOPEN: Follows(
        stale=(*_CARDS, the_original, satisfaction, asked_once_more),
        news=(requester_wrote, files, step_taken, tell_followers),
    ),
    Event.HAND_OVER: Follows(stale=_CARDS),
    Event.HIDE: Follows(
        stale=(*_CARDS, brief, in_the_channel, elsewhere), news=(hidden, all_files, step_taken)
    ),
    Event.SHOW: Follows(
        stale=(*_CARDS, brief, in_the_channel, elsewhere, with_its_owner), news=(step_taken,)
    ),
    # Who has it concerns whoever waits for an answer.
    Event.TAKE: Follows(stale=_CARDS, news=(files, step_taken)),
    Event.BLOCK: _BY_THE_DESK,
    Event.RESUME: _BY_THE_DESK,
    # What is put off is so for the desk alone.
    Event.LATER: Follows(stale=(at_the_desk,)),
    Event.BACK: Follows(stale=(at_the_desk,)),
    # Whoever followed it follows the original from now on, and has a card that says so.
    Event.JOIN: Follows(stale=(*_CARDS, the_original), news=(step_taken, joined_here)),
    Event.SPLIT: Follows(stale=_CARDS, news=(step_taken,)),
    Event.LAPSE: _BY_THE_DESK,
    Event.UNDO: Follows(stale=(*_CARDS, the_original, under_the_original), news=(step_taken, tell_followers)),
    # Their own card says it, and how it went is asked beneath; whoever followed hears the end.
    Event.CONFIRM: Follows(stale=(*_CARDS, satisfaction, asked_once_more), news=(tell_followers,)),
    Event.EXPIRE: Follows(stale=(*_CARDS, asked_once_more), news=(step_taken, tell_followers)),
    # The priority stands on both.
    Event.ASSESS: Follows(stale=(at_the_desk, brief)),
    Event.BRIEF: Follows(stale=(at_the_desk, brief)),
}


def goes_along(moved: Moved, *, because: str) -> Iterator[Notice]:
    """Whatever gives a private request a new owner: the former one's card is emptied, the files go along."""
    request, before = moved.request, moved.was_with_id
    if request.is_private and before not in (None, request.owner_id):
        left = [(before, private_card(request.id, before)), *_pieces(moved, at=before)]
        yield from stale(left, because=because)
        yield from (_files(request, number) for number in moved.pieces.files if number != request.version)


TIME_PASSED: Follows[Moved] = Follows(stale=_CARDS)
"""The hour of the answer is over."""
