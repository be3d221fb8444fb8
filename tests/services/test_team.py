"""A manager's people on their Home: whoever waits first, and no dearer for a thousand than for ten."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.domain.home import HomeFacts, Look, Section, Tab, Team
from bot.domain.obligations import Kind, Obligation, Subject
from bot.domain.pages import LINES, Span
from bot.domain.people import Grade
from bot.domain.reviews.way import Mark, State
from bot.sandbox.validation.views import check_view
from bot.services.home import OWED_FIRST, home_facts, look_at_home
from messages.catalog import Words
from messages.home.view import home_view
from storage.models.people import DepartmentRow, PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.counting import Cost, counting_store
from tests.builders.people import Company, company
from tests.builders.world import World

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
FEW, MANY = 10, 1000
LOOKS = (Look(), Look(tab=Tab.OWED), Look(tab=Tab.TEAM), Look(tab=Tab.TEAM, page=20), Look(tab=Tab.WEEKS))


def of_team(store: Store, people: Company, *, page: int = 1) -> Team:
    look_at_home(acting(store, by=people.manager, now=NOW), Look(tab=Tab.TEAM, page=page))
    team = home_facts(acting(store, by=people.manager, now=NOW)).of[Section.TEAM]
    assert isinstance(team, Team)
    return team


def test_about_whom_something_waits_comes_first(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.colleague, people.employee)
    world.review_at(State.SELF_SCORED)

    first, second = of_team(store, people).members

    assert (first.name, first.review) == ("Chen Jie", Mark.WAITS)
    assert first.step is not None
    assert first.step.kind is Kind.APPROVAL
    assert (second.name, second.review, second.step) == ("Wu Min", Mark.OPEN, None)


def test_who_left_does_not_report_any_more(world: World, store: Store, people: Company) -> None:
    world.leaves(people.employee, at=NOW)

    assert [each.name for each in of_team(store, people).members] == ["Wu Min"]


def test_a_team_without_a_cycle_is_listed_all_the_same(store: Store, people: Company) -> None:
    team = of_team(store, people)

    assert (team.reviews, team.goals, team.waiting) == (None, None, 0)
    assert [each.review for each in team.members] == [None, None]


@pytest.fixture(scope="module")
def drawn(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, dict[Look, tuple[Cost, HomeFacts]]]:
    """What each look costs and shows, by how many people report to the manager."""
    return {size: _drawn(sqlite_template, tmp_path_factory.mktemp("team"), size) for size in (FEW, MANY)}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.tab or 'overview'} {look.page}")
def test_a_thousand_reports_cost_as_many_statements_as_ten(
    drawn: dict[int, dict[Look, tuple[Cost, HomeFacts]]], look: Look
) -> None:
    (few, _), (many, _) = drawn[FEW][look], drawn[MANY][look]

    assert many.statements == few.statements
    assert many.rows <= few.rows + 6 * LINES


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.tab or 'overview'} {look.page}")
def test_a_head_with_a_thousand_reports_has_a_home_that_slack_takes(
    drawn: dict[int, dict[Look, tuple[Cost, HomeFacts]]], look: Look
) -> None:
    _, facts = drawn[MANY][look]

    view = home_view(Words(locale="zh-TW", timezone="Asia/Taipei", now=NOW), facts)

    check_view(view, surface="home")
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000


def test_pages_are_of_fifty_lines(drawn: dict[int, dict[Look, tuple[Cost, HomeFacts]]]) -> None:
    _, overview = drawn[MANY][Look()]
    _, owed = drawn[MANY][Look(tab=Tab.OWED)]
    _, last = drawn[MANY][Look(tab=Tab.TEAM, page=20)]

    total = MANY + 2
    assert overview.of[Section.OWED].span == Span(page=1, shown=OWED_FIRST, total=MANY)
    assert owed.of[Section.OWED].span == Span(page=1, shown=LINES, total=MANY)
    assert last.of[Section.TEAM].span == Span(page=20, shown=LINES, total=total)
    assert last.of[Section.TEAM].waiting == MANY


def _drawn(template: Path, folder: Path, size: int) -> dict[Look, tuple[Cost, HomeFacts]]:
    shutil.copy(template, folder / "steward.db")
    found = {}
    with counting_store(f"sqlite:///{folder / 'steward.db'}") as (store, cost):
        people = company(store)
        _report_to(store, people, size)
        mine = acting(store, by=people.manager, now=NOW)
        for look in LOOKS:
            look_at_home(mine, look)
            before = replace(cost)
            facts = home_facts(mine)
            asked = Cost(statements=cost.statements - before.statements, rows=cost.rows - before.rows)
            found[look] = (asked, facts)
    return found


def _report_to(store: Store, people: Company, size: int) -> None:
    """So many more, about each of whom something waits for the manager."""
    ids = range(1001, 1001 + size)
    with store.begin() as unit:
        department = unit.session.scalars(select(DepartmentRow.id)).first()
        unit.session.execute(
            insert(PersonRow),
            [
                {
                    "id": number,
                    "email": f"p{number}@example.com",
                    "name": f"Colleague {number}",
                    "post": "Specialist",
                    "department_id": department,
                    "branch_id": 1,
                    "manager_id": people.manager.id,
                    "grade": Grade.STAFF,
                    "slack_id": f"U1{number}",
                }
                for number in ids
            ],
        )
        unit.obligations.add(
            Obligation(
                person_id=people.manager.id,
                kind=Kind.APPROVAL,
                subject=Subject.REVIEW,
                subject_id=number,
                other_id=number,
                since=NOW - timedelta(days=9),
                opens_at=NOW - timedelta(days=9),
                due_on=date(2027, 1, 15),
                minutes=5,
                period="2026Q4",
            )
            for number in ids
        )
