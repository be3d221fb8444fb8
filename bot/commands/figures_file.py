"""Reading a file of figures, CSV or a workbook, with every problem of it as a sheet and its line."""

from dataclasses import dataclass
from pathlib import Path as File

from bot.commands.org_sheet import Columns, Row, Sheet, faults
from bot.domain.goals.figure_import import FigureEntry
from bot.domain.organisation import Problem
from bot.errors import SetupError
from bot.reading.text import file_bytes, text_of
from bot.reading.workbook import MOST_ROWS, is_workbook, read_workbook

NAMES = ("cycle", "email", "department", "kpi", "figure", "source", "as_of")
_COLUMNS = Columns(known=frozenset(NAMES), required=("cycle", "kpi", "figure"))


@dataclass(frozen=True, kw_only=True)
class FiguresFile:
    """The rows as far as they could be read. `remarks`: what whoever imports should know."""

    entries: tuple[FigureEntry, ...]
    problems: tuple[tuple[int, Problem], ...]
    remarks: tuple[str, ...] = ()


def read_figures(file: File) -> FiguresFile:
    """What stands in the file, whatever its name ends in. Raises SetupError where it cannot be opened."""
    data = file_bytes(file)
    sheet = Sheet(name=file.name, columns=_COLUMNS)
    problems: list[tuple[int, Problem]] = []
    if is_workbook(data):
        book = read_workbook(file, data)
        rows = sheet.rows_of(book.rows)
        remark = book.remark
        problems += faults(book)
    else:
        text = text_of(file, data)
        rows = sheet.rows(text.text)
        remark = text.remark
    if len(rows) > MOST_ROWS:
        raise SetupError(f"{file}: at most {MOST_ROWS:,} rows are read at once. Split the file.")
    problems += [(sheet.lines[problem.at][1], problem) for problem in sheet.problems]
    return FiguresFile(
        entries=tuple(_entry(row) for row in rows),
        problems=tuple(sorted(problems, key=lambda placed: placed[0])),
        remarks=(remark,) if remark else (),
    )


def _entry(row: Row) -> FigureEntry:
    return FigureEntry(line=row.line, **{name: row.cells.get(name, "") for name in NAMES})
