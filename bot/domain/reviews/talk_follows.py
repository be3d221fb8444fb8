"""What follows from an event of a talk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.reviews.cards import appeal_card, my_review_card, my_talk_card, talk_card
from bot.domain.reviews.notices import TalkNews
from bot.domain.reviews.talk import Talk
from bot.domain.reviews.talk_way import Event


@dataclass(frozen=True, kw_only=True)
class TalkMoved:
    """A talk that moved on. `former_holder_id`, `former_judge_id`: whose it was before this event.
    `has_card`: its employee had a card before it; one that is posted is noticed, one that changes is not.
    """

    talk: Talk
    former_holder_id: int | None = None
    former_judge_id: int | None = None
    has_card: bool = False


def holders(moved: TalkMoved) -> Iterator[Where]:
    """The card of whoever holds it, or did."""
    for person in dict.fromkeys((moved.former_holder_id, moved.talk.holder_id)):
        if person is not None:
            yield person, talk_card(moved.talk.id, person)


def employees(moved: TalkMoved) -> Iterator[Where]:
    """Their card of it, and that of their review, on which they can appeal as long as they may."""
    yield moved.talk.employee_id, my_review_card(moved.talk.review_id)
    yield moved.talk.employee_id, my_talk_card(moved.talk.id)


def judges(moved: TalkMoved) -> Iterator[Where]:
    """The card of whoever decides about an appeal, or was to."""
    for person in dict.fromkeys((moved.former_judge_id, moved.talk.judge_id)):
        if person is not None:
            yield person, appeal_card(moved.talk.id, person)


def to_holder(moved: TalkMoved) -> Iterator[Notice]:
    talk = moved.talk
    if talk.holder_id is not None:
        yield TalkNews(to=talk.holder_id, talk_id=talk.id, number=talk.version)


def to_employee(moved: TalkMoved) -> Iterator[Notice]:
    yield TalkNews(to=moved.talk.employee_id, talk_id=moved.talk.id, number=moved.talk.version)


def to_employee_beside_card(moved: TalkMoved) -> Iterator[Notice]:
    if moved.has_card:
        yield from to_employee(moved)


POSTS = frozenset({Event.OFFER, Event.HOLD})
"""With the first of these its employee gets a card."""

FOLLOWS: Mapping[Event, Follows[TalkMoved]] = {
    Event.BEGIN: Follows(stale=(holders, employees)),
    Event.PREPARE: Follows(stale=(holders,)),
    # Both cards are where it is chosen and where it is read.
    Event.OFFER: Follows(stale=(holders, employees), news=(to_employee_beside_card,)),
    Event.CHOOSE: Follows(stale=(holders, employees), news=(to_holder,)),
    Event.HOLD: Follows(stale=(holders, employees), news=(to_employee_beside_card,)),
    Event.DENY: Follows(stale=(holders, employees), news=(to_holder,)),
    Event.ACKNOWLEDGE: Follows(stale=(holders, employees)),
    Event.LAPSE: Follows(stale=(holders, employees), news=(to_employee,)),
    Event.APPEAL: Follows(stale=(holders, employees, judges)),
    Event.RESEAT: Follows(stale=(holders, employees, judges)),
    Event.UPHOLD: Follows(stale=(holders, employees, judges), news=(to_employee, to_holder)),
    Event.RESCORE: Follows(stale=(holders, employees, judges), news=(to_employee, to_holder)),
    Event.RELOOK: Follows(stale=(holders, employees, judges), news=(to_employee, to_holder)),
}
