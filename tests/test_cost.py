"""What a click costs does not grow with the company."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.domain.intake.way import Event
from bot.domain.people import Grade, Person, Role
from bot.services.home import home_facts
from bot.services.intake.my_request import open_my_step
from bot.services.intake.no_pings import deflect_ping, read_ping
from bot.services.intake.triage import open_step
from bot.services.intake.website_issue import open_form_with
from bot.services.people.profiles import take_profile
from bot.services.reviews.approval import approve, open_scores, result_for
from bot.services.reviews.self_score import open_self_score, submit_self_score
from bot.slack.client import Profile
from storage.models.people import DepartmentRow, HeldRoleRow, PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import looked_again, released
from tests.builders.counting import Cost, counting_store
from tests.builders.intake import filed, stepped
from tests.builders.people import Company, company, kpi_sheet
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of

SMALL, LARGE = 10, 500
TEAM = "T0SANDBOX"
ALLOWED = 1.25
"""How much more SQLite's own machine may work: where it searches everybody, that is fifty times."""

Costs = dict[str, Cost]


@pytest.fixture(scope="module")
def costs(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Costs]:
    """What each click cost in a company of each size."""
    return {size: _clicks(sqlite_template, tmp_path_factory.mktemp("cost"), size) for size in (SMALL, LARGE)}


CLICKS = (
    "who clicks",
    "Home",
    "Home of HR",
    "Home of the desk",
    "a form for the website desk",
    "a request filed",
    "the desk's answer opened",
    "the desk's answer",
    "the requester's step opened",
    "a developer named",
    "the pointer clicked",
    "a self-score opened",
    "a self-score filled in",
    "a self-score handed in",
    "an approval opened",
    "an approval",
    "a result read",
    "a profile changed",
    "an account closed",
)


@pytest.mark.parametrize("click", CLICKS)
def test_a_click_asks_and_reads_the_same_in_a_large_company(costs: dict[int, Costs], click: str) -> None:
    small, large = costs[SMALL][click], costs[LARGE][click]

    assert (large.statements, large.rows) == (small.statements, small.rows)


@pytest.mark.parametrize("click", [each for each in CLICKS if each not in {"Home of HR"}])
def test_nor_does_the_database_search_the_whole_company_for_it(costs: dict[int, Costs], click: str) -> None:
    small, large = costs[SMALL][click], costs[LARGE][click]

    assert large.steps <= small.steps * ALLOWED


def _clicks(template: Path, folder: Path, size: int) -> Costs:
    shutil.copy(template, folder / "steward.db")
    counted: Costs = {}
    with counting_store(f"sqlite:///{folder / 'steward.db'}") as (store, cost):
        people = company(store)
        _grow(store, people, to=size)
        open_quarter(store, by=people.hr)
        review_id = review_of(store, people.employee)
        with _counted(counted, cost) as click:
            _intake(store, people, click)
            _review(store, people, review_id, click)
            _who(store, people, click)
    return counted


@contextmanager
def _counted(counted: Costs, cost: Cost) -> Iterator["Click"]:
    yield Click(counted, cost)


class Click:
    """`with click("name"):` counts what happens inside."""

    def __init__(self, counted: Costs, cost: Cost) -> None:
        self._counted, self._cost = counted, cost

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        before = replace(self._cost)
        yield
        self._counted[name] = Cost(
            statements=self._cost.statements - before.statements,
            rows=self._cost.rows - before.rows,
            steps=self._cost.steps - before.steps,
        )


def _intake(store: Store, people: Company, click: Click) -> None:
    with click("a form for the website desk"):
        open_form_with(acting(store, by=people.employee, now=MONDAY), markup="the basket is empty")
    with click("a request filed"):
        request_id = filed(store, people.employee)
    with click("the desk's answer opened"):
        open_step(acting(store, by=people.product_manager), request_id=request_id, event=Event.ASK)
    with click("the desk's answer"):
        stepped(store, request_id, Event.ASK, people.product_manager)
    with click("the requester's step opened"):
        open_my_step(acting(store, by=people.employee), request_id=request_id, event=Event.REPLY)
    with click("a developer named"):
        deflect_ping(
            acting(store, by=people.employee, now=MONDAY),
            channel="C1",
            ts="1.0",
            thread_ts=None,
            markup=f"<@{people.developer.slack_id}> look",
            calls=[str(people.developer.slack_id)],
        )
    with click("the pointer clicked"):
        read_ping(acting(store, by=people.employee, now=MONDAY), ping_id=1)


def _review(store: Store, people: Company, review_id: int, click: Click) -> None:
    employee, manager = people.employee, people.manager
    with click("a self-score opened"):
        open_self_score(acting(store, by=employee, now=MONDAY), review_id=review_id)
    with click("a self-score filled in"):
        form = fill(store, review_id, by=employee)
    assert form.saved_at is not None
    with click("a self-score handed in"):
        submit_self_score(
            acting(store, by=employee, now=MONDAY), review_id=review_id, read_at=form.saved_at.isoformat()
        )
    version = _version(store, review_id)
    with click("an approval opened"):
        open_scores(acting(store, by=manager, now=MONDAY), review_id=review_id, version=version)
    with click("an approval"):
        approve(acting(store, by=manager, now=MONDAY), review_id=review_id, version=version)
    looked_again(store, now=MONDAY)
    released(store, now=MONDAY)
    with click("a result read"):
        result_for(acting(store, by=employee), review_id=review_id)


def _who(store: Store, people: Company, click: Click) -> None:
    for name, person in (
        ("Home", people.employee),
        ("Home of HR", people.hr),
        ("Home of the desk", people.product_manager),
    ):
        with click(name):
            home_facts(acting(store, by=person, now=MONDAY))
    with click("who clicks"), store.read() as unit:
        unit.people.by_slack_id(str(people.employee.slack_id))
    with click("a profile changed"):
        take_profile(acting(store, now=MONDAY), _profile(people.employee, is_deleted=False), own_team=TEAM)
    with click("an account closed"):
        take_profile(acting(store, now=MONDAY), _profile(people.colleague, is_deleted=True), own_team=TEAM)


def _profile(person: Person, *, is_deleted: bool) -> Profile:
    return Profile(
        slack_id=str(person.slack_id),
        email=person.email,
        locale="zh-CN",
        timezone="Asia/Shanghai",
        is_deleted=is_deleted,
        teams=frozenset({TEAM}),
    )


def _version(store: Store, review_id: int) -> int:
    with store.read() as unit:
        return unit.session.get_one(ReviewRow, review_id).version


def _grow(store: Store, people: Company, *, to: int) -> None:
    """More colleagues in every department, all of them developers and with a review of their own."""
    ids = range(1001, 1001 + to - len(people.everyone))
    with store.begin() as unit:
        departments = list(unit.session.scalars(select(DepartmentRow.id)))
        unit.session.execute(
            insert(PersonRow),
            [
                {
                    "id": number,
                    "email": f"p{number}@example.com",
                    "name": f"Colleague {number}",
                    "post": "Specialist",
                    "department_id": departments[number % len(departments)],
                    "branch_id": 1,
                    "manager_id": people.boss.id,
                    "grade": Grade.STAFF,
                    "slack_id": f"U1{number}",
                }
                for number in ids
            ],
        )
        unit.session.execute(
            insert(HeldRoleRow), [{"person_id": number, "role": Role.DEVELOPER} for number in ids]
        )
        for number in ids:
            kpi_sheet(unit, number)
