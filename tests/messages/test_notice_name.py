"""Every notice has a name that people understand, in every language."""

from datetime import UTC, datetime

import pytest

from bot.delivery.routes import ROUTES
from bot.domain.cards import Card
from bot.domain.notices import CardStale
from messages.catalog import LANGUAGES, Words, has_text
from messages.notice_name import notice_name

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NAMED = sorted(
    {notice.kind for notice in ROUTES} - {CardStale.kind} | {f"card.{card.value}" for card in Card}
)
"""A card that is brought up to date is called by its own kind."""
FACTS = {
    "who": "Chen Jie",
    "about": "Wu Min",
    "period": "2026Q4",
    "number": 214,
    "channel": "website-requests",
}


def words(language: str) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NAMED)
def test_every_notice_has_a_name_of_its_own(kind: str, language: str) -> None:
    assert has_text(f"notices/{kind}")

    name = notice_name(words(language), {"kind": kind, **FACTS})

    assert name != notice_name(words(language), {"kind": "NoSuchKind", **FACTS})
    assert kind not in name


@pytest.mark.parametrize(
    ("number", "period", "name"),
    [
        (214, "", "a message about request #214, to Chen Jie"),
        (0, "2026Q4", "a message about 2026Q4, to Chen Jie"),
        (0, "", "a message"),
    ],
)
def test_a_notice_without_a_name_of_its_own_is_called_by_what_it_is_about(
    number: int, period: str, name: str
) -> None:
    facts = {"kind": "NoSuchKind", **FACTS, "number": number, "period": period}

    assert notice_name(words("en"), facts) == name


def test_a_card_is_called_by_its_number_and_channel() -> None:
    facts = {"kind": "card.request", **FACTS}

    assert notice_name(words("en"), facts) == "the card of request #214 in #website-requests"
    assert notice_name(words("en"), {"kind": "ReviewOpened", **FACTS}) == "the 2026Q4 message to Chen Jie"
