"""How it stands with somebody's absences, in words: exact days, whose word it is, and a button each."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.absences import OWN_SHOWN, Absence, Away, Source, Standing
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import Words
from messages.home.away import away_section
from messages.people.away_card import away_card, back_card
from tests.messages.reviews.test_approval_messages import plain, texts

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)
TODAY, FRIDAY, MONDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30)


def standing(
    now: Away | None = None,
    *coming: Absence,
    sources: frozenset[Source] = frozenset({Source.OWN}),
    more: int = 0,
) -> Standing:
    return Standing(today=TODAY, now=now, sources=sources if now else frozenset(), coming=coming, more=more)


def absence(first: date, last: date | None, source: Source = Source.OWN) -> Absence:
    return Absence(id=7, person_id=1, first=first, last=last, source=source)


AWAY = Away(first=TODAY, last=FRIDAY, back_on=MONDAY)


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (AWAY, "You are away from Mon 23 Nov until Fri 27 Nov; Mon 30 Nov is your next working day."),
        (
            Away(first=FRIDAY, last=FRIDAY, back_on=MONDAY),
            "You are away on Fri 27 Nov; Mon 30 Nov is your next working day.",
        ),
        (
            Away(first=TODAY, last=None, back_on=None),
            "You are away from Mon 23 Nov on, until you say that you are back.",
        ),
    ],
)
def test_the_days_are_said_exactly(away: Away, said: str) -> None:
    card = away_card(WORDS, standing(away))

    assert card.text == said
    assert f"{said} (you said so)" in plain(card)
    assert "due dates stay as they are" in plain(card)


def test_what_is_coming_has_a_button_of_its_own() -> None:
    card = away_card(
        WORDS,
        standing(None, absence(FRIDAY, MONDAY, Source.FILE), absence(MONDAY, None), more=2),
    )

    assert "You are not away today." in card.text
    assert "Away from Fri 27 Nov until Mon 30 Nov (from the leave file)" in plain(card)
    assert "Away from Mon 30 Nov on, until you say that you are back" in plain(card)
    assert "… and 2 more." in plain(card)
    assert [each["accessory"]["value"] for each in card.blocks if "accessory" in each] == ["7", "7"]


def test_whoever_is_not_away_is_told_how_it_is_said() -> None:
    assert "`/review away until 12 Oct`" in plain(away_card(WORDS, standing()))
    assert "reminders come again" in plain(back_card(WORDS, standing()))


@pytest.mark.parametrize("locale", ["en-US", "zh-CN", "zh-TW"])
def test_the_fullest_card_fits_in_every_language(locale: str) -> None:
    words = Words(locale=locale, timezone="Asia/Shanghai", now=NOW)
    full = standing(
        AWAY,
        *(absence(FRIDAY, MONDAY, Source.STATUS) for _ in range(OWN_SHOWN)),
        sources=frozenset(Source),
        more=99,
    )

    for blocks in (away_card(words, full).blocks, back_card(words, full).blocks, away_section(words, full)):
        check_message_blocks(blocks)
        assert all("%(" not in said for said in texts(blocks))
