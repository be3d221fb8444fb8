"""Contents of files as rows of their own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.weeks.pocket_files import Keeping, ToFetch
from bot.errors import Missing
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.people import Company
from tests.builders.pockets import case, file, said

LEASE = timedelta(minutes=15)


@pytest.fixture
def case_id(store: Store, people: Company) -> int:
    files = (file(1), file(2, keeping=Keeping.TOO_BIG), file(3))
    with store.begin() as unit:
        kept = unit.pocket.keep(
            case(owner_id=people.employee.id, said=said(author_id=None), files=files), at=MONDAY
        )
    assert kept is not None
    return kept


def claim(store: Store, *, after: timedelta = timedelta(0)) -> list[ToFetch]:
    with store.begin() as unit:
        return list(unit.pocket_files.claim(now=MONDAY + after, lease=LEASE, limit=10))


def keepings(store: Store, case_id: int) -> list[Keeping]:
    with store.read() as unit:
        return [each.keeping for each in unit.pocket.get(case_id).files]


def test_a_file_is_leased_to_one_until_the_lease_runs_out(store: Store, case_id: int) -> None:
    first = claim(store)

    assert [(each.case_id, each.slack_id, each.attempts) for each in first] == [
        (case_id, "F1", 1),
        (case_id, "F3", 1),
    ]
    assert claim(store, after=LEASE - timedelta(seconds=1)) == []
    assert claim(store, after=LEASE) == [replace(each, attempts=2) for each in first]


def test_what_was_put_off_comes_when_it_is_due(store: Store, case_id: int) -> None:
    late, given_up = claim(store)
    with store.begin() as unit:
        unit.pocket_files.put_off(late, until=MONDAY + timedelta(minutes=2))
        unit.pocket_files.give_up(given_up, Keeping.UNSEEN)

    assert claim(store, after=timedelta(minutes=1)) == []
    assert [each.slack_id for each in claim(store, after=timedelta(minutes=2))] == ["F1"]
    assert keepings(store, case_id) == [Keeping.WAITS, Keeping.TOO_BIG, Keeping.UNSEEN]


def test_contents_are_kept_once_and_read_by_themselves(store: Store, case_id: int) -> None:
    this, _ = claim(store)
    for content in (b"\x00as it was\xff", b"fetched again"):
        with store.begin() as unit:
            unit.pocket_files.keep(this, content, at=MONDAY)

    with store.read() as unit:
        kept = unit.pocket_files.content(case_id, 0)
        with pytest.raises(Missing):
            unit.pocket_files.content(case_id, 2)
    assert (kept.name, kept.content) == ("report 1.pdf", b"\x00as it was\xff")
    assert keepings(store, case_id)[0] is Keeping.KEPT


def test_with_a_case_its_contents_go_and_what_is_fetched_for_it_later_is_not_kept(
    store: Store, case_id: int
) -> None:
    this, other = claim(store)
    with store.begin() as unit:
        unit.pocket_files.keep(this, b"as it was", at=MONDAY)
        unit.pocket.forget(case_id)

    with store.begin() as unit:
        unit.pocket_files.keep(other, b"too late", at=MONDAY)
        for position in (0, 2):
            with pytest.raises(Missing):
                unit.pocket_files.content(case_id, position)


def test_for_what_was_taken_out_nothing_is_fetched_until_it_is_back(store: Store, case_id: int) -> None:
    with store.begin() as unit:
        unit.pocket.remove(case_id, at=MONDAY)
    assert claim(store) == []

    with store.begin() as unit:
        unit.pocket.remove(case_id, at=None)
    assert len(claim(store)) == 2
