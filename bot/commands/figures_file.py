"""Reading a file of figures, CSV or a workbook, with every problem of it as a sheet and its line."""

from dataclasses import dataclass
from pathlib import Path as File

from bot.commands.org_sheet import Columns
from bot.commands.sheet_file import read_sheet
from bot.domain.goals.figure_import import FigureEntry
from bot.domain.organisation import Problem

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
    sheet = read_sheet(file, _COLUMNS)
    entries = (
        FigureEntry(line=row.line, **{name: row.cells.get(name, "") for name in NAMES}) for row in sheet.rows
    )
    return FiguresFile(entries=tuple(entries), problems=sheet.problems, remarks=sheet.remarks)
