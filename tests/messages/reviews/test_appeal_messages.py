"""What is said of a talk and of an appeal: whole to whoever decides, and nothing of it to whom it is not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.history import Entry, Facts
from bot.domain.people import Person
from bot.domain.reviews.talk import TalkFacts
from bot.domain.reviews.talk_way import Event, State
from messages.catalog import Words
from messages.reviews.appeal_card import appeal_card
from messages.reviews.appeal_modals import decision_modal
from messages.reviews.my_talk_card import my_talk_card
from messages.reviews.talk_card import talk_card
from messages.reviews.talk_note import talk_note
from tests.builders.approval import CHEN, LIU
from tests.builders.people import SUN
from tests.builders.world import FRIDAY
from tests.domain.reviews.test_talk import talk

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
LONG = "<&> 数据有误。" * 330
"""Of 2,970 characters, which are many more once they are escaped."""


def entry(event: Event, note: str | None = None) -> Entry[State, Event]:
    return Entry(
        number=3,
        event=event,
        from_state=State.HELD,
        to_state=State.APPEALED,
        by_id=CHEN.id,
        at=FRIDAY,
        note=note,
        facts=Facts(),
    )


def facts(state: State, reader: Person, **rest: Any) -> TalkFacts:
    values: dict[str, Any] = {
        "talk": talk(state),
        "employee": CHEN,
        "holder": LIU,
        "judge": SUN,
        "reader": reader,
        "cycle_id": 1,
        "cycle_name": "2026Q4",
        "due_on": FRIDAY.date() + timedelta(days=14),
        "offer": None,
        "prepared_at": None,
        "held_on": None,
        "closed_at": None,
        "denied_at": None,
        "appeal": None,
        "decision": None,
        "decided_by": None,
        "now": FRIDAY,
    }
    return TalkFacts(**(values | rest))


def said(message: Any) -> str:
    return repr(getattr(message, "blocks", message)) + getattr(message, "text", "")


def test_whoever_decides_reads_an_appeal_to_its_last_word() -> None:
    appealed = facts(State.APPEALED, SUN, appeal=entry(Event.APPEAL, f"{LONG}\n\n{LONG} THE-END"))

    form = decision_modal(WORDS, appealed, typed={})

    assert "THE-END" in said(form)
    assert all(len(each["text"]["text"]) <= 3000 for each in form["blocks"] if each["type"] == "section")


@pytest.mark.parametrize("reader", [CHEN, LIU])
def test_both_read_the_whole_reason(reader: Person) -> None:
    decided = entry(Event.UPHOLD, f"{LONG} THE-END")

    note = talk_note(WORDS, facts(State.UPHELD, reader, decision=decided, decided_by=SUN), decided)

    assert "THE-END" in said(note)
    assert "THE-END" not in note.text


def test_what_an_appeal_says_stands_on_no_card_of_the_manager() -> None:
    appeal = entry(Event.APPEAL, "The figure of May.")

    for state in (State.APPEALED, State.UPHELD, State.REOPENED):
        decision = None if state is State.APPEALED else entry(Event.UPHOLD, "I read it.")
        read_by = {each: facts(state, each, appeal=appeal, decision=decision) for each in (CHEN, LIU, SUN)}
        assert "figure of May" not in said(talk_card(WORDS, read_by[LIU]))
        for card in (my_talk_card(WORDS, read_by[CHEN]), appeal_card(WORDS, read_by[SUN])):
            assert "figure of May" not in card.text


def test_no_button_that_is_refused_stands_below_a_talk_that_was_not_held() -> None:
    denied = entry(Event.DENY)

    assert "held_on" in said(talk_note(WORDS, facts(State.TO_HOLD, LIU), denied))
    assert "held_on" not in said(talk_note(WORDS, facts(State.APPEALED, LIU), denied))
    assert "held_on" not in said(talk_note(WORDS, facts(State.TO_HOLD, replace(LIU, id=77)), denied))
