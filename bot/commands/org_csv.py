"""The organisation as spreadsheets: people.csv, and kpis.csv beside it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from bot.commands.org_text import read_text
from bot.domain.organisation import Path, Problem

KPI_FILE = "kpis.csv"

_OF_A_PERSON = {"id", "slack_id", "email", "name", "post", "department", "branch", "manager", "grade"}
_OF_A_PERSON |= {"roles"}
_OF_A_PLACE = {"country": "branches", "timezone": "branches", "technical": "departments"}
_OF_A_KPI = {"email", "name", "result", "measure", "unit", "target", "source", "weight"}
_SCORE = re.compile(r"\d(\.\d+)?")
_SEPARATORS = re.compile(r"[;|,/\s]+")


@dataclass
class CsvReading:
    """The same plain data as the YAML file has, and the file and line of each part of it."""

    data: dict[str, Any] = field(default_factory=lambda: {"branches": [], "departments": [], "people": []})
    lines: dict[Path, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, file: File) -> None:
        """Read the people, and the KPIs where there is a file of them in the same folder."""
        for line, row in self._rows(file, known=_OF_A_PERSON | _OF_A_PLACE.keys()):
            self._person(file.name, line, row)
        kpis = file.with_name(KPI_FILE)
        if kpis.exists():
            for line, row in self._rows(kpis, known=_OF_A_KPI):
                self._kpi(kpis.name, line, row)

    def _rows(self, file: File, *, known: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
        text = read_text(file)
        first = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        header: list[str] = []
        line = 1
        for cells in reader:
            started, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if not header:
                header = [cell.strip().lower() for cell in cells]
                self._check_header(file.name, started, header, known)
                continue
            filled = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
            yield started, {name: cell for name, cell in filled.items() if _is_known(name, known)}

    def _check_header(self, file: str, line: int, header: list[str], known: set[str]) -> None:
        for name in header:
            if not _is_known(name, known):
                at: Path = (file, name)
                self.lines[at] = (file, line)
                self.problems.append(Problem(code="unknown_field", at=at, facts={"field": name}))

    def _person(self, file: str, line: int, row: dict[str, str]) -> None:
        people: list[dict[str, Any]] = self.data["people"]
        at: Path = ("people", len(people))
        self.lines[at] = (file, line)
        person: dict[str, Any] = {name: value for name, value in row.items() if name in _OF_A_PERSON}
        if "roles" in person:
            person["roles"] = [role.lower() for role in _SEPARATORS.split(person["roles"]) if role]
        people.append(person)
        for column, kind in _OF_A_PLACE.items():
            name = row.get("branch" if kind == "branches" else "department")
            if name:
                self._place(kind, name, column, row.get(column), at)

    def _place(self, kind: str, name: str, column: str, value: str | None, at: Path) -> None:
        places: list[dict[str, Any]] = self.data[kind]
        known = next((place for place in places if place["name"] == name), None)
        if known is None:
            known = {"name": name}
            self.lines[(kind, len(places))] = self.lines[at]
            places.append(known)
        if value is None:
            return
        if known.setdefault(column, value) != value:
            facts = {"field": column, "name": name, "value": value, "first": known[column]}
            self.problems.append(Problem(code="conflict", at=(*at, column), facts=facts))

    def _kpi(self, file: str, line: int, row: dict[str, str]) -> None:
        email = row.pop("email", "").lower()
        owner = next(
            (n for n, who in enumerate(self.data["people"]) if who.get("email", "").lower() == email), None
        )
        if owner is None:
            at: Path = (file, line)
            self.lines[at] = (file, line)
            self.problems.append(Problem(code="kpi_of_nobody", at=(*at, "email"), facts={"value": email}))
            return
        kpis = self.data["people"][owner].setdefault("kpis", [])
        self.lines[("people", owner, "kpis", len(kpis))] = (file, line)
        self.lines.setdefault(("people", owner, "kpis"), (file, line))
        anchors = {score: row.pop(score) for score in list(row) if _SCORE.fullmatch(score)}
        kpis.append({**row, "anchors": anchors})


def _is_known(column: str, known: set[str]) -> bool:
    return column in known or ("weight" in known and _SCORE.fullmatch(column) is not None)
