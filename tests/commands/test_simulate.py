"""`steward simulate`: counts for everybody, names for HR, a workbook without a formula."""

import hashlib
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from storage.unit import Store
from tests.builders.matrix import STAR, WILD_DOG, released, team
from tests.builders.steward_command import steward
from tests.builders.world import World


@pytest.fixture
def names(store: Store) -> list[str]:
    """Six results of Marketing, two of them failed by their gate."""
    world = World(store)
    people = team(world)
    released(world, dict(zip(people, (STAR, STAR, STAR, STAR, WILD_DOG, WILD_DOG), strict=True)))
    return [each.name for each in people]


def test_counts_are_shown_without_a_name_and_the_file_stays_as_it_was(
    names: list[str], store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("simulate", "--scheme", "kpi-values", "--bands", "20/15/50/15") == 0
    before = _digest(store)

    assert steward("simulate", "--scheme", "kpi-values", "--bands", "30/60/10") == 0

    shown = capsys.readouterr().out
    assert "at most 30 % at 4 and above; at least 10 % at 3.25 and below" in shown
    assert "Marketing" in shown
    assert not any(each in shown for each in names)
    assert _digest(store) == before


def _digest(store: Store) -> str:
    """Of a file; a server has none, and its rows are compared where the service is tested."""
    database = store.engine.url.database
    file = Path(database or "")
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def test_hr_gets_names_and_a_workbook_in_which_nothing_is_computed(
    names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme = tmp_path / "ours.yaml"
    shipped = Path(__file__).parents[2] / "bot" / "schemes" / "kpi-values.yaml"
    ours = shipped.read_text(encoding="utf-8").replace('gate_below: "2.5"', 'gate_below: "3.5"')
    scheme.write_text(ours.replace("key: kpi-values", "key: ours"), encoding="utf-8")
    out = tmp_path / "simulation.xlsx"

    arguments = ("--scheme", str(scheme), "--names-for", "zhou.jing@example.com", "--out", str(out))
    assert steward("simulate", *arguments) == 0

    shown = capsys.readouterr().out
    assert sum(each in shown for each in names) == 4, "who had failed before does not move"
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names[:2] == ["What the rules move", "What the shares move"]
    [_, *rows] = book.get_sheet_by_name("Whom the rules move").to_python()
    assert {row[0] for row in rows} == set(names[:4])
    assert rows[0][3:] == [3.75, 2.5, -4, "values"]
    assert out.stat().st_mode & 0o077 == 0


def test_what_does_not_fit_is_said_in_a_line(
    names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("simulate", "--bands", "30/60") == 2
    assert "that add up to 100" in capsys.readouterr().err
    assert steward("simulate", "--scheme", "three-part") == 2
    assert "performance: conversion" in capsys.readouterr().err
    assert steward("simulate", "--bands", "30/60/10", "--out", str(tmp_path / "x.csv")) == 2
    assert "Name an .xlsx file" in capsys.readouterr().err
