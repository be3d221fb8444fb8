"""Reading a leave file, YAML, CSV or a workbook, with every problem of it and its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from bot.commands.org_sheet import Columns
from bot.commands.sheet_file import read_sheet
from bot.domain.leave_import import LeaveEntry
from bot.domain.organisation import Path, Problem
from bot.domain.text import typed_text
from bot.reading.text import read_text
from bot.reading.yaml_lines import YamlReading

NAMES = ("email", "id", "first", "last")
LIST = "away"
YAML_ENDINGS = (".yaml", ".yml")
_COLUMNS = Columns(known=frozenset(NAMES), required=("first", "last"))

Placed = tuple[int, Problem]


@dataclass(frozen=True, kw_only=True)
class LeaveFile:
    """The entries as far as they could be read. `remarks`: what whoever imports should know."""

    entries: tuple[LeaveEntry, ...]
    problems: tuple[Placed, ...]
    remarks: tuple[str, ...] = ()


def read_leave(file: File) -> LeaveFile:
    """What stands in the file. Raises SetupError where it cannot be opened."""
    if file.suffix.lower() in YAML_ENDINGS:
        return _read_yaml(file)
    sheet = read_sheet(file, _COLUMNS)
    entries = (
        LeaveEntry(line=row.line, **{name: row.cells.get(name, "") for name in NAMES}) for row in sheet.rows
    )
    return LeaveFile(entries=tuple(entries), problems=sheet.problems, remarks=sheet.remarks)


def _read_yaml(file: File) -> LeaveFile:
    text = read_text(file)
    reading = YamlReading(text.text)
    problems = [(reading.line(each.at), each) for each in reading.problems]
    entries: list[LeaveEntry] = []
    if not any(each.is_of_the_whole for each in reading.problems):
        entries, wrong = _entries(reading)
        problems += wrong
    return LeaveFile(
        entries=tuple(entries),
        problems=tuple(sorted(problems, key=lambda placed: placed[0])),
        remarks=(text.remark,) if text.remark else (),
    )


def _entries(reading: YamlReading) -> tuple[list[LeaveEntry], list[Placed]]:
    data = reading.data
    if not isinstance(data, dict) or not isinstance(data.get(LIST), list):
        at: Path = (LIST,) if isinstance(data, dict) else ()
        return [], [(reading.line(at), Problem(code="no_list", at=at))]
    wrong = [_unknown(reading, (name,)) for name in data if name != LIST]
    entries = []
    for number, fields in enumerate(data[LIST]):
        entry: Path = (LIST, number)
        line = reading.line(entry)
        if not isinstance(fields, dict):
            wrong.append((line, Problem(code="no_fields", at=entry)))
            continue
        wrong += [_unknown(reading, (*entry, name)) for name in fields if name not in NAMES]
        entries.append(LeaveEntry(line=line, **dict(_texts(fields))))
    return entries, wrong


def _texts(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        value = fields.get(name)
        yield name, typed_text(value).strip() if isinstance(value, str) else ""


def _unknown(reading: YamlReading, at: Path) -> Placed:
    return reading.line(at), Problem(code="unknown_field", at=at, facts={"field": at[-1]})
