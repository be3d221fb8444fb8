"""A self-score that is asked back: what the card, the form and the answer say, and Slack's limits."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.reviews.take_back import WHY_LIMIT, BackAsked, Reply
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.kit import Message
from messages.reviews.take_back_card import GIVE_BACK, KEEP, take_back_answer, take_back_card
from messages.reviews.take_back_modal import take_back_modal
from tests.builders.people import CHEN, LIU

NOW = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def wish(reply: Reply = Reply.WAITS, why: str = "A <figure> came in.") -> BackAsked:
    return BackAsked(
        review_id=7,
        number=4,
        employee=CHEN,
        manager=LIU,
        cycle_name="2026Q4",
        why=why,
        reply=reply,
        replied_at=None if reply is Reply.WAITS else NOW,
    )


def buttons(card: Message) -> list[tuple[Any, ...]]:
    rows = (block["elements"] for block in card.blocks if block["type"] == "actions")
    return [(each["action_id"], each["value"]) for row in rows for each in row]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reply", list(Reply))
def test_every_answer_is_said_within_slacks_limits(language: str, reply: Reply) -> None:
    asked = wish(reply, why="&" * WHY_LIMIT)

    check_message_blocks(take_back_card(words(language), asked).blocks)
    check_message_blocks(take_back_answer(words(language), asked).blocks)
    check_view(
        take_back_modal(words(language), review_id=7, manager="&" * 120, typed="&" * 300), surface="modal"
    )


def test_the_card_says_why_and_offers_both_answers_until_one_is_given() -> None:
    card = take_back_card(words(), wish())

    assert card.text == "Chen Jie would like their 2026 Q4 self-score back"
    assert "A &lt;figure&gt; came in." in str(card.blocks)
    assert buttons(card) == [(GIVE_BACK, "7:4"), (KEEP, "7:4")]
    for reply in (Reply.GIVEN, Reply.KEPT, Reply.OVERTAKEN):
        assert buttons(take_back_card(words(), wish(reply))) == []


def test_the_answer_leads_on_where_there_is_something_to_do() -> None:
    given, kept = (take_back_answer(words(), wish(reply)) for reply in (Reply.GIVEN, Reply.KEPT))

    assert given.text == "2026 Q4: Liu Yang gave your self-score back"
    assert [value for _, value in buttons(given)] == ["7"]
    assert kept.text == "2026 Q4: Liu Yang goes on with what you sent"
    assert buttons(kept) == []
