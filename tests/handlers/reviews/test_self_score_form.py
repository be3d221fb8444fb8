"""What Slack says of the self-score form, as values."""

import json
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.self_score import Answer
from bot.domain.weeks.pocket_files import Keeping
from bot.errors import Refusal
from handlers.reviews.self_score_form import Place, entered_in
from messages.reviews.self_score_fields import CHOOSE
from messages.reviews.self_score_modal import ACTUAL, COMMENT, COMMENT_BLOCK, EVIDENCE, RUNGS

CUSTOMER = ("values", "customer_first")
DWELL = ("kpi", "dwell")


def chosen(score: str | None) -> dict[str, Any]:
    option = None if score is None else {"value": score, "text": {"type": "plain_text", "text": score}}
    return {CHOOSE: {"type": "static_select", "selected_option": option}}


def typed(action_id: str, text: str | None) -> dict[str, Any]:
    return {action_id: {"type": "plain_text_input", "value": text}}


def climbs(rungs: str) -> dict[str, Any]:
    return {CHOOSE: {"type": "radio_buttons", "selected_option": {"value": f"rungs:{rungs}"}}}


def ticked(*values: str, action_id: str = CHOOSE) -> dict[str, Any]:
    return {action_id: {"type": "checkboxes", "selected_options": [{"value": each} for each in values]}}


def view(**values: dict[str, Any]) -> dict[str, Any]:
    return {"state": {"values": values}}


def test_the_place_is_which_review_which_step_and_what_was_seen() -> None:
    metadata = json.dumps({"review": 7, "step": 2, "read_at": "2026-11-23T02:00:00+00:00"})

    place = Place.of({"private_metadata": metadata})

    assert (place.review, place.step, place.read_at) == (7, 2, "2026-11-23T02:00:00+00:00")


def test_files_are_read_by_item() -> None:
    photo = {"id": "F1", "name": "photo.png", "mimetype": "image/png", "size": 14, "permalink": "https://x/a"}
    elsewhere = {"id": "F2", "title": "Plan", "is_external": True}
    held = {"reviews.self_score.files.": {"type": "file_input", "files": [photo, elsewhere]}}

    entered = entered_in(
        view(
            **{
                "self_score:files:values:customer_first": held,
                "self_score:files:kpi:dwell": {"reviews.self_score.files.": {"type": "file_input"}},
            }
        )
    )

    first, second = entered.files[CUSTOMER]
    assert (first.slack_id, first.name, first.size, first.keeping) == ("F1", "photo.png", 14, Keeping.WAITS)
    assert (second.name, second.keeping) == ("Plan", Keeping.ELSEWHERE)
    assert entered.files[DWELL] == ()
    assert entered.answers == {}


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


@pytest.mark.parametrize(
    ("rungs", "half", "score"),
    [("", None, "0"), ("", 1, "0.5"), ("1,2", 3, "2.5"), ("1,2,3", 3, "3"), ("1,2,3,4,5", None, "5")],
)
def test_how_far_was_climbed_is_a_score_and_a_half_counts_of_the_rung_above_only(
    rungs: str, half: int | None, score: str
) -> None:
    fields = {"self_score:score:values:customer_first": climbs(rungs)}
    if half is not None:
        fields[f"self_score:half{half}:values:customer_first"] = ticked("half")

    assert entered_in(view(**fields)).answers == {CUSTOMER: Answer(score=Decimal(score))}


def test_for_which_rungs_a_case_speaks_is_read() -> None:
    fields = {"self_score:rungs:values:customer_first": ticked("2", "3", action_id=RUNGS)}

    assert entered_in(view(**fields)).answers == {CUSTOMER: Answer(rungs=(2, 3))}


def test_a_rung_over_a_gap_is_refused_at_its_field() -> None:
    with pytest.raises(Refusal) as refusal:
        entered_in(view(**{"self_score:score:values:customer_first": climbs("1,2,4")}))

    assert refusal.value.code == "self_score.rung_gap"
    assert refusal.value.field == "self_score:score:values:customer_first"
    assert refusal.value.facts == {"rung": 4, "below": 3}


@pytest.mark.parametrize("rungs", ["7", "-1", "one", "1;2", "99999999999999999999"])
def test_rungs_that_no_ladder_has_are_no_answer(rungs: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        entered_in(view(**{"self_score:score:values:customer_first": climbs(rungs)}))
