"""A department's month: by itself on the second working day, asked for again, and for nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pptx import Presentation

from bot.domain.goals.figures import NewFigure, Owner, Place
from storage.models.reviews import CycleRow
from tests.builders.people import MARKETING, kpi_sheet
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_report import file_of
from tests.services.reports.test_department import department_id

TENTH_HOUR = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, on the second working day of December."""


@pytest.fixture
def start() -> datetime:
    return TENTH_HOUR - timedelta(minutes=30)


def with_figure(workspace: Workspace) -> None:
    """Marketing's one KPI has a figure of November."""
    marketing = department_id(workspace.store, MARKETING)
    workspace.person("zhou").command("/review", "open 2026Q4 goals")
    with workspace.store.begin() as unit:
        kpi_sheet(unit, department_id=marketing, kpis=(("visits", "Visits", 100),))
        cycle_id = unit.session.query(CycleRow.id).scalar()
        place = Place(owner=Owner.DEPARTMENT, owner_id=marketing, kpi="visits")
        figure = NewFigure(place=place, typed="3.4 %", value=None, source="Shop", as_of=date(2026, 11, 30))
        unit.figures.add(cycle_id, [figure], by_id=None, at=TENTH_HOUR)


def test_it_comes_with_slides_by_itself_once_and_again_where_it_is_asked_for(workspace: Workspace) -> None:
    with_figure(workspace)
    workspace.speaks("zhao", "zh-CN")
    workspace.move_to(TENTH_HOUR + timedelta(minutes=5))
    workspace.settle()
    zhao = workspace.person("zhao")

    card = zhao.wait_for_message(containing="没有可与目标对照的 KPI 数字")
    assert "1. Visits：26年11月为 3.4 %" in card.plain
    assert "涉及不足五人" in card.plain
    note = zhao.wait_for_message(containing="幻灯片：Marketing")
    deck = Presentation(file_of(workspace, note, "pptx"))
    assert deck.slides[0].shapes.title.text == MARKETING
    workspace.move_to(TENTH_HOUR + timedelta(days=1))
    workspace.settle()
    assert len([each for each in zhao.dm() if "幻灯片：" in each.text]) == 1

    (answer,) = zhao.command("/review", "deck 2026-11")
    workspace.settle()
    zhao.wait_until(lambda: len([each for each in zhao.dm() if "幻灯片：Marketing" in each.text]) == 2)
    assert "私信" in answer.text
    (refused,) = workspace.person("liu").command("/review", "deck Marketing")
    assert "is for its head and for HR to see" in refused.text
    assert workspace.parked() == []
