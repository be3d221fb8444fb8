"""Rows without the mapper: what they say is what the mapped ones say."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.sheets import SheetState
from storage.models.people import BranchRow, PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.plain import Plain
from storage.unit import Store
from tests.builders.people import company


def test_a_plain_row_has_the_names_types_and_value_of_its_class(store: Store) -> None:
    company(store)
    sheet, item = Plain(KpiSheetRow), Plain(KpiItemRow)

    with store.read() as unit:
        found = unit.session.execute(
            select(*sheet.columns, *item.columns)
            .join(item.table, item.table.c.sheet_id == sheet.table.c.id)
            .order_by(item.table.c.id)
        ).first()
        mapped = unit.session.scalars(select(KpiItemRow).order_by(KpiItemRow.id)).first()

    assert found is not None
    assert mapped is not None
    assert sheet.of(found).state is SheetState.AGREED
    assert isinstance(agreed_at := sheet.of(found).agreed_at, datetime)
    assert agreed_at.tzinfo is UTC
    assert item.of(found, at=sheet.width).value(Whose.OWN) == mapped.value(Whose.OWN)


def test_two_of_a_kind_stand_in_one_statement_under_their_names(store: Store) -> None:
    people = company(store)
    person, manager = Plain(PersonRow, name="person"), Plain(PersonRow, name="manager")

    with store.read() as unit:
        found = unit.session.execute(
            select(*person.columns, *manager.columns)
            .join(manager.table, manager.table.c.id == person.table.c.manager_id)
            .where(person.table.c.id == people.employee.id)
        ).one()

    assert person.of(found).name == people.employee.name
    assert manager.of(found, at=person.width).name == people.manager.name


def test_a_plain_row_cannot_be_written_to(store: Store) -> None:
    company(store)
    branch = Plain(BranchRow)
    with store.read() as unit:
        found = branch.of(unit.session.execute(select(*branch.columns)).first() or ())

    with pytest.raises(AttributeError):
        found.name = "Elsewhere"
