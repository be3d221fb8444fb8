"""A batch is worded from one reading, and one that cannot be read or worded holds up nobody."""

from collections.abc import Sequence

import pytest

from bot.delivery.wording import Prepared, Wording
from bot.domain.notices import Notice
from bot.domain.policy import Policy
from storage.outbox import Claim
from storage.unit import Store, Unit
from tests.builders.people import company
from tests.delivery.conftest import NOW, ROUTES, Broken, CardSaid
from tests.delivery.test_pace import claims


def found_for(store: Store, notices: Sequence[Notice], wording: Wording) -> list[type]:
    batch: list[tuple[Claim, Notice | Exception]] = list(zip(claims(len(notices)), notices, strict=True))
    return [type(each.found) for each in wording.prepare_all(batch, now=NOW)]


@pytest.fixture
def notices(store: Store) -> list[Notice]:
    people = company(store)
    return [CardSaid(to=people.employee.id, words="a"), Broken(to=1), CardSaid(to=people.hr.id, words="b")]


def test_one_that_cannot_be_worded_is_told_apart(store: Store, notices: list[Notice]) -> None:
    wording = Wording(store=store, policy=Policy(), routes=ROUTES)

    assert found_for(store, notices, wording) == [Prepared, ValueError, Prepared]


def test_what_cannot_be_read_ahead_is_read_one_by_one(store: Store, notices: list[Notice]) -> None:
    tried = []

    def stumbles(unit: Unit, some: Sequence[Notice]) -> None:
        tried.append(len(some))
        raise ValueError("a row that no key opens")

    wording = Wording(store=store, policy=Policy(), routes=ROUTES, ahead=stumbles)

    assert found_for(store, notices, wording) == [Prepared, ValueError, Prepared]
    assert tried == [3]
