"""A person out of a statement is the person that the mapped row is."""

from datetime import date

from sqlalchemy import select, update

from bot.domain.people import Role
from storage.models.people import BranchRow, HeldRoleRow, PersonRow, policy_of
from storage.people.reading import PersonColumns
from storage.unit import Store
from tests.builders.people import Company


def test_everybody_is_read_as_the_mapper_reads_them(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.execute(update(BranchRow).where(BranchRow.id == 1).values(country="XX"))
        for person, told in (
            (people.employee, {"timezone": "Nowhere/At_All", "locale": "zh-TW"}),
            (people.colleague, {"timezone": None, "left_on": date(2026, 12, 1)}),
            (people.developer, {"deactivated_on": date(2026, 12, 1), "open_to_pings": True}),
        ):
            unit.session.execute(update(PersonRow).where(PersonRow.id == person.id).values(**told))
        unit.session.add(HeldRoleRow(person_id=people.hr.id, role=Role.ADMIN))
        unit.session.add(HeldRoleRow(person_id=people.hr.id, role="of a newer version"))
    columns = PersonColumns("person")

    with store.read() as unit:
        found = unit.session.execute(
            select(*columns.columns).select_from(columns.alone()).order_by(columns.people.c.id)
        ).all()
        read = [columns.value(row, policy=policy_of(unit.session)) for row in found]
        mapped = [row.value() for row in unit.session.scalars(select(PersonRow).order_by(PersonRow.id))]

    assert read == mapped
    assert {Role.ADMIN, Role.HR} <= next(each.roles for each in read if each.id == people.hr.id)


def test_two_people_of_one_statement_are_told_apart(store: Store, people: Company) -> None:
    manager, person = PersonColumns("manager"), PersonColumns("person")

    with store.read() as unit:
        found = unit.session.execute(
            select(*person.columns, *manager.columns)
            .select_from(manager.joined_to(person.alone(), person.people.c.manager_id))
            .where(person.people.c.id == people.employee.id)
        ).one()
        policy = policy_of(unit.session)
        pair = (
            person.value(found, policy=policy),
            manager.value(found, policy=policy, at=len(person.columns)),
        )
        mapped = [unit.session.get_one(PersonRow, each.id).value() for each in pair]

    assert [each.id for each in pair] == [people.employee.id, people.manager.id]
    assert list(pair) == mapped
