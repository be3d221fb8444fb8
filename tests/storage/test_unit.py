"""The unit of work: all or nothing, writers one at a time, readers never in the way."""

import threading

import pytest

from storage.models.people import BranchRow
from storage.unit import Store


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
