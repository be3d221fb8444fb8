"""What is typed into the form of feedback: what counts as words, whom a name means, which rule was shown."""

from dataclasses import replace

import pytest

from bot.domain.weeks.feedback import FeedbackKind, Telling
from bot.domain.weeks.feedback_form import (
    QUOTED_LIMIT,
    TEXT_LIMIT,
    Rule,
    Sort,
    TypedFeedback,
    called,
    has_words,
    read_text,
)
from bot.domain.weeks.visibility import Reader, When
from bot.errors import Refusal
from tests.builders.people import CHEN, LIU, SUN, WU, someone

HAO = someone(20, "Chen Hao", department="Technical")
JIE = someone(21, "陈洁")
LEI = someone(22, "黄磊")
PEOPLE = [LIU, CHEN, WU, HAO, JIE, LEI]


@pytest.mark.parametrize(
    "text", ["", "  \n", "👍", "👍🏽 🎉!", ":thumbsup:", ":+1: :tada:", "…", "\u200b", "?!"]
)
def test_what_holds_no_word_is_none(text: str) -> None:
    assert not has_words(text)
    with pytest.raises(Refusal, match=r"feedback\.missing") as refused:
        read_text(text, field="behaviour")
    assert refused.value.field == "behaviour"


@pytest.mark.parametrize("text", ["Late.", "迟到", "3", "👍 on time", "تأخر", "at 10:30: late :tada:"])
def test_a_word_of_any_script_is_enough(text: str) -> None:
    assert read_text(f"  {text} ", field="behaviour") == text


def test_as_much_as_fits_is_taken_and_not_a_letter_more() -> None:
    assert len(read_text("x" * TEXT_LIMIT, field="consequence")) == TEXT_LIMIT
    with pytest.raises(Refusal, match=r"feedback\.too_long") as refused:
        read_text("x" * (TEXT_LIMIT + 1), field="consequence")
    assert refused.value.facts == {"limit": TEXT_LIMIT, "length": TEXT_LIMIT + 1}


@pytest.mark.parametrize(
    ("words", "found", "rest"),
    [
        ("Wu Min", [WU], ""),
        ("@wu min", [WU], ""),
        ("WU MIN was late", [WU], "was late"),
        ("wu", [WU], ""),
        ("Min Wu", [WU], ""),
        ("陈洁", [JIE], ""),
        ("陈洁 说得很清楚", [JIE], "说得很清楚"),
        ("黄 磊", [LEI], ""),
        ("chen", [CHEN, HAO], ""),
        ("nobody", [], ""),
        ("", [], ""),
    ],
)
def test_whom_a_name_means(words: str, found: list[object], rest: str) -> None:
    assert called(words, PEOPLE) == (tuple(found), rest)


def test_two_of_one_name_are_both_meant() -> None:
    other = replace(WU, id=30)

    assert called("Wu Min", [WU, other]) == ((WU, other), "")


def test_what_is_kept_of_a_form_is_read_again_and_what_is_unknown_left_out() -> None:
    typed = TypedFeedback(
        who="U1", sort=Sort.NEGATIVE, behaviour="Late.", tied="value:teamwork", telling=Telling.KEPT
    )

    assert TypedFeedback.of(typed.as_kept()) == typed
    assert TypedFeedback.of({"sort": "praise", "telling": "never", "mood": "low"}) == TypedFeedback()


def test_a_message_is_quoted_before_what_was_typed_once_and_cut_to_leave_room() -> None:
    typed = TypedFeedback(behaviour="mine")

    quoted = typed.quoting("theirs")

    assert quoted.behaviour == "“theirs”\nmine"
    assert quoted.quoting("theirs") == quoted
    assert typed.quoting("") == typed
    assert len(TypedFeedback().quoting("x" * 5000).behaviour) == QUOTED_LIMIT + 3


def test_only_a_kind_of_feedback_has_one() -> None:
    assert [sort.kind for sort in Sort if sort is not Sort.SUGGESTION] == [
        FeedbackKind.POSITIVE,
        FeedbackKind.CONSTRUCTIVE,
        FeedbackKind.NEGATIVE,
    ]
    with pytest.raises(ValueError, match="suggestion"):
        Sort.SUGGESTION.kind  # noqa: B018
    assert TypedFeedback(sort=Sort.SUGGESTION).is_suggestion
    assert TypedFeedback(who="U1").is_empty


RULE = Rule(giver=CHEN, is_suggestion=False, telling=Telling.AT_ONCE, receiver=WU, manager=LIU)


@pytest.mark.parametrize(
    "other",
    [
        replace(RULE, telling=Telling.KEPT),
        replace(RULE, receiver=SUN),
        replace(RULE, manager=SUN),
        replace(RULE, manager=None),
        replace(RULE, has_hr=False),
        replace(RULE, is_suggestion=True, answering=(LIU,), head=LIU),
        replace(RULE, is_suggestion=True, answering=(LIU,), head=None),
    ],
)
def test_another_rule_has_another_fingerprint(other: Rule) -> None:
    assert other.fingerprint != RULE.fingerprint


def test_whatever_it_is_a_rule_about_the_same_people_is_the_same() -> None:
    assert replace(RULE, giver=SUN).fingerprint == RULE.fingerprint
    assert replace(RULE, receiver=None).fingerprint == ""


def test_when_the_receiver_reads_it_is_the_visibility_of_what_is_chosen() -> None:
    assert RULE.readers[Reader.RECEIVER] is When.NOW
    assert replace(RULE, telling=Telling.KEPT).readers[Reader.RECEIVER] is When.ONCE_TOLD
