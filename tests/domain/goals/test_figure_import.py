"""A file of figures: each row finds its KPI, or is named with what is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.figure_import import FigureEntry, FigureImport, FiguresOf, ImportedFigures, Known
from bot.domain.goals.figures import Owner, Place
from tests.builders.figures import figure, wanted

CHEN = wanted(2)
DWELL = wanted(2, place=replace(CHEN.place, kpi="dwell"), name="Dwell time")
TEAM = wanted(5, place=Place(owner=Owner.DEPARTMENT, owner_id=5, kpi="conversion"), whose="Marketing")


def entry(line: int = 2, **cells: str) -> FigureEntry:
    values = {
        "cycle": "2026Q4",
        "email": "chen.jie@example.com",
        "department": "",
        "kpi": "Shop-wide conversion",
        "figure": "3.8 %",
    }
    return FigureEntry(line=line, **{**values, **cells})


def read(*entries: FigureEntry, wanted: tuple[Any, ...] = (CHEN, DWELL, TEAM)) -> ImportedFigures:
    return FigureImport(
        cycles={
            "2026Q4": FiguresOf(id=1, name="2026Q4", wanted=wanted),
            "2027Q1": FiguresOf(id=2, name="2027Q1", wanted=()),
        },
        people={
            "chen.jie@example.com": Known(id=2, name="Chen Jie", has_left=False),
            "gone@example.com": Known(id=3, name="Wu Min", has_left=True),
            "new@example.com": Known(id=4, name="Sun Li", has_left=False),
        },
        departments={"marketing": 5},
    ).read(entries)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({}, CHEN.place),
        ({"kpi": "conversion"}, CHEN.place),
        ({"kpi": "ＳＨＯＰ-wide  Conversion"}, CHEN.place),
        ({"cycle": "2026 q4", "email": " CHEN.Jie@example.com "}, CHEN.place),
        ({"kpi": "Dwell time"}, DWELL.place),
        ({"email": "", "department": "MARKETING"}, TEAM.place),
    ],
)
def test_a_row_finds_its_kpi(cells: dict[str, str], place: Place) -> None:
    imported = read(entry(**cells))

    assert imported.problems == ()
    [new] = imported.new[1]
    assert (new.place, new.value, new.typed) == (place, Decimal("3.8"), "3.8 %")
    assert (imported.entered, imported.corrected, imported.unchanged) == (1, 0, 0)


def test_source_and_day_are_those_of_the_row_else_those_that_hold() -> None:
    held = replace(CHEN, held=figure("3.8", source="Finance", as_of=date(2026, 12, 31)))

    [said] = read(entry(source="Web shop", as_of="2027/1/3")).new[1]
    [not_said] = read(entry(figure="3.9"), wanted=(held,)).new[1]

    assert (said.source, said.as_of) == ("Web shop", date(2027, 1, 3))
    assert (not_said.source, not_said.as_of, not_said.corrects_id) == ("Finance", date(2026, 12, 31), 1)


def test_what_is_there_already_changes_nothing_and_what_differs_corrects() -> None:
    held = replace(CHEN, held=figure("3.8")), replace(DWELL, held=figure("2"))

    imported = read(entry(figure="3,8%"), entry(3, kpi="dwell", figure="2.5"), wanted=held)

    assert (imported.entered, imported.corrected, imported.unchanged) == (0, 1, 1)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"cycle": "2025Q1"}, "no_cycle"),
        ({"cycle": ""}, "no_cycle"),
        ({"cycle": "2027Q1"}, "not_scored_yet"),
        ({"email": ""}, "whose"),
        ({"department": "Marketing"}, "whose"),
        ({"email": "", "department": "Sales"}, "no_department"),
        ({"email": "nobody@example.com"}, "nobody_known"),
        ({"email": "gone@example.com"}, "has_left"),
        ({"email": "new@example.com"}, "not_in_cycle"),
        ({"kpi": "Turnover"}, "unknown_kpi"),
        ({"kpi": ""}, "unknown_kpi"),
        ({"figure": ""}, "no_figure"),
        ({"figure": "9" * 121}, "too_long_cell"),
        ({"source": "x" * 201}, "too_long_cell"),
        ({"figure": "about 9"}, "figure.not_a_number"),
        ({"figure": "0.095"}, "figure.unclear"),
        ({"figure": "¥9"}, "figure.other_unit"),
        ({"as_of": "yesterday"}, "cycle.day"),
    ],
)
def test_what_is_wrong_with_a_row_is_named_by_its_line(cells: dict[str, str], code: str) -> None:
    imported = read(entry(7, **cells))

    [(line, problem)] = imported.problems
    assert (line, problem.code) == (7, code)
    assert imported.new == {}


def test_the_same_kpi_twice_is_named_with_the_first_row() -> None:
    imported = read(entry(2), entry(9, kpi="conversion"))

    [(line, problem)] = imported.problems
    assert (line, problem.code, problem.facts["first"]) == (9, "figure_twice", 2)


def test_two_kpis_of_one_name_are_told_apart_by_their_keys() -> None:
    twins = (CHEN, replace(DWELL, name="Shop-wide conversion"))

    [(_, problem)] = read(entry(), wanted=twins).problems

    assert (problem.code, problem.facts["keys"]) == ("ambiguous_kpi", ["conversion", "dwell"])
    assert read(entry(kpi="dwell"), wanted=twins).problems == ()


def test_every_mistake_is_named_at_once() -> None:
    rows = [entry(line, kpi=f"k{line}") for line in range(2, 40)]

    assert [line for line, _ in read(*rows).problems] == list(range(2, 40))
