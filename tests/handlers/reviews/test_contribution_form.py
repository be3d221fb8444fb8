"""What a former manager's form sends comes back out of it."""

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.contribution import OfItem, Written
from bot.errors import Refusal
from handlers.reviews.contribution_form import ContributionForm
from messages.reviews.contribution_modal import REMARK, SCORE, TEXT, remark_block, score_block
from tests.builders.approval import CONVERSION, DWELL, TEAMWORK


def view(*, score: str | None) -> dict[str, Any]:
    chosen = {"value": score} if score is not None else None
    values = {
        TEXT: {TEXT: {"value": None}},
        score_block(CONVERSION): {SCORE: {"selected_option": chosen}},
        remark_block(CONVERSION): {REMARK: {"value": " Held it. "}},
        score_block(DWELL): {SCORE: {"selected_option": None}},
        remark_block(DWELL): {REMARK: {"value": "\u200b"}},
        remark_block(TEAMWORK): {REMARK: {"value": "Shared what she knew."}},
    }
    return {"state": {"values": values}}


def test_only_what_was_said_comes_out_of_it() -> None:
    assert ContributionForm.of(view(score="4")).written() == Written(
        text="",
        items={
            CONVERSION: OfItem(score=Decimal(4), remark="Held it."),
            TEAMWORK: OfItem(remark="Shared what she knew."),
        },
    )


@pytest.mark.parametrize("score", ["four", "NaN", "-1", "1e9"])
def test_what_is_no_score_is_refused(score: str) -> None:
    with pytest.raises(Refusal, match=r"review\.not_a_score"):
        ContributionForm.of(view(score=score))
