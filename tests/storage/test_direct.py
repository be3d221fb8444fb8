"""Statements that go past the mapper see what the mapper holds, and the transaction they are of."""

import pytest
from sqlalchemy import text

from storage.models.people import BranchRow
from storage.plain import Plain
from storage.unit import Store
from tests.storage.test_unit import add

BRANCHES = Plain(BranchRow).table


def test_what_was_added_and_not_written_yet_is_found(store: Store) -> None:
    with store.begin() as unit:
        unit.session.add(BranchRow(name="Just added", country="CN", timezone="Asia/Shanghai"))
        found = unit.session.scalars(BRANCHES.select().with_only_columns(BRANCHES.c.name)).all()

    assert found == ["Just added"]


def test_what_it_writes_is_undone_with_the_rest(store: Store) -> None:
    add(store, "Before")

    def fail_half_way() -> None:
        with store.begin() as unit:
            unit.session.execute(BRANCHES.update().values(name="After"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    with store.read() as unit:
        assert unit.session.scalar(BRANCHES.select().with_only_columns(BRANCHES.c.name)) == "Before"


def test_after_an_end_it_goes_on_in_a_new_transaction(store: Store) -> None:
    with store.read() as unit:
        assert unit.session.scalar(text("SELECT 1")) == 1
        unit.session.rollback()
        assert unit.session.scalar(text("SELECT 2")) == 2
