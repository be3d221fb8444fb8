"""A workbook is read as its reader sees it, or refused in one line that says what to do."""

import random
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from bot.errors import SetupError
from bot.reading import workbook_parts
from bot.reading.workbook import MOST_ROWS, is_workbook, read_workbook
from tests.builders.workbook import (
    PERCENT,
    PERCENT_OF_OURS,
    Cell,
    Fault,
    Formula,
    Styled,
    workbook_bytes,
    zipped,
)

FILE = Path("figures.xlsx")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def first_row(*cells: Cell) -> tuple[str, ...]:
    return read_workbook(FILE, workbook_bytes([cells])).rows[0][1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("3.8 %", "3.8 %"),
        (12, "12"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (1.234, "1.2340"),
        (1234567.891, "1234567.8910"),
        (-3.5, "-3.5"),
        (0.095, "0.0950"),
        (Styled(0.095, PERCENT), "9.5%"),
        (Styled(0.07, PERCENT), "7%"),
        (Styled(1.2, PERCENT_OF_OURS), "120%"),
        (Formula("A1*2", 3.0), "3"),
        (Formula("A1&B1", "n/a"), "n/a"),
        (Fault("#DIV/0!"), "#DIV/0!"),
        (date(2026, 12, 31), "2026-12-31"),
        (timedelta(minutes=2, seconds=20), "0:02:20"),
        (timedelta(hours=1, minutes=30), "1:30"),
        (True, "TRUE"),
    ],
)
def test_a_cell_is_the_text_that_somebody_sees_in_it(cell: Cell, text: str) -> None:
    assert first_row("x", cell) == ("x", text)


def test_rows_keep_their_numbers_and_gaps_stay_empty() -> None:
    read = read_workbook(FILE, workbook_bytes([[], ["a", None, "c"], [], ["d"]]))

    assert read.rows == ((1, ("", "", "")), (2, ("a", "", "c")), (3, ("", "", "")), (4, ("d", "", "")))


def test_the_first_sheet_that_shows_something_is_read_and_others_are_told_of() -> None:
    read = read_workbook(FILE, workbook_bytes([["hidden"]], [], [["a"]], [["b"]], hidden=[0]))

    assert read.rows == ((1, ("a",)),)
    assert read.remark == "figures.xlsx has more than one sheet; only “Sheet 3” was read."


def test_what_is_lost_of_a_sheet_is_known() -> None:
    read = read_workbook(FILE, workbook_bytes([["a", "b"], ["x", Formula("B9", None)]], merged=["A1:A2"]))

    assert read.merged == (((0, 0), (1, 0)),)
    assert read.uncounted == {(1, 1)}


def test_an_empty_workbook_has_no_rows() -> None:
    assert read_workbook(FILE, workbook_bytes([])).rows == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLD, "a workbook of an old kind. Save it as .xlsx or CSV"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password. Save it without one"),
        (b"PK\x03\x04" + b"\0" * 200, "cannot be read as a workbook"),
        (workbook_bytes([["a"]])[:700], "cannot be read as a workbook"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "Save it as .xlsx or CSV"),
        (zipped({"xl/workbook.bin": "x"}), "Save it as .xlsx or CSV"),
        (zipped({"xl/workbook.xml": "<a", "xl/_rels/workbook.xml.rels": "<a"}), "cannot be read"),
        (workbook_bytes([["a"]] * (MOST_ROWS + 1)), "too large: at most 50,000 rows and 100 columns"),
    ],
)
def test_what_is_no_workbook_that_can_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    assert is_workbook(data)
    with pytest.raises(SetupError, match=r"^figures\.xlsx: ") as refused:
        read_workbook(FILE, data)

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_room_is_made_for_it() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    parts = _parts(workbook_bytes([["a"]]))
    parts[sheet] = parts[sheet].replace('r="A1"', 'r="XFD1048576"')

    with pytest.raises(SetupError, match="too large"):
        read_workbook(FILE, zipped(parts))


def test_what_would_unpack_to_far_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = workbook_bytes([["a" * 30_000]])
    assert read_workbook(FILE, bomb).rows
    monkeypatch.setattr(workbook_parts, "LARGEST_UNPACKED", 20_000)

    with pytest.raises(SetupError, match="too large"):
        read_workbook(FILE, bomb)


def test_cells_that_do_not_say_where_they_stand_stand_beside_each_other() -> None:
    parts = _parts(workbook_bytes([["a", Styled(0.5, PERCENT)]]))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(' r="A1"', "").replace(' r="B1"', "")

    assert read_workbook(FILE, zipped(parts)).rows == ((1, ("a", "50%")),)


def test_whatever_bytes_a_workbook_is_made_of_it_is_read_or_refused() -> None:
    good = workbook_bytes([["cycle", "kpi"], ["2026Q4", Styled(0.5, PERCENT)]], merged=["A1:A2"])
    chance = random.Random(7)

    torn = [_torn(good, chance) for _ in range(300)]
    torn += [
        zipped({**parts, name: _torn(text.encode(), chance).decode("utf-8", "replace")})
        for parts in [_parts(good)]
        for name, text in parts.items()
        for _ in range(60)
    ]

    assert [data for data in torn if "\n" in _outcome(data)] == []


def _torn(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _outcome(data: bytes) -> str:
    try:
        return read_workbook(FILE, data).name
    except SetupError as refused:
        return str(refused)


def _parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
