"""The organisation as spreadsheets: people.csv, and kpis.csv beside it."""

import re
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from bot.commands.org_sheet import Columns, Row, Sheet
from bot.commands.sheet_file import faults
from bot.domain.organisation import Path, Problem
from bot.domain.text import address, key
from bot.reading.text import FileText, read_text
from bot.reading.workbook import Workbook, read_sheets

KPI_FILE, KPI_SHEET = "kpis.csv", "kpis"

_OF_A_PERSON = {"id", "slack_id", "email", "name", "post", "department", "branch", "manager", "grade"}
_OF_A_PERSON |= {"roles", "phone", "joined", "since"}
_OF_A_PLACE = {"country": "branches", "timezone": "branches", "technical": "departments"}
_PEOPLE = Columns(
    known=frozenset(_OF_A_PERSON | _OF_A_PLACE.keys()),
    required=("email", "name", "post", "department", "branch"),
)
_OF_A_KPI = ("email", "name", "result", "measure", "unit", "target", "source", "weight")
_KPIS = Columns(known=frozenset(_OF_A_KPI), required=_OF_A_KPI, has_scores=True)
_BETWEEN_ROLES = re.compile(r"[;|,/、，；\s]+")


@dataclass
class CsvReading:
    """The same plain data as the YAML file has, and the file and line of each part of it."""

    data: dict[str, Any] = field(default_factory=lambda: {"branches": [], "departments": [], "people": []})
    lines: dict[Path, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[FileText] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _places: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _people: dict[str, int] = field(default_factory=dict)

    def read(self, file: File) -> None:
        """Read the people, and the KPIs where there is a file of them in the same folder."""
        for row in self._rows(file, _PEOPLE):
            self._person(file.name, row)
        kpis = file.with_name(KPI_FILE)
        is_torn = any(problem.is_of_the_whole for problem in self.problems)
        if kpis.exists() and not is_torn:
            for row in self._rows(kpis, _KPIS):
                self._kpi(kpis.name, row)

    def read_book(self, file: File, data: bytes) -> None:
        """The same of a workbook: the people on its first sheet, the KPIs on the one that is called kpis."""
        people, kpis = read_sheets(file, data, and_sheet=KPI_SHEET)
        for row in self._rows_of(people, _PEOPLE):
            self._person(people.name, row)
        is_torn = any(problem.is_of_the_whole for problem in self.problems)
        if kpis is not None and not is_torn:
            for row in self._rows_of(kpis, _KPIS):
                self._kpi(kpis.name, row)
        if people.remark:
            self.remarks.append(people.remark)

    def _rows_of(self, book: Workbook, columns: Columns) -> list[Row]:
        for line, problem in faults(book):
            at: Path = (book.name, *problem.at)
            self.lines[at] = (book.name, line)
            self.problems.append(Problem(code=problem.code, at=at, facts=problem.facts))
        sheet = Sheet(name=book.name, columns=columns, problems=self.problems, lines=self.lines)
        return sheet.rows_of(book.rows)

    def _rows(self, file: File, columns: Columns) -> list[Row]:
        read = read_text(file)
        self.files.append(read)
        sheet = Sheet(name=file.name, columns=columns, problems=self.problems, lines=self.lines)
        return sheet.rows(read.text)

    def _person(self, file: str, row: Row) -> None:
        people: list[dict[str, Any]] = self.data["people"]
        at: Path = ("people", len(people))
        self.lines[at] = (file, row.line)
        person: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name in _OF_A_PERSON}
        if "roles" in person:
            person["roles"] = [role for role in _BETWEEN_ROLES.split(person["roles"]) if role]
        self._people.setdefault(address(person.get("email", "")), len(people))
        people.append(person)
        for column, kind in _OF_A_PLACE.items():
            name = row.cells.get("branch" if kind == "branches" else "department")
            if name:
                self._place(kind, name, column, row.cells.get(column), at)

    def _place(self, kind: str, name: str, column: str, value: str | None, at: Path) -> None:
        known = self._places.get((kind, key(name)))
        if known is None:
            known = self._places[(kind, key(name))] = {"name": name}
            self.lines[(kind, len(self.data[kind]))] = self.lines[at]
            self.data[kind].append(known)
        if value is None:
            return
        if key(known.setdefault(column, value)) != key(value):
            facts = {"field": column, "name": name, "value": value, "first": known[column]}
            self.problems.append(Problem(code="conflict", at=(*at, column), facts=facts))

    def _kpi(self, file: str, row: Row) -> None:
        cells = dict(row.cells)
        email = address(cells.pop("email", ""))
        owner = self._people.get(email)
        if owner is None:
            at: Path = (file, row.line)
            self.lines[at] = (file, row.line)
            code, facts = ("kpi_of_nobody", {"value": email}) if email else ("missing", {"field": "email"})
            self.problems.append(Problem(code=code, at=(*at, "email"), facts=facts))
            return
        kpis = self.data["people"][owner].setdefault("kpis", [])
        self.lines[("people", owner, "kpis", len(kpis))] = (file, row.line)
        self.lines.setdefault(("people", owner, "kpis"), (file, row.line))
        anchors = {name: cell for name, cell in cells.items() if name not in _KPIS.known}
        kpis.append(
            {name: cell for name, cell in cells.items() if name in _KPIS.known} | {"anchors": anchors}
        )
