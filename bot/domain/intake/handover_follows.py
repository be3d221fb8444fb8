"""What follows from an event of a hand-over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.intake.cards import brief_check_card, handover_card, request_card
from bot.domain.intake.handover import Handover
from bot.domain.intake.handover_way import Event
from bot.domain.intake.notices import HandoverStepTaken, RequestProgressed
from bot.domain.notices import Notice


@dataclass(frozen=True, kw_only=True)
class HandedOn:
    """A hand-over that moved on. `owner_id`: the product manager who has its request; `requester_id`: who
    asked; `by_id`: who did it.
    """

    handover: Handover
    owner_id: int
    requester_id: int
    by_id: int | None


def both_cards(moved: HandedOn) -> Iterator[Where]:
    """Its own, and the request's at the desk."""
    yield None, handover_card(moved.handover.id)
    yield None, request_card(moved.handover.request_id)


def the_question(moved: HandedOn) -> Iterator[Where]:
    """Whether it is what the requester meant."""
    yield moved.requester_id, brief_check_card(moved.handover.id)


def to_the_owner(moved: HandedOn) -> Iterator[Notice]:
    """What a developer did, for the product manager who has the request."""
    if moved.by_id != moved.owner_id:
        yield _step(moved, to=moved.owner_id)


def to_the_developer(moved: HandedOn) -> Iterator[Notice]:
    if moved.by_id != moved.handover.assignee_id:
        yield _step(moved, to=moved.handover.assignee_id)


def to_the_requester(moved: HandedOn) -> Iterator[Notice]:
    yield RequestProgressed(
        to=moved.requester_id, handover_id=moved.handover.id, number=moved.handover.version
    )


def _step(moved: HandedOn, *, to: int) -> Notice:
    return HandoverStepTaken(to=to, handover_id=moved.handover.id, number=moved.handover.version)


_CARDS = (both_cards, the_question)
_PROGRESS: Follows[HandedOn] = Follows(stale=_CARDS, news=(to_the_owner, to_the_requester))
_BY_THE_DEVELOPER: Follows[HandedOn] = Follows(stale=(both_cards,), news=(to_the_owner,))
_BY_THE_DESK: Follows[HandedOn] = Follows(stale=_CARDS, news=(to_the_developer,))

FOLLOWS: Mapping[Event, Follows[HandedOn]] = {
    Event.SEND: Follows(stale=_CARDS, news=(to_the_developer, to_the_requester)),
    Event.SAY: _BY_THE_DEVELOPER,
    Event.CONFIRM: _BY_THE_DESK,
    Event.CORRECT: _BY_THE_DESK,
    Event.START: _PROGRESS,
    Event.WAIT: _PROGRESS,
    Event.READY: _PROGRESS,
    Event.SEND_BACK: _BY_THE_DESK,
    Event.FINISH: _BY_THE_DESK,
    Event.WITHDRAW: _BY_THE_DESK,
    Event.REASSIGN: _BY_THE_DESK,
    Event.ASK: _BY_THE_DEVELOPER,
    Event.REPLY: _BY_THE_DESK,
    # That it is so stands on the cards; that it is not is for both to act on.
    Event.MEANT: Follows(stale=_CARDS),
    Event.NOT_MEANT: Follows(stale=_CARDS, news=(to_the_owner, to_the_developer)),
}
