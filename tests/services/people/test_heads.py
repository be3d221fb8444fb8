"""Who is the head of somebody's department: the nearest senior colleague up the line."""

from datetime import date

from bot.services.people.heads import head_above
from storage.unit import Store
from tests.builders.feedback import Saying
from tests.builders.people import Company


def head(store: Store, people: Company) -> str | None:
    with store.read() as unit:
        employee = unit.people.get(people.employee.id)
        found = head_above(unit, employee.manager_id, below=employee.id)
    return found.name if found else None


def test_the_nearest_senior_colleague_up_the_line_is_the_head(store: Store, people: Company) -> None:
    assert head(store, people) == "Zhao Min"

    Saying(store, people).change(people.manager, grade="senior")
    assert head(store, people) == "Liu Yang"


def test_whoever_has_left_is_passed_over(store: Store, people: Company) -> None:
    saying = Saying(store, people)
    saying.change(people.manager, grade="senior", left_on=date(2026, 11, 20))
    assert head(store, people) == "Zhao Min"

    saying.change(people.boss, left_on=date(2026, 11, 20))
    assert head(store, people) is None


def test_a_line_that_leads_back_to_them_ends(store: Store, people: Company) -> None:
    saying = Saying(store, people)
    saying.change(people.boss, grade="staff", manager_id=people.employee.id)

    assert head(store, people) is None
