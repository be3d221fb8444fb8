"""`steward away`: every mistake by its line, nothing half-imported, the file in place of the one before."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.away_file import read_leave
from bot.seed import example
from storage.unit import Store
from tests.builders.people import Company
from tests.builders.workbook import workbook_bytes

HEADINGS = "email,first,last\n"
TODAY = date.today()  # noqa: DTZ011 - the command line's own day
SOON, LATER = TODAY + timedelta(days=10), TODAY + timedelta(days=14)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("away", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str | bytes, name: str = "leave.csv") -> str:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(file)


def away(store: Store) -> list[tuple[int, date, date | None]]:
    with store.read() as unit:
        found = unit.absences.since(TODAY)
    return [(person, each.first, each.last) for person in sorted(found) for each in found[person]]


@pytest.mark.parametrize("kind", ["csv", "yaml", "xlsx"])
def test_a_file_of_each_kind_says_who_is_away(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    rows: Sequence[Sequence[str]] = [
        ["email", "first", "last"],
        ["chen.jie@example.com", str(SOON), str(LATER)],
        ["wu.min@example.com", str(SOON), "open"],
    ]
    entries = "".join(f"  - {{email: {each[0]}, first: {each[1]}, last: {each[2]}}}\n" for each in rows[1:])
    content: dict[str, str | bytes] = {
        "csv": "\n".join(",".join(row) for row in rows),
        "yaml": f"away:\n{entries}",
        "xlsx": workbook_bytes(rows),
    }

    file = written(tmp_path, content[kind], f"leave.{kind}")
    assert run("import", file, "--dry-run") == 0
    assert away(store) == []
    assert run("import", file) == 0
    assert run("import", file) == 0

    assert away(store) == [(people.employee.id, SOON, LATER), (people.colleague.id, SOON, None)]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Would be entered: 2 new absences, 0 taken out; 0 are as they were."
    assert f"  + Chen Jie: {SOON} to {LATER}" in said
    assert said[3] == "Entered: 2 new absences, 0 taken out; 0 are as they were."
    assert said[-1] == "Nothing to change: 2 absences are as in the file."


def test_every_mistake_is_named_by_its_line_and_nothing_is_entered(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"chen.jie@example.com,{LATER},{SOON}\nnobody@example.com,{SOON},\n"
    rows += f"wu.min@example.com,{SOON},{LATER}\n"

    assert run("import", written(tmp_path, HEADINGS + rows)) == 2

    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(f"leave.csv:2: This leave ends on {SOON}, before it starts")
    assert said[1].startswith("leave.csv:3: Nobody has the address")
    assert said[2].startswith("leave.csv:3: The last day is missing.")
    assert said[-1] == "steward: The leave file has 3 mistakes; nothing was changed."
    assert away(store) == []


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "leave.csv", "leave.csv:1: The file is empty. Begin with: steward away template"),
        ("who,when\na,b\n", "leave.csv", "leave.csv:1: The first row names no column that is known."),
        ("email,first\na,b\n", "leave.csv", "leave.csv:1: These columns are missing: last."),
        ("people: []\n", "leave.yaml", "leave.yaml:1: As YAML the file begins with “away:”"),
        ("away:\n  - chen\n", "leave.yaml", "leave.yaml:2: An entry has named fields"),
        (
            "away:\n  - email: chen.jie@example.com\n    frist: 2026-12-01\n",
            "leave.yaml",
            "leave.yaml:3: There is no field “frist” here.",
        ),
        ("away: [\n", "leave.yaml", "leave.yaml:2: The file cannot be read from here on"),
    ],
)
def test_what_is_no_leave_file_is_told_what_it_lacks(
    store: Store,
    people: Company,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    name: str,
    said: str,
) -> None:
    assert run("import", written(tmp_path, text, name)) == 2

    assert capsys.readouterr().err.startswith(said)


def test_who_is_away_is_listed_without_a_reason(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list") == 0
    run("import", written(tmp_path, f"{HEADINGS}chen.jie@example.com,{TODAY},{LATER}\n"))
    assert run("list") == 0

    said = capsys.readouterr().out
    assert said.startswith("Nobody is away")
    assert "Chen Jie" in said
    assert "the file" in said


def test_the_template_is_a_leave_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template") == 0

    file = tmp_path / "leave.csv"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    read = read_leave(file)
    assert file.read_text(encoding="utf-8") == example("leave.csv")
    assert (read.problems, [each.last for each in read.entries]) == ((), ["2027-01-08", "open"])
