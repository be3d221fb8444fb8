"""A spreadsheet's rows, however it was saved: separators, quotes, empty columns, repeated headings."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.organisation import Path, Problem
from bot.domain.text import is_damaged, key, name_text, typed_text

SEPARATORS = ",;\t|"
CELLS_SHOWN = 3

_SCORE = re.compile(r"[0-9]([.,][0-9]+)?")
_SAYS_SEPARATOR = re.compile(r'"?sep=([^"\r\n])"?[^\S\r\n]*(?:\r\n?|\n|$)', re.IGNORECASE)
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_MARKED_AS_TEXT = re.compile(r"'(?=[0-9=+@-])")
_ERROR = re.compile(
    r"#(REF|N/A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|ERROR|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|GETTING_DATA)[!?]?"
    r"|Err:[0-9]{3}",
    re.IGNORECASE,
)
_END = "\x04"
"""A row that nobody wrote: whether it stands alone shows whether all quotation marks before it are closed."""


class _TooLong(Exception):
    """A cell is longer than any that somebody wrote, in the row that begins at `line`."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The headings that a sheet may have, and those without which it says nothing."""

    known: frozenset[str]
    required: tuple[str, ...]
    has_scores: bool = False

    def heading(self, cell: str) -> str:
        """A heading in its one form: `E-Mail` and `Slack ID` are email and slack_id, `4,50` is 4.5.

        One that is not known is itself.
        """
        text = key(cell)
        if self.has_scores and _SCORE.fullmatch(text):
            return f"{Decimal(text.replace(',', '.')).normalize():f}"
        letters = re.sub(r"[\W_]+", "", text)
        return next((name for name in self.known if name.replace("_", "") == letters), name_text(cell))

    def knows(self, heading: str) -> bool:
        return heading in self.known or (self.has_scores and _SCORE.fullmatch(heading) is not None)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its line in the file and its filled cells by heading."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class _Record:
    line: int
    number: int
    cells: list[str]

    @property
    def is_said(self) -> bool:
        """Whether it is more than separators, and no remark behind a #."""
        return any(_cell(cell).strip(SEPARATORS) for cell in self.cells) and not (
            self.cells[0].startswith("#") and not _ERROR.fullmatch(_cell(self.cells[0]))
        )


@dataclass
class Sheet:
    """The rows of one file. What is wrong with it as a sheet stands in `problems`, placed by `lines`."""

    name: str
    columns: Columns
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Path, tuple[str, int]] = field(default_factory=dict)
    _nowhere: dict[int, list[str]] = field(default_factory=dict)
    _wrong: set[int] = field(default_factory=set)

    def rows(self, text: str) -> list[Row]:
        """The rows under the headings; none where there are no headings, which is then the one problem."""
        try:
            return self._rows(text)
        except _TooLong as trouble:
            code = "open_quote" if text.count('"') % 2 else "too_long"
            self._torn(code, line=trouble.line, limit=csv.field_size_limit())
            return []

    def _rows(self, text: str) -> list[Row]:
        said = _SAYS_SEPARATOR.match(text)
        body, begins = (text[said.end() :], 2) if said else (text, 1)
        separator = said[1] if said else self._likeliest(body)
        records = list(_records(body, separator, line=begins))
        if any(record.is_said for record in records) and _is_open(body, separator):
            self._torn("open_quote", line=_opened(records, separator).line)
            return []
        return self._read(records)

    def rows_of(self, cells: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
        """The same of a workbook's rows, each with its number."""
        return self._read([_Record(line=row, number=row, cells=list(each) or [""]) for row, each in cells])

    def _read(self, records: Sequence[_Record]) -> list[Row]:
        filled = [record for record in records if record.is_said]
        if not filled:
            self._torn("empty", line=1)
            return []
        first, *others = filled
        headings = [self.columns.heading(cell) for cell in first.cells]
        if self.columns.known.isdisjoint(headings):
            self._torn("no_headings", line=first.line)
            return []
        missing = [name for name in self.columns.required if name not in headings]
        if missing:
            self._torn("no_column", line=first.line, names=missing)
            return []
        rows = [
            Row(line=record.line, cells=self._filled(record, headings, heads=first))
            for record in others
            if not self._repeats(headings, record)
        ]
        self._name_what_stands_nowhere()
        return [row for row in rows if row.cells]

    def _repeats(self, headings: Sequence[str], record: _Record) -> bool:
        """Whether a row is the headings again, as where two files were put one under the other."""
        return len(record.cells) == len(headings) and all(
            self.columns.heading(cell) == heading
            for cell, heading in zip(record.cells, headings, strict=True)
        )

    def _likeliest(self, text: str) -> str:
        """The separator that makes most headings out of the first row."""

        def known(separator: str) -> tuple[int, int]:
            cells = next((each.cells for each in _records(text, separator) if each.is_said), [])
            return sum(self.columns.knows(self.columns.heading(cell)) for cell in cells), len(cells)

        return max(SEPARATORS, key=known)

    def _filled(self, record: _Record, headings: Sequence[str], *, heads: _Record) -> dict[str, str]:
        """The cells of a row that have a heading; the others are kept to be named."""
        found: dict[str, str] = {}
        for column, cell in enumerate(map(_cell, record.cells)):
            if not cell:
                continue
            heading = headings[column] if column < len(headings) else ""
            if not heading:
                where = f"{letters(column)}{record.number}"
                self._nowhere.setdefault(column, []).append(where)
                self.lines.setdefault((self.name, self._nowhere[column][0]), (self.name, record.line))
            elif _ERROR.fullmatch(cell):
                where = f"{letters(column)}{record.number}"
                self._problem("sheet_error", where, line=record.line, value=cell)
            elif not self.columns.knows(heading):
                self._of_column("unknown_field", column, heading, line=heads.line)
            elif headings.index(heading) != column:
                self._of_column("field_twice", column, heading, line=heads.line)
            else:
                found[heading] = cell
        return found

    def _name_what_stands_nowhere(self) -> None:
        for cells in self._nowhere.values():
            shown = [*cells[:CELLS_SHOWN], *(["…"] if len(cells) > CELLS_SHOWN else [])]
            at: Path = (self.name, cells[0])
            self.problems.append(Problem(code="no_heading", at=at, facts={"cells": shown}))

    def _of_column(self, code: str, column: int, heading: str, *, line: int) -> None:
        """Said once a column, and only where something stands in it."""
        if column not in self._wrong:
            self._wrong.add(column)
            self._problem(code, heading, line=line, field=heading)

    def _problem(self, code: str, name: str, *, line: int, **facts: object) -> None:
        at: Path = (self.name, name)
        self.lines[at] = (self.name, line)
        self.problems.append(Problem(code=code, at=at, facts=facts))

    def _torn(self, code: str, *, line: int, **facts: object) -> None:
        """Nothing can be said of the rows: the one problem of the file as a whole."""
        at: Path = (self.name, 0)
        self.lines[at] = (self.name, line)
        self.problems.append(Problem(code=code, at=at, facts=facts, is_of_the_whole=True))


def letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A … Z, AA, AB …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _records(text: str, separator: str, *, line: int = 1) -> Iterator[_Record]:
    """The rows as they are, each with the line at which it begins and its number in the sheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield _Record(line=line + before, number=number, cells=cells or [""])
            before = reader.line_num
    except csv.Error:
        raise _TooLong(line + before) from None


def _is_open(text: str, separator: str) -> bool:
    """Whether a quotation mark is closed nowhere: a row put behind the text is then no row of its own."""
    if text.count('"') % 2 == 0:
        return False
    *_, last = _records(f"{text}\n{_END}", separator)
    return last.cells != [_END]


def _opened(records: Sequence[_Record], separator: str) -> _Record:
    """The row at which a quotation mark was opened that is closed nowhere: it swallowed others."""
    swallowed = (
        record
        for record in records
        if any(re.search(rf"\n.*{re.escape(separator)}", cell) for cell in record.cells)
    )
    return next(swallowed, records[-1])


def _cell(raw: str) -> str:
    """What a cell says, without what spreadsheets put around text so that it stays text."""
    text = typed_text(raw).strip() or (raw if is_damaged(raw) else "").strip()  # what was lost is to be named
    if text.startswith("=") and (formula := _FORMULA.fullmatch(text)):
        return formula[1].replace('""', '"').strip()
    return _MARKED_AS_TEXT.sub("", text, count=1) if text.startswith("'") else text
