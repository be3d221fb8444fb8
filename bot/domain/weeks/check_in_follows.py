"""What follows from an event of somebody's check-in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.weeks.cards import digest_card, word_card
from bot.domain.weeks.check_in import CheckIn
from bot.domain.weeks.check_in_way import Event


@dataclass(frozen=True, kw_only=True)
class CheckInMoved:
    """A check-in that moved on. `former_manager_id`: who had it before. `offer`: the number of the talk that
    was offered before, and that somebody answers now or offers anew.
    """

    check_in: CheckIn
    former_manager_id: int | None = None
    offer: int | None = None


def digests(moved: CheckInMoved) -> Iterator[Where]:
    """Where the digest of that week stands already, it says what holds now."""
    check_in = moved.check_in
    for manager in dict.fromkeys((moved.former_manager_id, check_in.manager_id)):
        if manager is not None:
            yield manager, digest_card(manager, check_in.week)


def to_the_employee(moved: CheckInMoved) -> Iterator[Where]:
    check_in = moved.check_in
    yield check_in.employee_id, word_card(check_in.id, check_in.version, check_in.employee_id)


def to_the_manager(moved: CheckInMoved) -> Iterator[Where]:
    check_in = moved.check_in
    yield check_in.manager_id, word_card(check_in.id, check_in.version, check_in.manager_id)


def offer(moved: CheckInMoved) -> Iterator[Where]:
    """The times that were offered before: they cannot be chosen any more."""
    if moved.offer is not None:
        reader = moved.check_in.employee_id
        yield reader, word_card(moved.check_in.id, moved.offer, reader)


FOLLOWS: Mapping[Event, Follows[CheckInMoved]] = {
    # The reminder asks for it.
    Event.OPEN: Follows(),
    Event.ANSWER: Follows(stale=(digests,)),
    Event.SKIP: Follows(stale=(digests,)),
    Event.LAPSE: Follows(stale=(digests,)),
    Event.HAND_OVER: Follows(stale=(digests,)),
    Event.LEAVE: Follows(stale=(digests,)),
    Event.RETURN: Follows(stale=(digests,)),
    Event.THANK: Follows(stale=(digests, to_the_employee)),
    Event.REPLY: Follows(stale=(digests, to_the_employee)),
    Event.OFFER_TALK: Follows(stale=(digests, offer, to_the_employee)),
    Event.ANSWER_BACK: Follows(stale=(digests, to_the_manager)),
    Event.ACCEPT_TALK: Follows(stale=(digests, offer, to_the_manager)),
    Event.DECLINE_TALK: Follows(stale=(digests, offer, to_the_manager)),
}
