"""Workbooks as spreadsheet programs write them, as far as a reader of figures meets it."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

_NS = "http://schemas.openxmlformats.org"
_TYPES = (
    f'<Types xmlns="{_NS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = (
    f'<Relationships xmlns="{_NS}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
PLAIN, PERCENT, PERCENT_OF_OURS, DAY, HOURS = range(5)
_STYLES = (
    f'<styleSheet xmlns="{_NS}/spreadsheetml/2006/main">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="14"/>'
    '<xf numFmtId="46"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Styled:
    """A number with the format in which it is shown."""

    number: float
    style: int


@dataclass(frozen=True)
class Formula:
    """A formula and what it came to when the file was saved; None where nobody counted it."""

    text: str
    value: float | str | None


@dataclass(frozen=True)
class Fault:
    """A cell that shows an error."""

    code: str


Cell = str | float | int | bool | date | timedelta | Styled | Formula | Fault | None


def workbook(
    path: Path,
    *sheets: Sequence[Sequence[Cell]],
    merged: Sequence[str] = (),
    hidden: Sequence[int] = (),
    names: Sequence[str] = (),
) -> Path:
    """Write sheets of rows; `merged` ranges are of the first. Returns the path."""
    path.write_bytes(workbook_bytes(*sheets, merged=merged, hidden=hidden, called=names))
    return path


def workbook_bytes(
    *sheets: Sequence[Sequence[Cell]],
    merged: Sequence[str] = (),
    hidden: Sequence[int] = (),
    called: Sequence[str] = (),
) -> bytes:
    titles = called or [f"Sheet {n}" for n in range(1, len(sheets) + 1)]
    names = "".join(
        f'<sheet name="{titles[n - 1]}" sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"/>' if n - 1 in hidden else "/>")
        for n in range(1, len(sheets) + 1)
    )
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{_NS}/officeDocument/2006/relationships/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_NS}/spreadsheetml/2006/main" '
            f'xmlns:r="{_NS}/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_NS}/package/2006/relationships">{rels}<Relationship Id="rId99" '
            f'Type="{_NS}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/sheet{n}.xml": _sheet(rows, merged if n == 1 else ())
            for n, rows in enumerate(sheets, start=1)
        },
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str]) -> bytes:
    """An archive of these parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str]) -> str:
    body = "".join(
        f'<row r="{number}">'
        + "".join(
            _cell(f"{chr(ord('A') + column)}{number}", cell)
            for column, cell in enumerate(row)
            if cell is not None
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    merge = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    main = f"{_NS}/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{merge}</worksheet>'


def _cell(at: str, cell: Cell) -> str:
    if isinstance(cell, Formula):
        value = "" if cell.value is None else f"<v>{escape(str(cell.value))}</v>"
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        return f'<c r="{at}"{kind}><f>{escape(cell.text)}</f>{value}</c>'
    if isinstance(cell, Fault):
        return f'<c r="{at}" t="e"><v>{cell.code}</v></c>'
    if isinstance(cell, Styled):
        return f'<c r="{at}" s="{cell.style}"><v>{cell.number!r}</v></c>'
    if isinstance(cell, bool):
        return f'<c r="{at}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{at}" s="{DAY}"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, timedelta):
        return f'<c r="{at}" s="{HOURS}"><v>{cell / timedelta(days=1)!r}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{at}"><v>{cell!r}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'
