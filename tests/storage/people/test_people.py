"""People: who is listed, who is found, and what a row is worth to the rules."""

from datetime import date

from bot.domain.people import Role
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.people import CHENGDU, Company


def test_a_person_takes_zone_and_country_from_their_branch(store: Store, people: Company) -> None:
    assert people.employee.branch == CHENGDU
    assert (people.employee.country, people.employee.timezone) == ("CN", "Asia/Shanghai")
    assert people.employee.manager_id == people.manager.id


def test_people_are_found_by_role_and_by_email_in_any_case(store: Store, people: Company) -> None:
    with store.read() as unit:
        assert [row.id for row in unit.people.holding(Role.HR)] == [people.hr.id]
        by_email = unit.people.by_email("Chen.Jie@Example.com")
        assert by_email is not None
        assert by_email.id == people.employee.id


def test_every_sheet_of_the_company_adds_up_to_100(store: Store, people: Company) -> None:
    with store.read() as unit:
        sheet_id, weight = unit.cycles.sheets()[people.employee.id]
        assert weight == 100
        assert sum(kpi.weight for kpi in unit.reviews.sheet(sheet_id)) == 100


def test_roles_are_given_and_taken_and_those_that_stay_are_left_alone(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.hr.id).roles = frozenset({Role.HR, Role.ADMIN})
        unit.session.get_one(PersonRow, people.admin.id).roles = frozenset()

    with store.read() as unit:
        assert [row.id for row in unit.people.holding(Role.ADMIN)] == [people.hr.id]
        acting = unit.people.by_slack_id(str(people.hr.slack_id))
        assert acting is not None
        assert acting.roles == unit.people.get(people.hr.id).roles == {Role.HR, Role.ADMIN}


def test_who_left_holds_no_role_any_more(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.hr.id).left_on = date(2026, 12, 1)

    with store.read() as unit:
        assert unit.people.holding(Role.HR) == []
