"""Who is in the top band, and when words give the score away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.reviews.distribution import Distribution, Share
from bot.domain.reviews.recognition import Recognition, is_top, says_score, top_from
from bot.domain.reviews.recognition_way import State
from bot.domain.reviews.scoring import Outcome
from tests.builders.people import CHEN, LIU
from tests.builders.shipped import load_scheme

NOW = datetime(2027, 1, 22, 2, 0, tzinfo=UTC)
ASKED = Recognition(
    id=5,
    review_id=7,
    employee_id=CHEN.id,
    by_id=LIU.id,
    words="Saw the migration through.",
    channel="C0PRAISE1",
    asking=2,
    state=State.ASKED,
    version=3,
    asked_at=NOW,
)


def outcome(score: str, *, failed: bool = False) -> Outcome:
    return Outcome(sections=(), exact=Decimal(score), score=Decimal(score), failed=failed)


def test_the_top_band_is_that_of_the_shares_or_the_highest_of_the_bands() -> None:
    shipped = load_scheme("kpi-values")
    shares = (Share(lowest=Decimal("4.5"), at_most=10), Share(highest=Decimal(3), at_least=5))
    other = shipped.model_copy(update={"distribution": Distribution(shares=shares)})
    without = shipped.model_copy(update={"distribution": None})

    assert [top_from(each) for each in (shipped, other, without)] == [Decimal(4), Decimal("4.5"), Decimal(4)]
    assert is_top(shipped, outcome("4"))
    assert not is_top(other, outcome("4"))
    assert not is_top(shipped, outcome("3.75"))
    assert not is_top(shipped, outcome("4", failed=True))
    assert not is_top(shipped, None)


@pytest.mark.parametrize(
    ("words", "score", "tells"),
    [
        ("A clear 4.5 this quarter", "4.5", True),
        ("A clear 4,5.", "4.5", True),
        ("得了4.5分", "4.5", True),
        ("得了４．５", "4.5", True),
        ("4.50 overall", "4.5", True),
        ("Conversion rose by 4.5 %", "4.5", False),
        ("Version 14.5 went out", "4.5", False),
        ("Version 4.51 went out", "4.5", False),
        ("A 3.75 by all accounts", "4.5", False),
        ("scored 4", "4", True),
        ("your rating: 4", "4", True),
        ("绩效4", "4", True),
        ("評分 4", "4", True),
        ("4分", "4", True),
        ("4 points", "4", True),
        ("4/5", "4", True),
        ("4.0", "4", True),
        # A whole number is one of many.
        ("On 4 May the shop was down for 4 minutes", "4", False),
        ("4月上线", "4", False),
        ("In 2026Q4 four colleagues were helped", "4", False),
        ("Scored 14 goals", "4", False),
    ],
)
def test_words_that_give_the_score_away(words: str, score: str, tells: bool) -> None:
    assert says_score(words, Decimal(score)) is tells


def test_it_is_out_from_its_hour_on_as_long_as_they_agree() -> None:
    agreed = replace(ASKED, state=State.AGREED, goes_at=NOW)

    assert agreed.is_out(NOW)
    assert not agreed.is_out(NOW - timedelta(seconds=1))
    assert not replace(agreed, state=State.TAKEN_DOWN).is_out(NOW)
    assert not ASKED.is_out(NOW)
