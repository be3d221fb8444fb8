"""The one rule about cases."""

from decimal import Decimal

import pytest

from bot.domain.reviews.sections.evidence import Need, needed

BELOW, FROM = Decimal("2.5"), Decimal(3)


@pytest.mark.parametrize(
    ("score", "below", "from_", "need"),
    [
        ("2", BELOW, FROM, Need.AGAINST),
        ("2.5", BELOW, FROM, Need.NONE),
        ("3", BELOW, FROM, Need.FOR),
        ("2", None, FROM, Need.NONE),
        ("3", None, FROM, Need.FOR),
        ("2", BELOW, None, Need.AGAINST),
        ("5", BELOW, None, Need.NONE),
        ("0", None, None, Need.NONE),
    ],
)
def test_each_threshold_asks_for_its_own_case_and_may_be_missing_alone(
    score: str, below: Decimal | None, from_: Decimal | None, need: Need
) -> None:
    assert needed(Decimal(score), below=below, from_=from_) is need


def test_before_there_is_a_score_no_case_is_asked_for() -> None:
    assert needed(None, below=BELOW, from_=FROM) is Need.NONE
