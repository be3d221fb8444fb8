"""What follows from an event of a recognition."""

from collections.abc import Iterator, Mapping

from bot.domain.follows import Follows, Where
from bot.domain.notices import Notice
from bot.domain.reviews.cards import recognition_card, recognition_post
from bot.domain.reviews.notices import RecognitionAnswered
from bot.domain.reviews.recognition import Recognition
from bot.domain.reviews.recognition_way import Event


def asked(moved: Recognition) -> Iterator[Where]:
    """Each wording before its person: the former ones say that they are."""
    for asking in range(1, moved.asking + 1):
        yield moved.employee_id, recognition_card(moved.id, asking)


def posted(moved: Recognition) -> Iterator[Where]:
    yield None, recognition_post(moved.id)


def to_manager(moved: Recognition) -> Iterator[Notice]:
    yield RecognitionAnswered(to=moved.by_id, recognition_id=moved.id, number=moved.version)


FOLLOWS: Mapping[Event, Follows[Recognition]] = {
    Event.ASK: Follows(stale=(asked,)),
    Event.REWORD: Follows(stale=(asked,)),
    Event.AGREE: Follows(stale=(asked,), news=(to_manager,)),
    Event.DECLINE: Follows(stale=(asked,), news=(to_manager,)),
    Event.TAKE_DOWN: Follows(stale=(posted, asked), news=(to_manager,)),
}
"""What is agreed to is posted at its hour: bot.services.reviews.recognition."""
