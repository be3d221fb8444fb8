"""Tables as a file: a workbook, a table of plain text, or pages to print."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from io import StringIO

from messages.intake.report_file import harmless
from messages.workbook import Cell, Row, written_book

CELL_LIMIT = 32_000
"""Characters of a cell: a workbook takes 32,767, and drops what is longer."""


class Format(StrEnum):
    """As what a file is written."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True, kw_only=True)
class Table:
    """`title` in at most 31 characters, for it names a sheet. `is_long`: whose cells may be long texts; on a
    page each of its rows is a paragraph.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Row]
    is_long: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a file says. `intro`: beneath the title, what it is and who took it out when.
    `page`: how the number of one is said, with %(page)s and %(pages)s; `pair`: how a value is said after what
    it is, with %(what)s and %(value)s.
    """

    title: str
    intro: str
    tables: Sequence[Table]
    page: str
    pair: str
    at: datetime


def as_file(document: Document, wanted: Format) -> bytes:
    """The file. What draws pages is loaded only where it is wanted: it takes its time."""
    if wanted is Format.PDF:
        drawn: bytes = import_module("messages.pdf").as_pdf(document)
        return drawn
    return as_workbook(document) if wanted is Format.XLSX else as_csv(document.tables)


def as_workbook(document: Document) -> bytes:
    """A sheet a table, beneath one that says what it is."""
    with written_book(title=document.title, at=document.at) as (book, written):
        for each in document.tables:
            rows: list[Row] = [each.heads, *(part for row in each.rows for part in _parts(row))]
            book.sheet(each.title, rows)
        book.sheet("Steward", [[document.title], [document.intro]])
    return written.getvalue()


def as_csv(tables: Sequence[Table], *, with_mark: bool = True) -> bytes:
    """UTF-8, `with_mark` by which Excel knows it. Several tables stand beneath one another, each under its
    title; one alone has none.
    """
    written = StringIO()
    writer = csv.writer(written)
    for number, each in enumerate(tables):
        if len(tables) > 1:
            writer.writerows([*([[]] if number else []), [harmless(each.title)]])
        for row in (each.heads, *each.rows):
            writer.writerow([_plain(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig" if with_mark else "utf-8")


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return harmless(cell)
    return shown(cell)


def shown(cell: Cell) -> str:
    """A cell as text: a decimal as exact as it is, up to four places; a share in percent."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.4f}".rstrip("0").removesuffix(".")
    return f"{cell:.1%}" if isinstance(cell, float) else str(cell)


def _parts(row: Row) -> Iterator[Row]:
    """The row; of a text that is too long for a cell the rest stands in the rows beneath."""
    rest = list(row)
    while True:
        yield [cell[:CELL_LIMIT] if isinstance(cell, str) else cell for cell in rest]
        rest = [cell[CELL_LIMIT:] or None if isinstance(cell, str) else None for cell in rest]
        if not any(rest):
            return
