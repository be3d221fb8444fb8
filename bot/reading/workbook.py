"""A workbook's first sheet as rows of text, or one line that says why there are none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from bot.domain.text import key
from bot.errors import SetupError
from bot.reading.workbook_parts import Marks, NotXlsx, Parts, TooLarge

MOST_ROWS, MOST_COLUMNS = 50_000, 100

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIGITS = 15
"""A spreadsheet keeps no more of a number; what stands behind them is noise."""

Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """One sheet: its rows as text, each with its number, as a spreadsheet shows them.

    `merged`: the first and last row and column of each range, counted from 0. `uncounted`: cells with a
    formula that came to nothing. `remark`: what whoever imports should know; else empty.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    uncounted: frozenset[tuple[int, int]]
    remark: str = ""


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as workbooks do, whatever its name ends in."""
    return data.startswith((b"PK\x03\x04", _OLE))


def read_workbook(file: Path, data: bytes) -> Workbook:
    """The first sheet in which something stands. Raises SetupError with the file's name and what to do."""
    return read_sheets(file, data)[0]


def read_sheets(file: Path, data: bytes, *, and_sheet: str = "") -> tuple[Workbook, Workbook | None]:
    """The same, and beside it the sheet of this name, where there is one."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise SetupError(f"{file}: this is protected by a password. Save it without one, and use that.")
        raise SetupError(f"{file}: this is a workbook of an old kind. Save it as .xlsx or CSV, and use that.")
    try:
        return _read(file, data, and_sheet=and_sheet)
    except TooLarge:
        raise SetupError(
            f"{file}: this is too large: at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are read. "
            "Split it, or delete what is not needed."
        ) from None
    except (NotXlsx, CalamineError):
        raise SetupError(f"{file}: this cannot be read as a workbook. Save it as .xlsx or CSV.") from None


def _read(file: Path, data: bytes, *, and_sheet: str) -> tuple[Workbook, Workbook | None]:
    """The first sheet in which something stands, and the one of this name, where there is one."""
    parts = Parts(data, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    marks = {name: parts.marks(name) for name in parts.sheets}
    filled = [name for name, each in marks.items() if each.has_cells]
    second = next((name for name in filled if and_sheet and key(name) == and_sheet), None)
    firsts = [name for name in filled if name != second]
    if not firsts:
        return Workbook(name=file.name, rows=(), merged=(), uncounted=frozenset()), None
    remark = f"{file.name} has more than one sheet; only “{firsts[0]}” was read." if len(firsts) > 1 else ""
    with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        first = _sheet(book, firsts[0], marks[firsts[0]], called=file.name, remark=remark)
        if second is None:
            return first, None
        return first, _sheet(book, second, marks[second], called=f"{file.name} ({second})")


def _sheet(book: CalamineWorkbook, name: str, marks: Marks, *, called: str, remark: str = "") -> Workbook:
    sheet = book.get_sheet_by_name(name)
    return Workbook(
        name=called,
        rows=tuple(_rows(sheet.to_python(skip_empty_area=False), marks)),
        merged=tuple(sheet.merged_cell_ranges or ()),
        uncounted=marks.uncounted,
        remark=remark,
    )


def _rows(values: Sequence[Sequence[Value]], marks: Marks) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row, cells in enumerate(values):
        yield (
            row + 1,
            tuple(
                marks.faults.get((row, column)) or _text(cell, is_percent=(row, column) in marks.percent)
                for column, cell in enumerate(cells)
            ),
        )


def _text(cell: Value, *, is_percent: bool) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, (int, float)):
        return _number(Decimal(f"{cell:.{_DIGITS}g}"), is_percent=is_percent)
    if isinstance(cell, timedelta):
        return _clock(round(cell.total_seconds()))
    if isinstance(cell, time):
        return _clock(cell.hour * 3600 + cell.minute * 60 + cell.second)
    return (cell.date() if isinstance(cell, datetime) else cell).isoformat()


def _number(value: Decimal, *, is_percent: bool) -> str:
    """Without grouping; what is shown as a percentage is one. Of 1.234 the point can be nothing else."""
    if is_percent:
        return f"{(value * 100).normalize():f}%"
    text = f"{value.normalize():f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _clock(seconds: int) -> str:
    """As it is shown: without seconds nobody knows whether 1:30 is hours or minutes."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if rest else f"{sign}{hours}:{minutes:02}"
