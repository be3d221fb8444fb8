"""KPIs and their changes as lines: what both sides sign stands there in full."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.named import Named
from bot.domain.goals.sheet import changes
from bot.domain.quantities import Quantity
from messages.catalog import Words
from messages.goals.kpi_lines import change_lines, kpi_in_full, kpi_line
from tests.builders.goals import kpi

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
SHARES = (Anchor(score=Decimal("4.5"), share=Decimal(70)), Anchor(score=Decimal("3.5"), share=Decimal(100)))
TIME = kpi(
    "k1",
    20,
    name="Complaint handling time",
    quantity=Quantity.TIME,
    direction=Direction.LOWER,
    unit="hours",
    target="24:00:00",
    scored_by=ScoredBy.SHARE,
    anchors=SHARES,
)


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=NOW)


def test_a_share_of_the_target_says_what_earns_the_score() -> None:
    said = kpi_in_full(words(), TIME, named=Named())

    assert "• *4.5*: 70 % of the target or less: 16 h 48 min or less" in said
    assert "• *3.5*: 100 % of the target or less: 24 h or less" in said


def test_changed_anchors_stand_beside_the_old_as_they_count() -> None:
    after = replace(TIME, anchors=(replace(SHARES[0], share=Decimal(60)), SHARES[1]))

    [change] = changes([TIME], [after])
    said = change_lines(words(), change, named=Named())

    assert said.splitlines()[1:] == [
        "What earns 4.5: ~70 % of the target or less: 16 h 48 min or less~"
        " → 60 % of the target or less: 14 h 24 min or less"
    ]


def test_a_target_of_time_is_written_out_in_the_readers_language() -> None:
    assert kpi_line(words(), TIME) == "*20 %* · Complaint handling time · 24 h"
    assert kpi_line(words("zh-CN"), TIME).endswith("24小时")
