"""Balance counts evidence by week and by item, and says how old it is."""

from datetime import date, timedelta

import pytest

from bot.domain.reviews.balance import Balance, Evidence, balance
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
"""A Thursday, and a Thursday fourteen weeks on."""


def seen(*evidence: Evidence, today: date = date(2027, 1, 4)) -> Balance:
    return balance(evidence, items=(CONVERSION, DWELL, CUSTOMER), starts_on=FIRST, ends_on=LAST, today=today)


def test_each_week_that_has_begun_and_each_item_is_counted() -> None:
    found = seen(
        Evidence(item=CONVERSION, on=FIRST),
        Evidence(item=CONVERSION, on=date(2026, 10, 4)),
        Evidence(item=CUSTOMER, on=date(2026, 10, 5)),
        Evidence(item=CUSTOMER),
        today=date(2026, 10, 14),
    )

    assert found.weeks == (2, 1, 0)
    assert found.items == ((CONVERSION, 2), (DWELL, 0), (CUSTOMER, 2))
    assert (found.newest, found.oldest) == (9, 13)
    assert (found.weeks_with_some, found.total) == (2, 4)


def test_without_evidence_there_is_no_age() -> None:
    found = seen()

    assert found.weeks == (0,) * 14
    assert (found.newest, found.oldest, found.total) == (None, None, 0)


@pytest.mark.parametrize("on", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_what_happened_outside_the_period_is_in_none_of_its_weeks(on: date) -> None:
    found = seen(Evidence(item=DWELL, on=on))

    assert sum(found.weeks) == 0
    assert found.total == 1


def test_another_reviews_items_and_days_to_come_are_not_counted() -> None:
    found = seen(Evidence(item=("kpi", "other"), on=FIRST), Evidence(item=DWELL, on=date(2027, 2, 1)))

    assert sum(found.weeks) == 0
    assert found.items[1] == (DWELL, 1)
    assert found.newest is None
