"""How far everybody is: for whom, and of which cycle."""

import pytest
from sqlalchemy import select

from bot.domain.reviews.way import Mark
from bot.errors import Refusal
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.open_cycle import open_cycle
from storage.models.reviews import CycleRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of


def test_the_status_counts_by_department_for_hr(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    fill(store, review_of(store, people.employee), by=people.employee)

    status = cycle_status(acting(store, by=people.hr), name=None)

    counts = {each.name: each.people for each in status.departments}
    assert counts == {"Human Resources": 1, "Marketing": 3, "Technical": 2, "Website Product": 1}
    assert status.count(Mark.OPEN) == 7


def test_a_manager_sees_their_reports_and_staff_themselves(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    of_the_team = cycle_status(acting(store, by=people.manager), name="2026Q4")
    own = cycle_status(acting(store, by=people.employee), name="2026q4")

    assert [each.name for each in of_the_team.people] == ["Chen Jie", "Liu Yang", "Wu Min"]
    assert [each.name for each in own.people] == ["Chen Jie"]


def test_a_status_before_the_first_cycle_or_of_an_unknown_one_is_refused(
    store: Store, people: Company
) -> None:
    with pytest.raises(Refusal, match=r"cycle\.none"):
        cycle_status(acting(store, by=people.hr), name=None)
    open_quarter(store, by=people.hr)
    with pytest.raises(Refusal, match=r"cycle\.unknown"):
        cycle_status(acting(store, by=people.hr), name="2025Q1")


def test_two_quarters_that_differ_in_writing_alone_are_each_found_by_their_own(
    store: Store, people: Company
) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")
    with store.begin() as unit:
        first = unit.session.scalars(select(CycleRow)).one()
        columns = {
            each.name: getattr(first, each.name) for each in CycleRow.__table__.columns if each.name != "id"
        }
        unit.session.add(CycleRow(**columns | {"name": "20２６Q4"}))

    found = {name: cycle_status(acting(store), name=name).name for name in ("2026Q4", "2026q4", "20２６Q4")}

    assert found == {"2026Q4": "2026Q4", "2026q4": "2026Q4", "20２６Q4": "20２６Q4"}
