"""The end of a request on its cards: what it asks, and that everything fits wherever it is read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.satisfaction import WORDS_LIMIT, Satisfaction
from bot.domain.intake.way import Event, State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.intake.my_request_card import my_request_card
from messages.intake.satisfaction_card import satisfaction_card, satisfaction_note, words_form
from tests.builders.intake import LONGEST, MORNING, facts, step
from tests.builders.people import CHEN, SUN
from tests.messages.intake.test_cards import buttons, words

CONFIRMED = facts(State.CONFIRMED, step(3, Event.FINISH, SUN), step(4, Event.CONFIRM, CHEN))
SAID = Satisfaction(
    request_id=214, by_id=CHEN.id, good=False, words=LONGEST[:WORDS_LIMIT], at=MORNING + timedelta(hours=1)
)


def at(days: int) -> RequestFacts:
    """As it is read so many days after it was settled."""
    return replace(CONFIRMED, owed_since=MORNING - timedelta(days=days))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", [None, SAID, replace(SAID, good=True, words="")])
@pytest.mark.parametrize("is_plain", [False, True])
def test_the_question_how_it_went_fits(language: str, said: Satisfaction | None, is_plain: bool) -> None:
    for is_asked in (True, False):
        card = satisfaction_card(words(language), CONFIRMED, said, is_asked=is_asked, is_plain=is_plain)
        assert check_message_blocks(card.blocks)
        assert "<!channel>" not in str(card.blocks)
    check_view(words_form(words(language), CONFIRMED, typed=said.words if said else ""), surface="modal")
    assert check_message_blocks(satisfaction_note(words(language), CONFIRMED, SAID).blocks)


def test_what_was_written_stands_in_no_notification() -> None:
    told = satisfaction_note(words(), CONFIRMED, replace(SAID, words="Two days for one line."))
    own = satisfaction_card(words(), CONFIRMED, replace(SAID, words="Two days."), is_asked=True)

    assert told.text == "#214: Chen Jie is not satisfied with how it went."
    assert own.text == "You are not satisfied with how it went with #214."


@pytest.mark.parametrize(
    ("days", "first"), [(0, "Reopen…"), (13, "Reopen…"), (15, "Report it again…"), (400, "Report it again…")]
)
def test_what_is_settled_long_since_is_reported_again(days: int, first: str) -> None:
    card = my_request_card(words(), at(days))

    assert buttons(card)[0] == first
    assert ("too long ago" in str(card.blocks)) is (first != "Reopen…")
