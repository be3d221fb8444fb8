"""What a command found, as tables: on the terminal, and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.commands.output import console
from bot.errors import SetupError
from messages.workbook import Cell, Row, written_book

NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One table; `title` in at most 31 characters. `note`: a line beneath it on the terminal."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Row]
    note: str = ""


def show(tables: Sequence[Found]) -> None:
    """Each with its title."""
    screen = console()
    for each in tables:
        table = Table(*each.heads, box=None, header_style="bold", title=each.title, title_justify="left")
        for row in each.rows:
            table.add_row(*(escape(_shown(cell)) for cell in row))
        screen.print()
        screen.print(table if each.rows else f"{each.title}: nothing.")
        if each.note:
            screen.print(escape(each.note), soft_wrap=True)


def workbook_path(out: Path | None) -> None:
    """Raises SetupError before anything is done for a file that could not be a workbook."""
    if out is not None and (out.suffix.lower() != ".xlsx" or not out.parent.is_dir()):
        raise SetupError(f"--out: {out} cannot be written. Name an .xlsx file in a folder that is there.")


def write_workbook(out: Path, tables: Sequence[Found], *, title: str, at: datetime) -> None:
    """A sheet each, which its owner alone can read. Raises SetupError."""
    with written_book(title=title, at=at) as (book, written):
        for each in tables:
            book.sheet(each.title, [each.heads, *each.rows])
    try:
        out.touch(mode=0o600)
        out.chmod(0o600)
        out.write_bytes(written.getvalue())
    except OSError as trouble:
        raise SetupError(f"--out: {out} cannot be written: {trouble.strerror}.") from None


def _shown(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return f"{cell:.0%}" if isinstance(cell, float) else str(cell)
