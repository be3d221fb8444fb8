"""A file of rows is read whatever its name ends in, and what is wrong with it as a sheet has its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.org_sheet import Columns
from bot.commands.sheet_file import MISTAKES_SHOWN, read_sheet, refuse_lines
from bot.domain.organisation import Problem
from bot.errors import SetupError
from messages.catalog import Words
from tests.builders.workbook import workbook_bytes

COLUMNS = Columns(known=frozenset({"email", "first"}), required=("email",))


def test_rows_come_from_text_and_from_a_workbook_whatever_the_name(tmp_path: Path) -> None:
    text, book = tmp_path / "rows.xlsx", tmp_path / "rows.csv"
    text.write_text("E-Mail;first\n\na@example.com;1\n", encoding="utf-8")
    book.write_bytes(workbook_bytes([["E-Mail", "first"], ["", ""], ["a@example.com", "1"]]))

    for file in (text, book):
        read = read_sheet(file, COLUMNS)
        assert [(row.line, row.cells) for row in read.rows] == [(3, {"email": "a@example.com", "first": "1"})]
        assert read.problems == ()


def test_a_sheet_without_what_it_needs_says_so_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("first\n1\n", encoding="utf-8")

    [(line, problem)] = read_sheet(file, COLUMNS).problems

    assert (line, problem.code) == (1, "no_column")


def test_each_mistake_is_named_by_its_line_of_very_many_the_first_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=datetime(2027, 1, 4, 2, tzinfo=UTC))
    many = [(line, Problem(code="twice", at=(line,))) for line in range(2, MISTAKES_SHOWN + 3)]

    def refuse(problems: list[tuple[int, Problem]]) -> None:
        refuse_lines(
            words,
            Path("some/leave.csv"),
            problems,
            worded=lambda _, problem: f"{problem.code}\n  and more",
            refused="refusals/leave.invalid",
        )

    refuse([])
    with pytest.raises(SetupError, match=str(len(many))):
        refuse(many)

    said = capsys.readouterr().err.splitlines()
    assert said[0] == "leave.csv:2: twice and more"
    assert said[MISTAKES_SHOWN:] == ["… and 1 more."]
