"""Who acts: somebody, or the company itself."""

from datetime import date

import pytest

from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company, someone


def test_whoever_acts_stands_in_the_rows_and_the_company_does_not(store: Store) -> None:
    chen = company(store).employee

    assert acting(store, by=chen).person == chen
    assert (acting(store, by=chen).by_id, acting(store).by_id) == (chen.id, None)


def test_what_only_somebody_can_do_the_company_does_not_do(store: Store) -> None:
    with pytest.raises(LookupError, match="nobody acts here"):
        _ = acting(store).person


def test_days_are_counted_by_the_calendar_of_whoever_acts_else_by_the_head_offices(store: Store) -> None:
    riyadh = someone(1, "Abdullah", country="SA")

    assert acting(store, by=riyadh).calendar is riyadh.calendar
    assert acting(store).calendar.is_working_day(date(2026, 11, 20))
    assert not riyadh.calendar.is_working_day(date(2026, 11, 20))  # a Friday
