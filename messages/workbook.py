"""A workbook as a file: sheets of rows, in which what people typed is never computed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | None
"""A float is a share, and shown as a percentage; a decimal is shown with two places."""
Row = Sequence[Cell]
CHART_SIZE = {"width": 720, "height": 360}
WIDEST, NARROWEST = 60, 12
A4 = 9
"""As workbooks number paper."""
MOST_CHARTED = 20


@contextmanager
def written_book(*, title: str, at: datetime) -> Iterator[tuple["Book", BytesIO]]:
    """A workbook to be filled; its bytes are whole once this has ended."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as workbook:
        workbook.set_properties({"title": title, "created": at.replace(tzinfo=None)})
        yield Book(workbook), written


def to_print(sheet: Worksheet, *, heads: int) -> None:
    """A4, all columns on one page, the first rows above each, with its number."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, heads - 1)
    sheet.set_footer("&R&P / &N")


class Book:
    """A workbook that is written sheet by sheet."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._book = workbook
        self._bold = workbook.add_format({"bold": True})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._formats = {
            float: workbook.add_format({"num_format": "0.0%"}),
            Decimal: workbook.add_format({"num_format": "0.00"}),
        }

    def sheet(self, title: str, rows: Sequence[Row], *, charted: Sequence[int] = ()) -> None:
        """The rows, the first of which are heads; beneath them bars of the `charted` columns, if any."""
        sheet = self._book.add_worksheet(title)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                self._write(sheet, number, column, cell)
        for column in range(max(map(len, rows))):
            width = max(len(str(cells[column])) for cells in rows if column < len(cells))
            is_wide = width + 2 > WIDEST
            set_to = min(max(width + 2, NARROWEST), WIDEST)
            sheet.set_column(column, column, set_to, self._wrapped if is_wide else None)
        sheet.freeze_panes(1, 1)
        to_print(sheet, heads=1)
        if charted and len(rows) > 1:
            self._chart(sheet, title, rows=len(rows), columns=charted)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Text as text, whatever it begins with; numbers as numbers."""
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, None if row else self._bold)
        elif cell is not None:
            sheet.write_number(row, column, cell, self._formats.get(type(cell)))

    def _chart(self, sheet: Worksheet, title: str, *, rows: int, columns: Sequence[int]) -> None:
        """By the names in the first column; of very many rows the first."""
        last = min(rows - 1, MOST_CHARTED)
        chart = self._book.add_chart({"type": "column"})
        for column in columns:
            chart.add_series(
                {
                    "name": [sheet.name, 0, column],
                    "categories": [sheet.name, 1, 0, last, 0],
                    "values": [sheet.name, 1, column, last, column],
                }
            )
        chart.set_title({"name": title})
        chart.set_size(CHART_SIZE)
        sheet.insert_chart(rows + 1, 0, chart)
