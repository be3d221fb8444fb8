"""`steward rehearse`: a quarter in a database of its own, and the real one as it was."""

from hashlib import sha256
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.seed import EXAMPLE
from tests.builders.steward_command import steward

FOUR = """\
company: {country: CN, timezone: Asia/Shanghai, branch: Hangzhou}
branches:
- name: Hangzhou
departments:
- name: Shop
people:
- {name: Ning An, email: ning@example.com, post: CEO, department: Shop, grade: senior}
"""
LEADS = """\
- name: {name}
  email: {email}
  post: Head
  department: Shop
  grade: senior
  manager: ning@example.com
"""
CLERK = """\
- name: Person {number}
  email: p{number}@example.com
  post: Clerk
  department: Shop
  manager: zhao@example.com
  kpis:
  - name: Sales
    result: Growth
    measure: Sum
    unit: CNY
    target: "3"
    source: Finance
    weight: 100
    anchors: {{3.5: "3"}}
"""


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """Four people who are scored, with KPI sheets; beside them whoever leads and HR."""
    hr = LEADS.format(name="Zhou Jing", email="zhou@example.com") + "  roles: [hr]\n"
    head = LEADS.format(name="Zhao Min", email="zhao@example.com")
    clerks = "".join(CLERK.format(number=number) for number in range(4))
    file = tmp_path / "four.yaml"
    file.write_text(FOUR + hr + head + clerks, encoding="utf-8")
    return file


def test_four_people_live_through_a_quarter_and_nothing_else_is_touched(
    four: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = tmp_path / "steward.db"
    before = sha256(real.read_bytes()).hexdigest()
    out = tmp_path / "rehearsal.xlsx"
    leave = tmp_path / "leave.csv"
    away = "email,first,last\np1@example.com,2027-04-06,2027-04-12\np2@example.com,2027-04-20,open\n"
    leave.write_text(away, encoding="utf-8")

    arguments = ("--org", str(four), "--cycle", "2027Q1", "--leave", str(leave), "--out", str(out))
    assert steward("rehearse", *arguments) == 0

    shown = capsys.readouterr().out
    assert "opened 2027-03-29 for 4 people" in shown
    assert "self-scores due 2027-04-08" in shown
    book = CalamineWorkbook.from_path(str(out))
    steps = {row[0]: row[1:] for row in book.get_sheet_by_name("Steps").to_python()[1:]}
    assert steps["self score"][0] == steps["approval"][0] == steps["talk"][0] == 4
    assert steps["second look"][0] == 8, "the manager's manager and HR"
    assert [each[3] for each in steps.values()].count(0) >= 5, "what is taken late is done all the same"
    assert steps["acknowledgement"][3] >= 1, "whoever is away for good answers nothing"
    awkward = book.get_sheet_by_name("Awkward days").to_python()
    assert ["self-scores due", "Thu 2027-04-08", "CN", "", 7, 1] in awkward
    assert sha256(real.read_bytes()).hexdigest() == before


def test_a_broken_organisation_is_refused_as_by_an_import(
    four: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = four.read_text(encoding="utf-8").replace("department: Shop\n  m", "department: Sop\n  m", 1)
    four.write_text(broken, encoding="utf-8")
    assert steward("org", "import", str(four)) == 2
    imported = capsys.readouterr().err
    assert "four.yaml:" in imported

    assert steward("rehearse", "--org", str(four)) == 2

    assert capsys.readouterr().err == imported


def test_what_cannot_be_opened_is_said_as_opening_says_it(
    four: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("rehearse", "--org", str(four), "--scheme", "nowhere") == 2
    assert "No review scheme is called" in capsys.readouterr().err
    assert steward("rehearse", "--org", str(four), "--cycle", "next") == 2
    capsys.readouterr()
    assert steward("rehearse", "--org", str(four), "--cycle", "2027") == 2
    assert "A rehearsal is of a quarter or a half-year" in capsys.readouterr().err


def test_a_leave_file_with_a_mistake_is_refused_as_by_its_import(
    four: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave = tmp_path / "leave.csv"
    leave.write_text("email,first,last\np1@example.com,2027-04-20,\n", encoding="utf-8")

    assert steward("rehearse", "--org", str(four), "--leave", str(leave), "--cycle", "2027Q1") == 2

    assert "leave.csv:2: The last day is missing" in capsys.readouterr().err


@pytest.mark.soak
def test_the_shipped_company_is_rehearsed_with_goals_check_ins_and_plans(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("--org", str(EXAMPLE), "--cycle", "2027Q1", "--goals")
    assert steward("rehearse", *arguments, "--late", "0") == 0
    shown = capsys.readouterr().out

    for step in ("job form rating", "goals agreement", "check in", "second look", "acknowledgement"):
        assert step in shown
    assert "Could not be done" not in shown
    assert steward("rehearse", *arguments, "--late", "0") == 0
    assert capsys.readouterr().out == shown, "the same seed, the same quarter"
