"""`steward scheme`: every mistake by its line, and what cycles can be opened on."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.seed import EXAMPLE
from storage.unit import Store
from tests.builders.people import company

SHIPPED = EXAMPLE.parents[1] / "schemes"
THREE_PART = (SHIPPED / "three-part.yaml").read_text(encoding="utf-8")
OURS = THREE_PART.replace("key: three-part\nversion: 2", "key: ours\nversion: 1")


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    company(store)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("scheme", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_what_is_shipped_is_listed_with_sections_and_cycles(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(("cycle", "open", "2026Q4", "--yes", "--scheme", "three-part"))
    capsys.readouterr()

    assert run("list") == 0

    shown = capsys.readouterr().out
    assert "Ability 30 % (statements)" in shown
    assert "The team's KPIs 40 % (kpi_sheet)" in shown
    row = next(line for line in shown.splitlines() if "three-part" in line)
    assert "Steward" in row
    assert "2026Q4" in row


def test_a_scheme_that_is_right_is_told_in_plain_words_and_not_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", written(tmp_path, OURS)) == 0

    said = capsys.readouterr().out
    assert "Ability, 30 %" in said
    assert "What the employee's post asks them to be able to do" in said
    assert "Where Steward does not know the post: Knowledge, Judgement" in said
    assert "all counting the same: Ownership, Reliability" in said
    assert "A score below 3.5 asks for a case" in said
    assert "30 % of Ability + 30 % of Attitude + 40 % of Performance" in said
    assert run("list") == 0
    assert "ours" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "add"])
def test_every_mistake_has_its_line_and_nothing_is_added(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = (
        OURS.replace("weight: 40", "weight: 39")
        .replace("method: kpi_sheet", "method: stars")
        .replace("key: solving", "key: judgement")
        .replace("name: {en: Attitude, zh_Hans: 态度, zh_Hant: 態度}", "name: {en: Attitude, zh_Hans: 态度}")
        .replace("version: 1", "version: 1\nversion: 2")
    )

    assert run(command, written(tmp_path, spoilt)) == 2

    said = capsys.readouterr().err
    for part, sentence in (
        ("version: 2", "stands here a second time"),
        ("sections:", "add up to 99 %"),
        ("key: judgement\n        name: {en: Solving", "“judgement” stands here a second time"),
        ("name: {en: Attitude", "missing in zh_Hant"),
        ("method: stars", "There are: kpi_sheet, ladders, statements and periods"),
    ):
        line = line_of(spoilt, part)
        assert any(each.startswith(f"ours.yaml:{line}: ") and sentence in each for each in said.splitlines())
    assert "The scheme has 5 mistakes; nothing was added." in said
    assert run("list") == 0
    assert "ours" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: [", "ours.yaml:1: The file cannot be read from here on"),
        ("key: a\n\x0bname: b", "ours.yaml:2: The invisible character U+000B"),
        ("", "ours.yaml:1: The file is empty."),
        ("- a\n", "ours.yaml:1: Named fields are expected here"),
    ],
)
def test_what_is_no_yaml_or_no_scheme_is_named_by_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", written(tmp_path, text)) == 2

    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "nowhere.yaml") == 2

    assert "nowhere.yaml" in capsys.readouterr().err


def test_what_was_added_can_be_opened_and_is_there_already_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", written(tmp_path, OURS)) == 0
    assert "Added: ours, version 1." in capsys.readouterr().out

    assert run("add", written(tmp_path, OURS)) == 0
    assert "ours, version 1, is there already" in capsys.readouterr().out

    with pytest.raises(SystemExit) as ended:
        main(("cycle", "open", "2026Q4", "--yes", "--scheme", "ours"))
    assert ended.value.code == 0


def test_a_scheme_in_use_that_changes_is_refused_with_the_way_to_the_next_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("add", written(tmp_path, OURS))
    with pytest.raises(SystemExit):
        main(("cycle", "open", "2026Q4", "--yes", "--scheme", "ours"))
    changed = OURS.replace('case_from: "3.75"', 'case_from: "4"')

    assert run("add", written(tmp_path, changed)) == 2
    assert "2026Q4 was opened on version 1" in (said := capsys.readouterr().err)
    assert "Write “version: 2”" in said

    assert run("add", written(tmp_path, changed.replace("version: 1", "version: 2"))) == 0


def test_a_shipped_key_takes_a_higher_version_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = THREE_PART.replace('case_from: "3.75"', 'case_from: "4"')

    assert run("add", written(tmp_path, changed)) == 2
    assert "a version 2 of the scheme three-part already" in capsys.readouterr().err

    assert run("add", written(tmp_path, changed.replace("version: 2", "version: 3"))) == 0
