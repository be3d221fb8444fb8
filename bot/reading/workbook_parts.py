"""What stands in a workbook beside its values: its sheets, cells shown as percent, errors, lost results."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

LARGEST_UNPACKED = 512 * 1024 * 1024
"""Bytes of all parts together: more is no workbook that somebody filled."""

_PERCENT_FORMATS = {9, 10}
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


_TORN = (KeyError, ValueError, OSError, EOFError, RuntimeError, ParseError, zipfile.BadZipFile, zlib.error)
"""What reading a part raises of one that is torn, or packed in a way that nobody here knows."""


class NotXlsx(Exception):
    """It is another kind of file, or a torn one."""


class TooLarge(Exception):
    """It has more rows or columns than are read, or unpacks to more than anybody wrote."""


@dataclass
class Marks:
    """Of one sheet, by row and column counted from 0. `faults`: the error that is shown there."""

    has_cells: bool = False
    percent: set[tuple[int, int]] = field(default_factory=set)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    _uncounted: set[tuple[int, int]] = field(default_factory=set)

    @property
    def uncounted(self) -> frozenset[tuple[int, int]]:
        """Cells whose formula has no result."""
        return frozenset(self._uncounted)

    def mark(self, at: tuple[int, int], cell: Element, *, is_percent: bool) -> None:
        value, formula = _child(cell, "v"), _child(cell, "f")
        self.has_cells = True
        if cell.get("t") == "e":
            self.faults[at] = value.text or "#ERROR!" if value is not None else "#ERROR!"
        elif formula is not None and (value is None or not value.text):
            self._uncounted.add(at)
        elif is_percent:
            self.percent.add(at)


class Parts:
    """The parts of an .xlsx file. Raises NotXlsx and TooLarge."""

    def __init__(self, data: bytes, *, most_rows: int, most_columns: int) -> None:
        self._most = (most_rows, most_columns)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise NotXlsx from None
        if sum(part.file_size for part in self._archive.infolist()) > LARGEST_UNPACKED:
            raise TooLarge
        self._percent_styles = self._styles()
        self.sheets: Mapping[str, str] = dict(self._sheets())

    def marks(self, name: str) -> Marks:
        """What is to be known of a sheet's cells."""
        marks = Marks()
        at = (-1, -1)
        for row in self._elements(self.sheets[name], "row"):
            at = (at[0] + 1, -1)
            for cell in row:
                at = self._place(cell.get("r"), before=at)
                if len(cell):
                    marks.mark(at, cell, is_percent=cell.get("s") in self._percent_styles)
            row.clear()
        return marks

    def _place(self, name: str | None, *, before: tuple[int, int]) -> tuple[int, int]:
        """Row and column of a cell; one that names none stands beside the one before it."""
        if name is None:
            return before[0], before[1] + 1
        found = _CELL.fullmatch(name)
        if found is None:
            raise NotXlsx
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        row = int(found[2])
        if row > self._most[0] or column > self._most[1]:
            raise TooLarge
        return row - 1, column - 1

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """The visible sheets, in their order, each with the part that it is."""
        targets = {
            each.get("Id"): each.get("Target", "")
            for each in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        for sheet in self._elements("xl/workbook.xml", "sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            if "worksheets/" in target and sheet.get("state", "visible") == "visible":
                yield sheet.get("name", ""), target.removeprefix("/") if target[0] == "/" else f"xl/{target}"

    def _styles(self) -> frozenset[str]:
        """The numbers of the formats in which a number is shown as a percentage."""
        if "xl/styles.xml" not in self._archive.namelist():
            return frozenset()
        percent, formats = set(_PERCENT_FORMATS), []
        for each in self._elements("xl/styles.xml", "numFmt", "cellXfs"):
            if each.tag.endswith("numFmt"):
                shown = re.sub(r'"[^"]*"|\\.', "", each.get("formatCode", ""))
                if "%" in shown and each.get("numFmtId", "").isdecimal():
                    percent.add(int(each.get("numFmtId", "0")))
            else:
                formats = [int(style.get("numFmtId", "0")) for style in each]
        return frozenset(str(number) for number, shown in enumerate(formats) if shown in percent)

    def _elements(self, part: str, *tags: str) -> Iterator[Element]:
        try:
            with self._archive.open(part) as stream:
                yield from _parsed(stream, tags)
        except _TORN:
            raise NotXlsx from None


def _parsed(stream: IO[bytes], tags: tuple[str, ...]) -> Iterator[Element]:
    for _, element in iterparse(stream):
        if element.tag.rpartition("}")[2] in tags:
            yield element


def _child(element: Element, tag: str) -> Element | None:
    return next((each for each in element if each.tag.rpartition("}")[2] == tag), None)
