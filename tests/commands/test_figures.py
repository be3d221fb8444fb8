"""`steward figures import`: every mistake by its row, nothing half-imported, once more corrects."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.__main__ import main
from storage.models.figures import FigureRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.figures import entered_by
from tests.builders.people import Company
from tests.builders.workbook import PERCENT, Cell, Fault, Formula, Styled, workbook
from tests.builders.world import World

HEADINGS = "cycle,email,kpi,figure,source\n"
ROWS = (
    "2026Q4,chen.jie@example.com,Shop-wide conversion,3.8 %,Web analytics\n"
    "2026Q4,chen.jie@example.com,Dwell time,4 %,Web analytics\n"
)


@pytest.fixture
def people(world: World) -> Company:
    world.open_quarter(world.people.employee, world.people.colleague)
    entered_by(world.store, world.people.hr)
    return world.people


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("figures", "import", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str | bytes, name: str = "figures.csv") -> str:
    file = tmp_path / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(file)


def kept(store: Store) -> list[tuple[str, str, str | None, int | None]]:
    with store.read() as unit:
        rows = unit.session.scalars(select(FigureRow).order_by(FigureRow.id))
        return [(row.kpi, row.typed, row.value, row.corrects_id) for row in rows]


def test_figures_are_entered_once_and_corrected_with_what_was_before(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(written(tmp_path, HEADINGS + ROWS)) == 0
    assert run(written(tmp_path, HEADINGS + ROWS)) == 0
    assert run(written(tmp_path, HEADINGS + ROWS.replace("4 %", '"4,5%"'))) == 0

    assert kept(store) == [
        ("conversion", "3.8 %", "3.8", None),
        ("dwell", "4 %", "4", None),
        ("dwell", "4,5%", "4.5", 2),
    ]
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Entered: 2 new figures, 0 corrected; 0 are as they were.",
        "Nothing to change: 2 figures are as in the file.",
        "Entered: 0 new figures, 1 corrected; 1 are as they were.",
    ]


def test_a_rehearsal_changes_nothing(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(written(tmp_path, HEADINGS + ROWS), "--dry-run") == 0

    assert "Would be entered: 2 new figures" in capsys.readouterr().out
    assert kept(store) == []


def test_every_mistake_is_named_by_its_row_and_nothing_is_entered(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as unit:
        gone = unit.session.get(PersonRow, people.colleague.id)
        assert gone is not None
        gone.left_on = datetime(2026, 12, 1, tzinfo=UTC).date()
    bad = (
        "2026Q4,wu.min@example.com,Shop-wide conversion,3.8 %,\n"
        "2026Q4,chen.jie@example.com,Turnover,3.8 %,\n"
        "2026Q4,chen.jie@example.com,conversion,0.095,\n"
        "2026Q4,chen.jie@example.com,Shop-wide conversion,about 4,\n"
        "2026Q4,nobody@example.com,Shop-wide conversion,3.8 %,\n"
    )

    code = run(written(tmp_path, HEADINGS + ROWS + bad))

    said = capsys.readouterr().err
    assert code == 2
    for line in (
        "figures.csv:4: Wu Min has left, so nothing of theirs is scored. Take the row out.",
        "figures.csv:5: Chen Jie has no KPI called “Turnover”. There are: Dwell time; Shop-wide conversion.",
        "figures.csv:6: “Shop-wide conversion” of Chen Jie has a figure in row 2 already. Leave one of them.",
        "figures.csv:8: Nobody has the address “nobody@example.com”.",
    ):
        assert line in said
    assert "The file of figures has 5 mistakes; nothing was changed." in said
    assert kept(store) == []


def test_a_number_that_can_be_read_in_two_ways_is_asked_back(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(written(tmp_path, HEADINGS + "2026Q4,chen.jie@example.com,conversion,0.095,\n")) == 2

    said = capsys.readouterr().err
    assert "figures.csv:2: “0.095” can be read in more than one way: 0.095 % or 9.5 %." in said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a"], ["b"]], "names no column that is known"),
        ([["cycle", "email", "figure"], ["2026Q4", "x", "1"]], "These columns are missing: kpi."),
        ([], "The file is empty."),
        (
            [
                ["cycle", "email", "kpi", "figure"],
                ["2026Q4", "chen.jie@example.com", "dwell", Fault("#DIV/0!")],
            ],
            "figures.xlsx:2: The spreadsheet has an error here: #DIV/0!",
        ),
        (
            [
                ["cycle", "email", "kpi", "figure"],
                ["2026Q4", "chen.jie@example.com", "dwell", Formula("A1", None)],
            ],
            "figures.xlsx:2: These cells have a formula without a result: D2.",
        ),
    ],
)
def test_a_workbook_with_a_mistake_is_refused_by_its_row(
    rows: Sequence[Sequence[Cell]],
    said: str,
    store: Store,
    people: Company,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(str(workbook(tmp_path / "figures.xlsx", rows))) == 2

    assert said in capsys.readouterr().err
    assert kept(store) == []


def test_merged_cells_are_named_for_only_the_first_of_them_holds_anything(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["cycle", "email", "kpi", "figure"],
        ["2026Q4", "chen.jie@example.com", "dwell", 4],
        [None, "chen.jie@example.com", "conversion", 3.8],
    ]

    assert run(str(workbook(tmp_path / "figures.xlsx", rows, merged=["A2:A3"]))) == 2

    assert "figures.xlsx:2: The cells A2:A3 are merged" in capsys.readouterr().err
    assert kept(store) == []


def test_a_workbook_is_read_with_its_percentages_formulas_and_dates(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["Cycle", "E-Mail", "KPI", "Figure", "Source", "As of"],
        ["2026 Q4", "chen.jie@example.com", "conversion", Styled(0.038, PERCENT), "Web shop", "2026-12-31"],
        ["2026 Q4", "chen.jie@example.com", "dwell", Formula("D2*100", 4.25), None, None],
    ]

    assert run(str(workbook(tmp_path / "figures.xlsx", rows, [["Notes"]]))) == 0

    assert kept(store) == [("conversion", "3.8%", "3.8", None), ("dwell", "4.25", "4.25", None)]
    assert "only “Sheet 1” was read" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.csv", "figures"])
def test_what_a_file_is_shows_in_it_and_not_in_its_name(
    name: str, store: Store, people: Company, tmp_path: Path
) -> None:
    rows = [["cycle", "email", "kpi", "figure"], ["2026Q4", "chen.jie@example.com", "dwell", 4]]
    book = workbook(tmp_path / "book", rows).read_bytes()

    assert run(written(tmp_path, book, name)) == 0
    assert run(written(tmp_path, HEADINGS + ROWS, name)) == 0
    assert len(kept(store)) == 2 + 1


def test_an_old_workbook_or_a_locked_one_is_refused_in_one_line(
    people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

    assert run(written(tmp_path, old, "figures.xls")) == 2
    assert run(written(tmp_path, old + "EncryptedPackage".encode("utf-16-le"), "locked.xlsx")) == 2

    first, second = capsys.readouterr().err.strip().splitlines()
    assert "Save it as .xlsx or CSV" in first
    assert "protected by a password" in second


@pytest.mark.soak
def test_fifty_thousand_rows_are_read_and_more_are_refused(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = [f"2026Q4,nobody{number}@example.com,conversion,3.8 %,\n" for number in range(50_001)]

    assert run(written(tmp_path, HEADINGS + "".join(many[1:]))) == 2
    said = capsys.readouterr().err
    assert "has 50000 mistakes; nothing was changed" in said
    assert len(said.splitlines()) < 210

    assert run(written(tmp_path, HEADINGS + "".join(many))) == 2
    assert "at most 50,000 rows are read at once" in capsys.readouterr().err


def test_the_website_desk_says_what_a_sheet_has_to_name_and_enters_nothing_else(
    store: Store, people: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(("figures", "desk", "2026Q4", "--dry-run"))

    assert ended.value.code == 0
    assert 'No KPI of this period has "Website desk: …" as its source' in capsys.readouterr().out
    assert kept(store) == []
