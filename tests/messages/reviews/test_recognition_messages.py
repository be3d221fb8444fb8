"""A recognition in words: the exact words of the manager, the way out at every step, and never a score."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.recognition import Candidate, RecognitionFacts, RecognitionForm
from bot.domain.reviews.recognition_way import State
from bot.domain.reviews.way import State as ReviewState
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.kit import Message
from messages.reviews.recognition_card import (
    AGREE,
    DECLINE,
    TAKE_DOWN,
    answered_note,
    former_card,
    recognition_card,
    recognition_post,
)
from messages.reviews.recognition_modal import (
    CHANNEL,
    OPEN,
    asked_modal,
    candidates_modal,
    recognise_button,
    recognition_modal,
)
from tests.builders.approval import review
from tests.builders.people import CHEN, LIU
from tests.domain.reviews.test_recognition import ASKED, NOW

LANGUAGES = ("en", "zh-CN", "zh-TW")
STATES = [(State.ASKED, False), (State.AGREED, False), (State.AGREED, True), (State.DECLINED, False)]
STATES += [(State.TAKEN_DOWN, False)]


def words(language: str = "en") -> Words:
    return Words(locale=language, timezone="Asia/Shanghai", now=NOW)


def facts(state: State = State.ASKED, *, is_out: bool = False, **rest: Any) -> RecognitionFacts:
    goes_at = NOW + timedelta(minutes=5) if state is State.AGREED else None
    return RecognitionFacts(
        recognition=replace(ASKED, state=state, goes_at=goes_at, **rest),
        employee=CHEN,
        by=LIU,
        cycle_id=1,
        is_due=is_out,
        is_out=is_out,
    )


def pressed(said: Message) -> list[str]:
    return [
        each["action_id"] for block in said.blocks if block["type"] == "actions" for each in block["elements"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "is_out"), STATES)
def test_every_message_fits_and_none_tells_of_a_score(language: str, state: State, is_out: bool) -> None:
    found = facts(state, is_out=is_out, words="&" * 500)
    said = words(language)

    for each in (
        recognition_card(said, found),
        former_card(said, found),
        recognition_post(said, found),
        answered_note(said, found),
    ):
        check_message_blocks(each.blocks)
        shown = json.dumps([each.text, each.blocks], ensure_ascii=False).casefold()
        assert not any(
            each in shown for each in ("band", "score", "分", "档", "等級", "result", "结果", "結果")
        )
    card = json.dumps(recognition_post(said, found).blocks)
    assert "&amp;" * 500 in card, "word for word"


@pytest.mark.parametrize(
    ("state", "is_out", "buttons"),
    [
        (State.ASKED, False, [AGREE, DECLINE]),
        (State.AGREED, False, [DECLINE]),
        (State.AGREED, True, [TAKE_DOWN]),
        (State.DECLINED, False, [AGREE]),
        (State.TAKEN_DOWN, False, []),
    ],
)
def test_what_can_be_pressed_in_each_state(state: State, is_out: bool, buttons: list[str]) -> None:
    card = recognition_card(words(), facts(state, is_out=is_out), is_up=is_out)

    assert pressed(card) == buttons
    assert pressed(former_card(words(), facts(state))) == []


def test_what_cannot_be_posted_any_more_is_not_called_posted() -> None:
    """The result changed, between the yes and its hour."""
    card = recognition_card(words(), replace(facts(State.AGREED, is_out=True), is_due=False))

    assert "It is not posted after all" in json.dumps(card.blocks)
    assert pressed(card) == []
    waits = recognition_card(words(), facts(State.AGREED, is_out=True))
    assert pressed(waits) == [TAKE_DOWN], "it may be posted yet"


def test_the_question_shows_the_words_the_channel_and_that_silence_is_a_no() -> None:
    said = json.dumps(recognition_card(words(), facts()).blocks, ensure_ascii=False)

    assert "> Saw the migration through." in said
    assert "<#C0PRAISE1>" in said
    assert "If you say nothing, nothing is posted" in said
    named = json.dumps(recognition_card(words(), facts(channel="#praise")).blocks)
    assert "posted in #praise" in named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_fit(language: str) -> None:
    said, long = words(language), "很长的名字" * 16
    form = RecognitionForm(
        review_id=7, name=long, words="&" * 500, channel="C0PRAISE1", fixed_channel="", asking=1
    )
    people = [
        Candidate(review_id=number, name=long, period=long, recognition=held, is_out=is_out)
        for number, (held, is_out) in enumerate(
            [(None, False), *((facts(state).recognition, is_out) for state, is_out in STATES)], start=1
        )
    ] * 6

    check_view(recognition_modal(said, form), surface="modal")
    check_view(recognition_modal(said, replace(form, fixed_channel="praise", asking=0)), surface="modal")
    check_view(candidates_modal(said, people), surface="modal")
    check_view(asked_modal(said, facts()), surface="modal")


def test_the_companys_channel_is_named_and_not_to_be_chosen() -> None:
    form = RecognitionForm(
        review_id=7, name="Chen Jie", words="", channel="", fixed_channel="praise", asking=0
    )

    fixed = recognition_modal(words(), form)

    assert "It would be posted in #praise." in json.dumps(fixed)
    assert CHANNEL not in [block.get("block_id") for block in fixed["blocks"]]


def test_the_way_to_it_stands_on_the_card_of_a_released_result_in_the_top_band_alone() -> None:
    facts = review(ReviewState.RELEASED)
    assert facts.outcome is not None
    top = replace(facts, outcome=replace(facts.outcome, score=Decimal("4.5")))
    offered = recognise_button(words(), top)

    assert offered is not None
    assert [(each["action_id"], each["value"]) for each in offered["elements"]] == [(OPEN, str(facts.id))]
    assert recognise_button(words(), facts) is None, "not in the top band"
    assert recognise_button(words(), replace(top, state=ReviewState.CONFIRMED)) is None, "nobody knows it yet"
    assert recognise_button(words(), replace(top, employee=replace(top.employee, left_on=NOW.date()))) is None
