"""`steward export`: a file of each kind for whoever may have it; else a line, and nothing on record."""

import csv
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.services.privacy.looks import read_looks
from messages.reviews.export import HR_COLUMNS
from storage.models.people import PersonRow
from tests.builders.steward_command import steward
from tests.builders.world import QUARTER, World

DOCS = Path(__file__).parents[2] / "docs"
EVIL = "=HYPERLINK(1)"


def named(world: World, person: Person, name: str) -> None:
    with world.store.begin() as unit:
        row = unit.session.get(PersonRow, person.id)
        assert row is not None
        row.name = name


def test_a_persons_file_in_each_format_and_language(world: World, tmp_path: Path) -> None:
    world.review_at(State.RELEASED)
    chen, hr = world.people.employee, world.people.hr
    named(world, chen, f"{EVIL} 陈洁")
    for language, heading in (("en-US", "Scores"), ("zh-CN", "评分"), ("zh-TW", "評分")):
        for ending in ("xlsx", "csv", "pdf"):
            out = tmp_path / f"{language}.{ending}"
            told = ("--for", hr.email, "--out", str(out), "--language", language)
            assert steward("export", "person", chen.email, *told) == 0
            assert out.stat().st_mode & 0o077 == 0
        book = CalamineWorkbook.from_filelike(BytesIO((tmp_path / f"{language}.xlsx").read_bytes()))
        assert heading in book.sheet_names
        rows = (tmp_path / f"{language}.csv").read_text("utf-8-sig")
        assert heading in rows.splitlines()
        pages = pypdfium2.PdfDocument((tmp_path / f"{language}.pdf").read_bytes())
        text = pages[0].get_textpage().get_text_bounded()
        assert heading in text
        assert f"{EVIL} 陈洁" in text
    assert read_looks(world.acting(chen)).total == 9


def test_results_of_a_department_and_a_cycle(world: World, tmp_path: Path) -> None:
    world.review_at(State.RELEASED)
    chen, hr, boss = world.people.employee, world.people.hr, world.people.boss
    named(world, chen, EVIL)
    out = tmp_path / "of.csv"
    for reader, what in ((hr, ("cycle", QUARTER)), (boss, ("department", chen.department))):
        assert steward("export", *what, "--for", reader.email, "--out", str(out)) == 0
        rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
        (mine,) = (row for row in rows if EVIL in row[2])
        assert mine[2] == f"'{EVIL}"
        assert float(mine[5]) > 0


def test_for_an_hr_system_columns_are_the_same_in_every_language(world: World, tmp_path: Path) -> None:
    world.review_at(State.RELEASED)
    chen, hr = world.people.employee, world.people.hr
    out = tmp_path / "hr.csv"

    assert steward("export", "hr", QUARTER, "--for", hr.email, "--out", str(out)) == 0
    content = out.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8").splitlines()))
    assert list(rows[0]) == [*HR_COLUMNS, "mean_kpi", "mean_values"]
    (mine,) = (row for row in rows if row["email"] == chen.email)
    assert (mine["state"], mine["failed"], mine["period_start"]) == ("released", "no", "2026-10-01")
    assert mine["released_on"].startswith("20")
    documented = (DOCS / "hr.md").read_text("utf-8")
    assert all(f"`{column}`" in documented for column in HR_COLUMNS)
    assert steward("export", "hr", QUARTER, "--for", hr.email, "--out", str(out), "--bom") == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("told", "reader", "said"),
    [
        (("cycle", QUARTER, "--out", "of.csv"), "admin", "are HR’s"),
        (("person", "chen.jie@example.com", "--out", "of.csv"), "admin", "reviews as a file"),
        (("cycle", QUARTER, "--out", "of.doc"), "hr", "ends in none of"),
        (("cycle", QUARTER, "--out", "nowhere/of.csv"), "hr", "is no folder"),
    ],
)
def test_whoever_may_not_is_told_in_a_line(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    told: tuple[str, ...],
    reader: str,
    said: str,
) -> None:
    world.review_at(State.RELEASED)
    monkeypatch.chdir(tmp_path)
    for_whom: Person = getattr(world.people, reader)
    assert steward("export", *told, "--for", for_whom.email) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("of.*"))
    assert read_looks(world.acting(world.people.employee)).total == 0
