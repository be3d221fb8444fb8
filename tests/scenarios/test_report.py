"""The desk in figures: asked for, on a Monday morning by itself, as files, and for whom it is."""

from csv import reader
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bot.domain.intake.way import REQUEST
from bot.sandbox import Msg
from tests.builders.desk_weeks import lived, write
from tests.builders.slow_count import moment
from tests.scenarios.conftest import Workspace

DAYS = date(2026, 10, 19)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou."""


@pytest.fixture
def start() -> datetime:
    return MONDAY - timedelta(minutes=30)


def weeks(workspace: Workspace) -> None:
    """Five weeks at the desk, the last of which is over; nothing is open any more."""
    people = workspace.company
    them = [each.id for each in (people.employee, people.colleague, people.manager, people.hr)]
    requests = lived(300, first=moment(DAYS), days=35, requesters=them)
    settled = [each for each in requests if REQUEST.stage(each.state).closed]
    write(workspace.store, settled, owner_id=people.product_manager.id)


def report(workspace: Workspace, surname: str, containing: str = "The website desk in figures: ") -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing=containing)


def chart(msg: Msg) -> dict[str, object] | None:
    return next((each for each in msg.shape["blocks"] if each["type"] == "data_visualization"), None)


def test_a_week_is_told_on_monday_morning_to_the_desk_and_to_heads_and_never_twice(
    workspace: Workspace,
) -> None:
    weeks(workspace)
    workspace.speaks("zhao", "zh-CN")
    workspace.move_to(MONDAY + timedelta(minutes=5))

    card = report(workspace, "sun")

    assert card.text == "The website desk in figures: Mon 16 Nov to Sun 22 Nov"
    assert "Operating mistakes" in card.plain
    assert "16 Nov: " in card.plain
    drawn = chart(card)
    assert drawn is not None
    assert "11月16日" in str(chart(report(workspace, "zhao", "网站")))
    workspace.move_to(MONDAY + timedelta(hours=3))
    workspace.settle()
    told = [each for each in workspace.person("sun").dm() if "in figures" in each.text]
    assert len(told) == 1
    assert not [each for each in workspace.person("he").dm() if "in figures" in each.text]


def test_somebody_chooses_days_reads_them_and_takes_them_along_as_files(workspace: Workspace) -> None:
    weeks(workspace)
    sun = workspace.person("sun")

    sun.command("/intake", "report")
    form = sun.wait_for_modal(title="The desk in figures")
    form.choose("Of which days?", "Other days, below")
    form.submit()
    assert form.errors == {"From": "Choose a day here, or one of the choices above."}
    form.pick_date("From", "2026-11-02")
    form.pick_date("To and including", "2026-11-15")
    form.submit()
    card = report(workspace, "sun")
    assert card.text == "The website desk in figures: Mon 2 Nov to Sun 15 Nov"

    card.click("Excel file")
    book = file_of(workspace, report(workspace, "sun", "as a file"), "xlsx")
    sheets = CalamineWorkbook.from_filelike(book)
    assert sheets.sheet_names == ["Figures", "Weeks", "By branch", "By page", "For a redesign"]
    card.click("CSV file")
    workspace.settle()
    sun.wait_until(lambda: len(files(workspace)) == 2)
    rows = list(reader(files(workspace)[1].decode("utf-8-sig").splitlines()))
    assert rows[1][:2] == ["Figures", "Mon 2 Nov to Sun 15 Nov"]


def test_where_slack_takes_no_chart_the_words_stand_alone(workspace: Workspace) -> None:
    weeks(workspace)
    sun = workspace.person("sun")
    workspace.sandbox.faults.refuse_next("chat.postMessage", "invalid_blocks")

    (answer,) = sun.command("/intake", "report 2026-W47")

    assert "as a direct message" in answer.text
    card = report(workspace, "sun")
    assert chart(card) is None
    assert "16 Nov: " in card.plain
    assert workspace.parked() == []


def test_nobody_else_reads_them_and_days_that_cannot_be_read_are_said_back(workspace: Workspace) -> None:
    (refused,) = workspace.person("he").command("/intake", "report")
    (help_of_head,), (help_of_him,) = (
        workspace.person(each).command("/intake", "help") for each in ("zhao", "he")
    )
    (lost,) = workspace.person("sun").command("/intake", "report lately")
    (early,) = workspace.person("sun").command("/intake", "report 2027Q4")

    assert "for product managers and heads of department" in refused.text
    assert "`/intake report" in help_of_head.text
    assert "`/intake report" not in help_of_him.text
    assert "“lately”" in lost.text
    assert "still to come" in early.text


def file_of(workspace: Workspace, msg: Msg, ending: str) -> BytesIO:
    (file,) = msg.shape["files"]
    assert file["name"].endswith(f".{ending}")
    return BytesIO(workspace.sandbox.workspace.files[file["id"]].content)


def files(workspace: Workspace) -> list[bytes]:
    return [each.content for each in workspace.sandbox.workspace.files.values()]
