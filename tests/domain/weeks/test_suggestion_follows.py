"""What follows from an event of a suggestion."""

import pytest

from bot.domain.weeks.suggestion_follows import FOLLOWS, TIME_IS_UP, SuggestionMoved
from bot.domain.weeks.suggestion_way import ANSWERS, Event
from tests.builders.feedback import suggestion
from tests.builders.people import CHEN, LIU, SUN


@pytest.mark.parametrize("event", list(Event))
def test_its_giver_and_whoever_answers_have_their_cards_drawn_and_an_answer_is_said_once(
    event: Event,
) -> None:
    moved = SuggestionMoved(suggestion=suggestion(), answering=(LIU.id, SUN.id))

    notices = list(FOLLOWS[event].notices(moved, because="9.1"))

    assert [notice.to for notice in notices if notice.kind == "CardStale"] == [LIU.id, SUN.id, CHEN.id]
    said = [notice.kind for notice in notices if notice.kind != "CardStale"]
    assert said == (["SuggestionAnswered"] if event in ANSWERS else [])


def test_once_it_cannot_be_taken_back_only_its_givers_copy_changes() -> None:
    moved = SuggestionMoved(suggestion=suggestion(), answering=(LIU.id,))

    assert [notice.to for notice in TIME_IS_UP.notices(moved, because="9.time")] == [CHEN.id]
