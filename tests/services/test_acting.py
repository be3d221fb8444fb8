"""Who acts: somebody, or the company itself."""

import pytest

from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company


def test_whoever_acts_stands_in_the_rows_and_the_company_does_not(store: Store) -> None:
    chen = company(store).employee

    assert acting(store, by=chen).person == chen
    assert (acting(store, by=chen).by_id, acting(store).by_id) == (chen.id, None)


def test_what_only_somebody_can_do_the_company_does_not_do(store: Store) -> None:
    with pytest.raises(LookupError, match="nobody acts here"):
        _ = acting(store).person
