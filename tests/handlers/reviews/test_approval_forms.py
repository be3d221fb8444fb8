"""What comes back from the approval's buttons and forms."""

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.approval import Wanted
from bot.errors import Refusal
from handlers.reviews.approval_forms import AdjustForm, AskForm, Decided, Scored
from messages.reviews.adjust_modal import CHOOSE, REASON
from messages.reviews.ask_modal import QUESTION

DWELL = ("kpi", "dwell")


def adjust_view(score: str, reason: str | None) -> dict[str, Any]:
    return {
        "state": {
            "values": {
                "score:kpi:dwell": {CHOOSE: {"selected_option": {"value": score}}},
                "reason:kpi:dwell": {REASON: {"value": reason}},
            }
        }
    }


def ask_view(question: str | None) -> dict[str, Any]:
    return {"state": {"values": {QUESTION: {QUESTION: {"value": question}}}}}


def test_a_button_says_which_review_and_which_version_of_it() -> None:
    assert Decided.of("7:3") == Decided(review_id=7, version=3)


@pytest.mark.parametrize("value", ["7", "7:", "x:3", ""])
def test_a_value_that_no_button_of_ours_carries_is_refused(value: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        Decided.of(value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [(None, None), ("   ", None), ("\u200b\u200d\u3164", None), (" Low ", "Low"), ("Lo\u00adw\x00", "Low")],
)
def test_a_blank_reason_is_none(typed: str | None, reason: str | None) -> None:
    form = AdjustForm.of(adjust_view("3.25", typed))

    assert form.entered() == {DWELL: Wanted(score=Decimal("3.25"), reason=reason)}


@pytest.mark.parametrize("score", ["", "abc", "NaN", "Infinity", "1e400"])
def test_what_is_no_number_is_refused_in_words(score: str) -> None:
    with pytest.raises(Refusal, match=r"review\.not_a_score"):
        AdjustForm.of(adjust_view(score, None))


@pytest.mark.parametrize(
    "carried", ["", "{}", "7:3", '{"review_id": -1, "version": 3}', '{"review_id": "x"}']
)
def test_what_no_form_of_ours_carries_is_refused(carried: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        Scored.of({"private_metadata": carried})


@pytest.mark.parametrize("typed", [None, "", "  \n", "\u200b\u202e", "\u3164\ufe0f"])
def test_a_question_of_blanks_is_refused_at_its_field(typed: str | None) -> None:
    with pytest.raises(Refusal) as refusal:
        AskForm.of(ask_view(typed))

    assert (refusal.value.code, refusal.value.field) == ("review.question_missing", QUESTION)
