"""What the admins read of what is wrong: the number, a few lines, all of them behind a button."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.concerns import Cause, Concern, ConcernFacts
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.concerns_card import SHOW_ALL, concerns_card
from messages.concerns_modal import LINES, concerns_modal
from tests.messages.reviews.test_approval_messages import plain

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)
LONG = "&<" * 60
SAID: dict[str, Any] = {
    "name": LONG,
    "email": LONG,
    "channel": LONG,
    "reason": LONG,
    "reference": "A1B2C3",
    "what": LONG,
    "account": "U0123456789",
    "linked": "U0123456789",
    "other": LONG,
    "value": LONG,
    "instead": LONG,
    "stand_in": LONG,
    "manager": LONG,
    "away": [LONG],
}


def wrong(cause: Cause, count: int, **facts: Any) -> ConcernFacts:
    concern = Concern(subject="it", facts=facts or SAID, since=NOW)
    return ConcernFacts(cause=cause, open=(concern,) * count, mended=0)


def test_the_card_says_how_many_names_the_first_and_keeps_the_rest_behind_a_button() -> None:
    facts = wrong(Cause.NOT_IN_SLACK, 60, name="Chen Jie", email="chen.jie@example.com")

    card = concerns_card(WORDS, facts)

    assert card.text.startswith("60 people of the organisation file cannot be found in Slack")
    said = plain(card)
    assert said.count("Chen Jie (chen.jie@example.com), since Mon 23 Nov") == 5
    assert "and 55 more" in said
    assert card.blocks[-1]["elements"][0]["action_id"] == SHOW_ALL


def test_when_all_is_mended_the_card_says_so_and_offers_nothing() -> None:
    card = concerns_card(WORDS, replace(wrong(Cause.NOT_IN_SLACK, 0), mended=3))

    assert card.text == "Settled: Not in Slack. Nothing of it is left."
    assert len(card.blocks) == 1


def test_a_long_list_is_turned_page_by_page() -> None:
    facts = wrong(Cause.NOT_IN_SLACK, LINES * 2 + 1, name="Chen Jie", email="c@example.com")

    first, last, beyond = (concerns_modal(WORDS, facts, page=page) for page in (0, 2, 99))

    assert [each["value"] for each in first["blocks"][-1]["elements"]] == ["not_in_slack:1"]
    assert [each["value"] for each in last["blocks"][-1]["elements"]] == ["not_in_slack:1"]
    assert "Page 3 of 3" in plain(last)
    assert beyond == last


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_its_words_in_every_language_and_fits(cause: Cause, language: str) -> None:
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)

    card = concerns_card(words, wrong(cause, 60))
    view = concerns_modal(words, wrong(cause, 500), page=1)

    assert check_message_blocks(card.blocks)
    check_view(view, surface="modal")
    assert len(card.blocks) == 3
    assert len(view["blocks"]) <= 100
    assert len(view["title"]["text"]) <= 24
    assert not view["title"]["text"].endswith("…")
