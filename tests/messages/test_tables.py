"""Tables as files: nothing that somebody typed is computed, lost or cut."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from messages.tables import CELL_LIMIT, Document, Table, as_csv, as_workbook, shown

LONG = "长" * (CELL_LIMIT * 2 + 7)


def document(*rows: list[str | Decimal | None]) -> Document:
    table = Table(title="评分", heads=["a", "b"], rows=rows)
    at = datetime(2027, 1, 10, tzinfo=UTC)
    return Document(
        title="t", intro="i", tables=[table], page="%(page)s/%(pages)s", pair="%(what)s: %(value)s", at=at
    )


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_what_could_begin_a_formula_is_text(typed: str) -> None:
    made = document([typed, Decimal("-3.5")])
    assert as_csv(made.tables).decode("utf-8-sig").splitlines()[-1].startswith(("'", "\"'"))
    book = CalamineWorkbook.from_filelike(BytesIO(as_workbook(made)))
    assert book.get_sheet_by_name("评分").to_python()[1] == [typed, -3.5]


def test_a_text_that_no_cell_takes_goes_on_beneath() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(as_workbook(document([LONG, "b"], ["c", "d"]))))
    rows = book.get_sheet_by_name("评分").to_python()[1:]
    assert "".join(str(row[0]) for row in rows) == LONG + "c"
    assert [row[1] for row in rows if row[1]] == ["b", "d"]
    assert LONG in as_csv(document([LONG, "b"]).tables).decode("utf-8-sig")


def test_a_decimal_is_as_exact_as_it_is() -> None:
    assert [shown(Decimal(each)) for each in ("3.50", "3", "3.68123", "10")] == ["3.5", "3", "3.6812", "10"]
