"""Every event has its words in every language, a long text folds, and the longest page fits."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pytest

from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.reviews.history import PAGE, Happened, HistoryPage, Subject
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import Event
from messages.catalog import Words
from messages.reviews.history_modal import READ, SAYS, entry_modal, history_modal, what_happened
from tests.builders.languages import LOCALES
from tests.builders.people import CHEN, LIU

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
LONG = "& <" * 1000


def words(locale: str) -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=NOON)


def happened(
    event: Event | GoalsEvent | Side, *, note: str | None = None, by_id: int | None = None
) -> Happened:
    return Happened(
        subject=Subject.REVIEW,
        row_id=2**31 - 1,
        about=None,
        period="2026Q4",
        event=event,
        by_id=by_id,
        at=NOON,
        note=note,
    )


def page(*entries: Happened, number: int = 0, total: int = 0) -> HistoryPage:
    by = {LIU.id: LIU.name}
    return HistoryPage(
        reader=CHEN, about=CHEN, entries=entries, by=by, total=total or len(entries), page=number
    )


def test_whatever_can_happen_has_its_words() -> None:
    assert [f"{kind.__name__} has other words" for kind, said in SAYS.items() if set(said) != set(kind)] == []
    assert set(SAYS) == set(get_args(get_type_hints(Happened)["event"]))


def test_of_a_year_no_self_score_is_told() -> None:
    for locale, word in (("en-US", "self-score"), ("zh-CN", "自评"), ("zh-TW", "自評")):
        for event in Event:
            of_year = what_happened(words(locale), replace(happened(event), period="2026"))
            assert word not in of_year.lower(), (locale, event)
        assert word in what_happened(words(locale), happened(Event.SUBMIT)).lower()


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            happened(Event.ASK_FOR_MORE, note="Which branch?", by_id=LIU.id),
            "*More asked*\n2026 Q4 · Liu Yang · 12:00\n> Which branch?",
        ),
        (happened(GoalsEvent.SEND, by_id=CHEN.id), "*KPI sheet sent*\n2026 Q4 · You · 12:00"),
        (happened(Event.OPEN), "*Review opened*\n2026 Q4 · Steward · 12:00"),
    ],
)
def test_an_entry_says_what_of_which_period_who_and_when(entry: Happened, shown: str) -> None:
    block = history_modal(words("en-US"), page(entry))["blocks"][1]

    assert block["text"]["text"] == shown
    assert "accessory" not in block


def test_a_long_text_folds_and_is_read_whole() -> None:
    entry = happened(Event.ASK_FOR_MORE, note=LONG, by_id=LIU.id)
    block = history_modal(words("en-US"), page(entry))["blocks"][1]

    assert len(block["text"]["text"]) < 1000
    assert (block["accessory"]["action_id"], block["accessory"]["value"]) == (
        READ,
        f"{CHEN.id}:review:{2**31 - 1}",
    )
    whole = "".join(each["text"]["text"] for each in entry_modal(words("en-US"), entry)["blocks"][1:])
    assert whole.count("&amp;") == LONG.count("&")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_longest_page_fits(locale: str) -> None:
    entries = [happened(Event.ASK_FOR_MORE, note=LONG, by_id=LIU.id)] * PAGE
    view = history_modal(words(locale), page(*entries, number=1, total=3 * PAGE))

    assert len(view["blocks"]) <= 100
    assert all(len(each["text"]["text"]) <= 3000 for each in view["blocks"] if each["type"] == "section")
    assert [each["text"]["text"] for each in view["blocks"][-1]["elements"]] == [
        words(locale).label("Previous page"),
        words(locale).label("Next page"),
    ]
    assert history_modal(words(locale), page())["blocks"]
