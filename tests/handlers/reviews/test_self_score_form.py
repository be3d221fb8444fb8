"""What Slack says of the self-score form, as values."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.self_score import Answer
from bot.errors import Refusal
from handlers.reviews.self_score_form import Place, entered_in
from messages.reviews.self_score_modal import ACTUAL, CHOOSE, COMMENT, COMMENT_BLOCK, EVIDENCE

CUSTOMER = ("values", "customer_first")
DWELL = ("kpi", "dwell")


def chosen(score: str | None) -> dict[str, Any]:
    option = None if score is None else {"value": score, "text": {"type": "plain_text", "text": score}}
    return {CHOOSE: {"type": "static_select", "selected_option": option}}


def typed(action_id: str, text: str | None) -> dict[str, Any]:
    return {action_id: {"type": "plain_text_input", "value": text}}


def view(**values: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": values}}


def test_the_place_is_which_review_which_step_and_what_was_seen() -> None:
    metadata = json.dumps({"review": 7, "step": 2, "read_at": "2026-11-23T02:00:00+00:00"})

    place = Place.of({"private_metadata": metadata})

    assert (place.review, place.step, place.read_at) == (7, 2, "2026-11-23T02:00:00+00:00")


def test_scores_figures_and_cases_are_read_by_item() -> None:
    entered = entered_in(
        view(
            **{
                "self_score:score:kpi:dwell": chosen("3.25"),
                "self_score:actual:kpi:dwell": typed(ACTUAL, " 2:10 "),
                "self_score:score:values:customer_first": chosen("3"),
                "self_score:evidence:values:customer_first": typed(EVIDENCE, "It was so.\nThen so.\n"),
            }
        )
    )

    assert entered.answers == {
        DWELL: Answer(score=Decimal("3.25"), actual="2:10"),
        CUSTOMER: Answer(score=Decimal(3), evidence="It was so.\nThen so."),
    }
    assert entered.comment is None


def test_an_empty_field_is_told_from_one_that_is_not_on_screen() -> None:
    empty = entered_in(
        view(
            **{
                "self_score:score:kpi:dwell": chosen(None),
                "self_score:actual:kpi:dwell": typed(ACTUAL, None),
                COMMENT_BLOCK: typed(COMMENT, None),
            }
        )
    )

    assert empty.answers == {DWELL: Answer(score=None, actual="", evidence=None)}
    assert empty.comment == ""


@pytest.mark.parametrize(
    ("block", "element", "limit"),
    [
        ("self_score:actual:kpi:dwell", typed(ACTUAL, "x" * 201), 200),
        ("self_score:evidence:values:customer_first", typed(EVIDENCE, "x" * 3001), 3000),
        (COMMENT_BLOCK, typed(COMMENT, "x" * 3001), 3000),
    ],
)
def test_text_that_is_too_long_is_refused_at_its_field(
    block: str, element: dict[str, Any], limit: int
) -> None:
    with pytest.raises(Refusal) as refusal:
        entered_in(view(**{block: element}))

    assert refusal.value.code == "self_score.too_long"
    assert (refusal.value.field, refusal.value.facts) == (block, {"limit": limit})


def test_fields_without_ids_of_ours_are_not_read() -> None:
    assert entered_in(view()).answers == {}


def test_a_case_comes_without_what_cannot_be_seen_and_one_made_of_that_is_empty() -> None:
    entered = entered_in(
        view(
            **{
                "self_score:actual:kpi:dwell": typed(ACTUAL, "\u2060\u200f"),
                "self_score:evidence:values:customer_first": typed(EVIDENCE, "It\u200b was\x0bso 👩‍💻\x00"),
                COMMENT_BLOCK: typed(COMMENT, "\ufffd\ufe0f"),
            }
        )
    )

    assert entered.answers == {
        DWELL: Answer(actual=""),
        CUSTOMER: Answer(evidence="It was\nso 👩‍💻"),
    }
    assert entered.comment == ""
