"""What HR writes behind `/review close` and `/review reopen`, read."""

from datetime import date

import pytest

from bot.errors import Refusal
from bot.services.reviews.of_one import Named
from handlers.reviews.cycle_forms import read_ad_hoc, read_of_one

UNTIL = date(2027, 2, 5)
CHEN = Named(account="U0CHEN")


@pytest.mark.parametrize(
    ("text", "named", "reason"),
    [
        ("close <@U0CHEN|chen> because she left", CHEN, "she left"),
        ("close <@U0CHEN> she left", CHEN, "she left"),
        ("close <@U0CHEN> 2026Q4 because she left", Named(account="U0CHEN", cycle="2026Q4"), "she left"),
        ("close <@U0CHEN> 2026 Q4 because she left", Named(account="U0CHEN", cycle="2026Q4"), "she left"),
        ("close Chen Jie because she left", Named(called="Chen Jie"), "she left"),
        ("close Chen Jie 2026Q4 she left", Named(called="Chen Jie", cycle="2026Q4"), "she left"),
        (
            "close <mailto:chen.jie@example.com|chen.jie@example.com> because she left",
            Named(called="chen.jie@example.com"),
            "she left",
        ),
        ("close <@U0CHEN> 2026 she left", Named(account="U0CHEN", cycle="2026"), "she left"),
        ("close <@U0CHEN> 2025 budget was cut", CHEN, "2025 budget was cut"),
        ("close <@U0CHEN> 2027 because she left", CHEN, "2027 because she left"),
        ("close Chen Jie 2026 because she left", Named(called="Chen Jie", cycle="2026"), "she left"),
        ("close 陈洁 因为 离职", Named(called="陈洁"), "离职"),
        ("close <@U0CHEN>", CHEN, ""),
        ("close", Named(), ""),
    ],
)
def test_whose_review_and_why(text: str, named: Named, reason: str) -> None:
    said = read_of_one(text, years={"2026"})

    assert (said.named, said.until, said.reason) == (named, None, reason)


@pytest.mark.parametrize(
    ("text", "named", "until", "reason"),
    [
        ("reopen <@U0CHEN> until 2027-02-05 because she was ill", CHEN, UNTIL, "she was ill"),
        ("reopen <@U0CHEN> until 2027-02-05 she was ill", CHEN, UNTIL, "she was ill"),
        ("reopen Chen Jie until 2027/2/5 because ill", Named(called="Chen Jie"), UNTIL, "ill"),
        ("reopen <@U0CHEN> 到 2027年2月5日 因为 生病", CHEN, UNTIL, "生病"),
        ("reopen <@U0CHEN> because she was ill", CHEN, None, "she was ill"),
        ("reopen <@U0CHEN> until", CHEN, None, "until"),
    ],
)
def test_until_when(text: str, named: Named, until: date | None, reason: str) -> None:
    said = read_of_one(text, years={"2026"}, has_day=True)

    assert (said.named, said.until, said.reason) == (named, until, reason)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal, match=r"cycle\.day"):
        read_of_one("reopen <@U0CHEN> until soon because ill", years=(), has_day=True)


def test_whom_which_days_and_why_of_an_ad_hoc_review() -> None:
    first, last = date(2026, 10, 1), date(2026, 11, 30)
    wei = Named(called="Wu Wei")
    cases = {
        "adhoc <@U0CHEN> 2026-10-01 2026-11-30 because she leads": (CHEN, first, last, None, "she leads"),
        "adhoc <@U0CHEN|chen> 2026/10/1 to 2026/11/30 because x": (CHEN, first, last, None, "x"),
        "adhoc Wu Wei 2026-10-01 – 2026-11-30 three-part because x": (wei, first, last, "three-part", "x"),
        "adhoc <@U0CHEN> 2026年10月1日 至 2026年11月30日 因为 新项目": (CHEN, first, last, None, "新项目"),
        "adhoc <@U0CHEN> 2026-10-01 2026-11-30 she leads": (CHEN, first, last, None, "she leads"),
        "adhoc <@U0CHEN> 2026-10-01 because x": (CHEN, first, None, None, "x"),
        "adhoc": (Named(), None, None, None, ""),
    }
    for text, said in cases.items():
        assert tuple(read_ad_hoc(text)) == said, text
    with pytest.raises(Refusal, match=r"cycle\.day"):
        read_ad_hoc("adhoc <@U0CHEN> 2026-13-41 2026-11-30 because x")
