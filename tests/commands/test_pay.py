"""`steward pay`: places, a proposal as a file, what HR decided in it; with one mistake nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from bot.__main__ import main
from bot.domain.pay.places import PayPlace, standing
from bot.domain.people import Person
from storage.models.pay import PayDecidedRow, PayDecisionRow
from storage.pay.proposal import pay_of
from storage.unit import Store
from tests.builders.matrix import STAR, TOP
from tests.builders.pay import APRIL, JANUARY, YEAR, Row, came_back, placed, rows_of, year
from tests.builders.people import Company, person
from tests.builders.world import World

FILE = "pay.xlsx"
FORMULA = '=HYPERLINK("http://example.com";"Han")'


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("pay", *arguments))
    return ended.value.code


def place(store: Store, person_id: int) -> PayPlace | None:
    """Where they stand when the year is over."""
    with store.read() as unit:
        return standing(pay_of(unit).places().get(person_id, ()), JANUARY)


def step(store: Store, who: Person) -> int | None:
    found = place(store, who.id)
    return found.step if found else None


def row(rows: list[Row], name: str) -> Row:
    return next(each for each in rows if each["person"] == name)


@pytest.fixture
def proposed(world: World, people: Company) -> Path:
    """Chen Jie at 4.5 near the top, Wu Min at 4 in the middle; nobody else is rated."""
    year(world, {people.employee: TOP, people.colleague: STAR})
    placed(world, {people.employee: ("P5", 7), people.colleague: ("P4", 2), people.manager: ("M1", 1)})
    assert run("propose", YEAR, "--out", FILE) == 0
    return Path(FILE)


def test_places_are_added_by_a_file_and_every_mistake_has_its_line(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "places.csv"
    good = "chen.jie@example.com,P5,7,8,2026-04-01\nwu.min@example.com,P4,2,,2026-04-01\n"
    bad = "nobody@example.com,P5,1,8,2026-04-01\nsun.li@example.com,P5,9,8,2026-04-01\n"
    bad += "gao.lei@example.com,,x,8,someday\nchen.jie@example.com,P5,6,8,2026-04-01\n"
    bad += "liu.yang@example.com,P5,1,9,2026-04-01\n"

    file.write_text(f"email,grade,step,steps,since\n{good}{bad}", encoding="utf-8")
    assert run("import", str(file)) == 2
    said = capsys.readouterr().err.splitlines()
    assert [each.split(": ")[0].removeprefix("places.csv:") for each in said[:-1]] == list("45666678")
    assert "There is no step 9: this grade has 8." in said[1]
    assert [each.split(": ")[1] for each in said[2:6]] == [
        "Nobody has the address “gao.lei@example.com”.",
        "The grade is missing.",
        "“x” is no step. Write a whole number from 1 to 99.",
        "“someday” is no day. Write it as year-month-day",
    ]
    assert "has a place from this day on further up" in said[6]
    assert "another number of steps further up" in said[7]
    assert said[-1] == "steward: The file of pay places has 8 mistakes; nothing was kept."
    assert place(store, people.employee.id) is None

    file.write_text(f"email,grade,step,steps,since\n{good}", encoding="utf-8")
    assert run("import", str(file), "--dry-run") == 0
    assert place(store, people.employee.id) is None
    assert run("import", str(file)) == 0
    assert run("import", str(file)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Would be added: 2 places; 0 are as they were.",
        "Added: 2 places; 0 are as they were.",
        "Nothing to add: 2 places are as in the file.",
    ]
    held = place(store, people.colleague.id)
    assert held
    assert (held.grade, held.step, held.steps, held.from_day) == ("P4", 2, 10, APRIL)


def test_hr_decides_in_the_file_and_everybody_gets_their_step(
    store: Store, people: Company, proposed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    _, rows = rows_of(proposed)
    chen, wu, liu = (row(rows, each.name) for each in (people.employee, people.colleague, people.manager))
    assert [chen[each] for each in ("grade", "step", "score", "proposed", "new_step", "why")] == [
        *("P5", "7", "4.5", "1", "8"),
        "Reaches the top of the grade",
    ]
    assert [wu[each] for each in ("step", "score", "proposed", "new_step", "why")] == [
        "2",
        "3.75",
        "1",
        "3",
        "",
    ]
    assert (liu["proposed"], liu["why"]) == ("", "Not under review this year, for example joined late")
    assert proposed.stat().st_mode & 0o077 == 0

    def decides(rows: list[Row]) -> None:
        row(rows, "Wu Min").update(decided="+2", reason="took over the campaign")

    file = came_back(proposed, decides)
    assert run("decide", str(file)) == 2
    said = capsys.readouterr()
    assert "2 people, 1 otherwise than proposed; nothing for 6" in said.out
    assert "add --yes" in said.err
    assert step(store, people.colleague) == 2

    assert run("decide", str(file), "--yes") == 0
    after = place(store, people.colleague.id)
    assert after
    assert (after.grade, after.step, after.from_day) == ("P4", 4, JANUARY)
    assert step(store, people.employee) == 8
    with store.read() as unit:
        decision = unit.session.scalars(select(PayDecisionRow)).one()
        assert (len(decision.file_sha256), bool(decision.by)) == (64, True)
        contents = [each.content for each in unit.session.scalars(select(PayDecidedRow))]
    assert {"change": 2, "reason": "took over the campaign"} in contents

    assert run("decide", str(file), "--yes") == 2
    assert "was decided on" in capsys.readouterr().err
    assert run("show", YEAR) == 0
    shown = capsys.readouterr().out
    assert "8 people, proposed for 2; decided on" in shown
    assert not {"P4", "P5", "3.75", "4.5"} & set(shown.split())


def test_deciding_anew_begins_where_the_first_decision_began(
    store: Store, people: Company, proposed: Path
) -> None:
    assert run("decide", FILE, "--yes", "--from", "2027-02-01") == 0
    assert run("propose", YEAR, "--out", "again.xlsx") == 0
    file = came_back(
        Path("again.xlsx"), lambda rows: row(rows, "Wu Min").update(decided="0", reason="corrected")
    )
    assert run("decide", str(file), "--yes") == 0

    with store.read() as unit:
        places = pay_of(unit).places()[people.colleague.id]
    assert [each.step for each in places] == [2, 3, 2]
    assert step(store, people.colleague) == 2
    late = standing(places, JANUARY.replace(month=6))
    assert late is not None
    assert late.step == 2, "the first decision counts no more, though it began later"


def _added(rows: list[Row]) -> None:
    rows.append({**row(rows, "Wu Min"), "ref": "1-99-abc", "person": "Han Xue"})


def _anothers(rows: list[Row]) -> None:
    row(rows, "Wu Min")["person"] = "Chen Jie "


CAME_BACK: dict[str, tuple[Callable[[list[Row]], object], str]] = {
    "added": (_added, "not of this proposal"),
    "dropped": (lambda rows: rows.remove(row(rows, "Wu Min")), "The row of Wu Min is missing"),
    "twice": (lambda rows: rows.append(dict(row(rows, "Wu Min"))), "Wu Min stands further up already"),
    "another's": (_anothers, "another “person” was proposed"),
    "score": (lambda rows: row(rows, "Wu Min").update(score="5"), "another “score” was proposed"),
    "proposed": (lambda rows: row(rows, "Wu Min").update(proposed="-1"), "another “proposed” was"),
    "unknown": (
        lambda rows: row(rows, "Wu Min").update(decided="1.5", reason="x"),
        "is no change for Wu Min",
    ),
    "words": (lambda rows: row(rows, "Wu Min").update(decided="two", reason="x"), "is no change for Wu Min"),
    "too far": (lambda rows: row(rows, "Wu Min").update(decided="7", reason="x"), "would leave the grade"),
    "reason": (lambda rows: row(rows, "Wu Min").update(decided="0"), "Say why in the last column"),
    "no place": (lambda rows: row(rows, "Zhao Min").update(decided="1", reason="x"), "has no pay place"),
    "no ref": (lambda rows: [each.update(ref="") for each in rows], "no proposal that was made here"),
}


@pytest.mark.parametrize("kind", CAME_BACK)
def test_what_came_back_otherwise_is_refused_and_nothing_is_recorded(
    store: Store, people: Company, proposed: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    change, said = CAME_BACK[kind]

    assert run("decide", str(came_back(proposed, change)), "--yes") == 2

    err = capsys.readouterr().err
    assert said in err
    assert not {"3.75", "4.5", "P4", "P5"} & set(err.split())
    assert step(store, people.colleague) == 2


def test_other_columns_are_refused(
    proposed: Path, capsys: pytest.CaptureFixture[str], people: Company
) -> None:
    heads, _ = rows_of(proposed)
    without = came_back(proposed, lambda _: None, columns=[each for each in heads if each != "score"])
    assert run("decide", str(without), "--yes") == 2
    assert "These columns of the proposal are missing: score." in capsys.readouterr().err

    def fills(rows: list[Row]) -> None:
        for each in rows:
            each["bonus"] = "1"

    more = came_back(proposed, fills, columns=[*heads, "bonus"])
    assert run("decide", str(more), "--yes") == 2
    assert "no column “bonus”" in capsys.readouterr().err


def test_a_year_alone_is_proposed_for_and_a_file_with_decisions_is_not_written_over(
    world: World, people: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("propose", "2026Q4", "--out", FILE) == 2
    assert "Pay goes by a year" in capsys.readouterr().err
    year(world, {people.employee: TOP})
    Path(FILE).write_text("decided", encoding="utf-8")
    assert run("propose", YEAR, "--out", FILE) == 2
    assert "there already" in capsys.readouterr().err
    assert Path(FILE).read_text(encoding="utf-8") == "decided"


def test_a_name_that_begins_a_formula_is_text_and_comes_back_as_it_went(
    world: World, store: Store, people: Company, tmp_path: Path
) -> None:
    han = person(store, FORMULA, manager=people.manager)
    year(world, {people.employee: TOP, han: STAR})
    placed(world, {han: ("-P1", 1)})
    assert run("propose", YEAR, "--out", FILE) == 0
    with CalamineWorkbook.from_path(FILE) as book:
        people_sheet, departments = (book.get_sheet_by_name(each) for each in book.sheet_names)
        assert FORMULA in [cells[2] for cells in people_sheet.to_python()]
        assert len(departments.to_python()) == 1, "two are no group"
    assert run("decide", FILE, "--yes") == 0
    assert step(store, han) == 2


def test_the_file_is_in_the_language_that_hr_names(world: World, people: Company) -> None:
    year(world, {people.employee: TOP})
    assert run("propose", YEAR, "--language", "zh-TW", "--out", "zh.xlsx") == 0

    [_, heads, *_] = CalamineWorkbook.from_path("zh.xlsx").get_sheet_by_index(0).to_python()
    assert {"部門", "主管", "建議調整"} <= set(heads)
