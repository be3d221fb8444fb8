"""What is told of people who moved, and of what follows from a file: in words, in each language."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.domain.import_news import News, NewsKind
from bot.domain.moves import Move
from bot.domain.moves_facts import MOST_TOLD, MovesFacts, Told
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import LANGUAGES, Words
from messages.people.import_news import news_text
from messages.people.moves_note import moves_note
from tests.builders.goals import TUESDAY
from tests.builders.people import CHEN

DAY = date(2027, 1, 12)
MOVED: dict[str, Any] = {
    "name": "Chen Jie",
    "from_day": DAY,
    "was": "Liu Yang",
    "now": "Sun Li",
    "is_former": False,
    "stands_in": False,
    "steps": 2,
    "post": "Planner",
    "department": "Marketing",
    "due": date(2027, 1, 15),
    "form": True,
    "asked": date(2027, 1, 14),
    "period": "2027Q1",
    "days": 79,
    "of": 90,
    "people": 3,
}
TOLD = [move for move in Move if move not in (Move.RENAME, Move.ACCOUNT_CLOSED, Move.ACCOUNT_OPENED)]


def words(language: str = "en", at: datetime = TUESDAY) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=at)


def note(*told: Told, language: str = "en", goals_id: int | None = None, more: int = 0) -> Any:
    facts = MovesFacts(reader=CHEN, told=told, more=more, goals_id=goals_id)
    return moves_note(words(language), facts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_self", [True, False])
@pytest.mark.parametrize("move", TOLD)
def test_each_move_has_its_sentence(move: Move, is_self: bool, language: str) -> None:
    text = str(note(Told(move=move, is_self=is_self, facts=MOVED), language=language).blocks)

    assert "Undefined" not in text
    assert is_self or "Chen Jie" in text


def test_the_three_of_a_new_manager_read_three_sentences() -> None:
    def said(**facts: Any) -> str:
        is_self = facts.pop("is_self", False)
        told = Told(move=Move.NEW_MANAGER, is_self=is_self, facts={**MOVED, **facts})
        return str(note(told).blocks[0])

    assert "From Tue 12 Jan on your manager is Sun Li, until now Liu Yang." in said(is_self=True)
    assert "What Liu Yang wrote stays under their name." in said(is_self=True)
    assert "Chen Jie reports to Sun Li. What you wrote stays under your name." in said(is_former=True)
    assert "2 open steps went over with them." in said(is_former=True)
    assert "Chen Jie reports to you, until now to Liu Yang. 2 open steps came over to you." in said()
    assert "Until a successor is named, Sun Li is your manager." in said(is_self=True, stands_in=True)


def test_the_sheet_that_is_wanted_has_its_button() -> None:
    told = Told(move=Move.TRANSFER, is_self=True, facts=MOVED)

    with_button = str(note(told, goals_id=7).blocks)
    assert "'value': '7'" in with_button
    assert "Write a KPI sheet for it by Fri 15 Jan" in with_button
    assert "goals.sheet.open" not in str(note(told).blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_message_fits(language: str) -> None:
    longest = {**MOVED, **dict.fromkeys(("name", "was", "now", "post", "department"), "&" * 120)}
    told = [Told(move=move, is_self=False, facts=longest) for move in TOLD] * 4

    message = note(*told[:MOST_TOLD], language=language, goals_id=1, more=99)

    assert check_message_blocks(message.blocks)
    assert "99" in str(message.blocks)


FACTS: dict[str, Any] = {
    "name": "Chen Jie",
    "from_day": DAY,
    "period": "2027Q1",
    "days": 79,
    "of": 90,
    "working_days": 13,
    "least": 20,
    "is_too_new": True,
    "asked": date(2027, 1, 14),
    "steps": 2,
    "count": 3,
    "was": "Liu Yang",
    "now": "Sun Li",
    "manager": "Liu Yang",
    "stand_in": "Zhao Min",
    "people": ["Chen Jie", "Wu Min"],
    "has_form": True,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(NewsKind))
def test_each_thing_that_follows_is_one_line(kind: NewsKind, language: str) -> None:
    said = news_text(words(language), News(kind=kind, facts=FACTS))

    assert said
    assert "\n" not in said


def test_what_follows_is_said_with_days_and_names() -> None:
    def said(kind: NewsKind, **facts: Any) -> str:
        return news_text(words(), News(kind=kind, facts={**FACTS, **facts}))

    assert said(NewsKind.JOINS, is_too_new=False) == (
        "Chen Jie joins on Tue 12 Jan: 79 of 90 days of 2027 Q1 count; asked for goals on Thu 14 Jan."
    )
    assert said(NewsKind.JOINS).endswith("fewer than 20, they are too new to be rated for it.")
    assert said(NewsKind.STEPS_GO_OVER) == "3 open steps go over from Liu Yang to Sun Li."
    assert "Zhao Min stands in for them with Chen Jie and Wu Min" in said(NewsKind.STANDS_IN)
