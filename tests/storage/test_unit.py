"""The unit of work: all or nothing, writers one at a time, readers never in the way."""

import threading
from datetime import UTC, datetime

import pytest

from storage.models.people import BranchRow
from storage.unit import Store
from tests.builders.people import company

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def names(store: Store) -> list[str]:
    with store.read() as unit:
        return sorted(branch.name for branch in unit.people.branches())


def add(store: Store, name: str) -> None:
    with store.begin() as unit:
        unit.session.add(BranchRow(name=name, country="CN", timezone="Asia/Shanghai"))


def test_a_use_case_that_fails_leaves_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.begin() as unit:
            unit.session.add(BranchRow(name="Half", country="CN", timezone="Asia/Shanghai"))
            unit.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    assert names(store) == []


def test_many_writers_at_once_all_get_their_turn(store: Store) -> None:
    threads = [threading.Thread(target=add, args=(store, f"Branch {n}")) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(names(store)) == 20


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    add(store, "Before")

    with store.begin() as unit:
        unit.session.add(BranchRow(name="Not yet", country="CN", timezone="Asia/Shanghai"))
        unit.session.flush()
        seen = names(store)

    assert seen == ["Before"]


def test_a_draft_replaces_the_one_before_and_can_be_dropped(store: Store) -> None:
    chen = company(store).employee.id
    with store.begin() as unit:
        unit.drafts.save(chen, "form", "1", {"a": 1}, at=NOW)
    with store.begin() as unit:
        unit.drafts.save(chen, "form", "1", {"a": 2}, at=NOW)

    with store.begin() as unit:
        draft = unit.drafts.get(chen, "form", "1")
        assert draft is not None
        assert draft.data == {"a": 2}
        unit.drafts.drop(chen, "form", "1")
    with store.read() as unit:
        assert unit.drafts.get(chen, "form", "1") is None
