"""A file of rows is read whatever its name ends in, and what is wrong with it as a sheet has its line."""

from pathlib import Path

from bot.commands.org_sheet import Columns
from bot.commands.sheet_file import read_sheet
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
