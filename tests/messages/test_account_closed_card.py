"""What HR hears of a closed account: it fits, and what a name holds is no markup."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.sandbox.validation.messages import check_message_blocks
from messages.account_closed_card import account_closed_card
from messages.catalog import LANGUAGES, Words
from tests.builders.approval import CHEN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_name_and_address_fit(language: str) -> None:
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    words = Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=now)

    card = account_closed_card(words, replace(CHEN, name="<" * 120, email="&" * 254))

    assert check_message_blocks(card.blocks)
    assert "<" not in str(card.blocks)
