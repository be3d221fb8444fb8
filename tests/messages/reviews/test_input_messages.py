"""Input before whoever gives it and whoever reads it: within Slack's limits, and names only where said."""

import json
from dataclasses import replace
from typing import Any

from bot.domain.reviews.input import (
    ANSWER_LIMIT,
    MOST_ASKED,
    OWN_LIMIT,
    Answered,
    Giver,
    How,
    InputFacts,
    InputPage,
    InputRead,
    Said,
    TypedInput,
)
from bot.domain.reviews.input_way import State
from bot.domain.reviews.question_sets import (
    MOST_QUESTIONS,
    MOST_SETS,
    QUESTION_LIMIT,
    SET_NAME_LIMIT,
    QuestionSet,
)
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from bot.services.reviews.input import shipped_questions
from messages.catalog import Words
from messages.reviews.input_card import ended_note, input_card
from messages.reviews.input_modal import ask_modal, give_modal, input_modal, more_modal
from tests.builders.people import CHEN, LIU, WU
from tests.domain.reviews.test_input import REQUEST
from tests.domain.reviews.test_recognition import NOW

LANGUAGES = ("en", "zh-CN", "zh-TW")
ASKED_AT_MOST = MOST_QUESTIONS + 1
LONG = "&" * ANSWER_LIMIT
ABOUT, MANAGER = replace(CHEN, name="陈" * 200), replace(LIU, name="<" * 200)
THREE = ("en", "zh_Hans", "zh_Hant")
SETS = tuple(
    QuestionSet(
        key=f"{number:040}",
        name=dict.fromkeys(THREE, "&" * SET_NAME_LIMIT),
        questions=(dict.fromkeys(THREE, "&" * QUESTION_LIMIT),) * MOST_QUESTIONS,
    )
    for number in range(MOST_SETS)
)
ASKED = replace(
    REQUEST,
    state=State.ASKED,
    questions=(
        *SETS[0].questions,
        dict.fromkeys(THREE, "?" * OWN_LIMIT),
    ),
)


def words(language: str) -> Words:
    return Words(locale=language, timezone="Asia/Shanghai", now=NOW)


def facts(request: Any = ASKED, **rest: Any) -> InputFacts:
    given = {
        "request": request,
        "about": ABOUT,
        "asked_by": MANAGER,
        "reader": WU,
        "mine": Giver(person_id=WU.id),
        "manager": MANAGER,
        "hr_reads": True,
        "today": REQUEST.asked_at.date(),
        **rest,
    }
    return InputFacts(**given)


def test_every_card_and_form_keeps_to_slacks_limits() -> None:
    said = tuple(
        tuple(Said(text=LONG, by="<" * 80) for _ in range(MOST_ASKED)) for _ in range(MOST_QUESTIONS + 1)
    )
    read = InputRead(
        request=replace(ASKED, state=State.READABLE), asked_by=MANAGER, asked=20, answered=20, said=said
    )
    running = InputRead(request=ASKED, asked_by=MANAGER, asked=20, answered=None)
    others = [replace(read, request=replace(read.request, id=10 + each)) for each in range(4)]
    sets = (*SETS, *shipped_questions())
    typed = TypedInput(who=tuple(f"U{each:010}" for each in range(MOST_ASKED)), own="&" * OWN_LIMIT)
    for language in LANGUAGES:
        to = words(language)
        for state in State:
            for answered in Answered:
                mine = Giver(person_id=WU.id, answered=answered)
                card = input_card(to, facts(replace(ASKED, state=state), mine=mine))
                check_message_blocks(card.blocks)
            note = ended_note(to, replace(ASKED, state=state), about=ABOUT)
            check_message_blocks(note.blocks)
        for view in (
            give_modal(to, facts(), answers=[LONG] * ASKED_AT_MOST, is_rule_new=True),
            ask_modal(to, ABOUT, sets=sets, typed=typed, until=REQUEST.due_on),
            more_modal(to, running, typed=typed, until=REQUEST.due_on),
            input_modal(to, InputPage(reader=LIU, about=ABOUT, requests=())),
            input_modal(to, InputPage(reader=LIU, about=ABOUT, requests=(running,) * 5)),
            input_modal(to, InputPage(reader=LIU, about=ABOUT, requests=(read, *others))),
        ):
            check_view(json.loads(json.dumps(view)), surface="modal")


def test_the_rule_is_on_the_card_and_above_the_form_and_says_whether_it_is_with_a_name() -> None:
    together = "never fewer than 5 answers together"
    for request, expected in ((ASKED, True), (replace(ASKED, how=How.NAMED), False)):
        shown = facts(request, about=CHEN, manager=LIU)
        for seen in (input_card(words("en"), shown).blocks, give_modal(words("en"), shown, answers=[])):
            text = json.dumps(seen)
            assert (together in text) is expected
            assert ("Liu Yang and HR read it with your name" in text) is not expected
            assert ("can still give you away" in text) is expected


def test_no_name_stands_beside_what_is_read_together() -> None:
    said = ((Said(text="good"),) * 5,)
    read = InputRead(
        request=replace(ASKED, state=State.READABLE), asked_by=LIU, asked=6, answered=5, said=said
    )
    text = json.dumps(input_modal(words("en"), InputPage(reader=LIU, about=CHEN, requests=(read,))))
    assert text.count("good") == 5
    assert "Wu Min" not in text
    took_part = replace(read, said=(), answered=None, took_part=True)
    text = json.dumps(input_modal(words("en"), InputPage(reader=LIU, about=CHEN, requests=(took_part,))))
    assert "You were asked yourself" in text


def test_where_an_answer_ends_can_be_seen_and_nobody_writes_anothers_name_above_a_line() -> None:
    forged = Said(text="good\n\nLiu Yang:\nbad <!channel>", by="Wu Min")
    read = InputRead(
        request=replace(ASKED, state=State.READABLE, how=How.NAMED),
        asked_by=LIU,
        asked=2,
        answered=2,
        said=((forged, Said(text="fine", by="Lin Tao")),),
    )
    view = input_modal(words("en"), InputPage(reader=LIU, about=CHEN, requests=(read,)))
    shown = view["blocks"][-1]["text"]["text"]
    assert shown == "Wu Min:\n> good\n> \n> Liu Yang:\n> bad &lt;!channel&gt;\n\nLin Tao:\n> fine"


def test_of_one_whose_answers_were_erased_it_is_said_that_nobody_reads_any() -> None:
    for how, expected in ((How.TOGETHER, "Fewer than 5 answered"), (How.NAMED, "Nobody answered")):
        gone = InputRead(
            request=replace(ASKED, state=State.READABLE, how=how), asked_by=LIU, asked=5, answered=None
        )
        text = json.dumps(input_modal(words("en"), InputPage(reader=LIU, about=CHEN, requests=(gone,))))
        assert expected in text
