"""`steward scores`: results of before, every mistake by its line; what is told on the way shows no score."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.seed import example
from storage.unit import Store
from tests.builders.people import Company


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("scores", *arguments))
    return ended.value.code


def test_a_file_is_tried_taken_up_and_once_more_changes_nothing(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(example("scores.csv"), encoding="utf-8")

    said = []
    for flags in (("--dry-run",), (), ()):
        assert run("import", str(file), *flags) in (None, 0)
        said.append(capsys.readouterr().out)

    assert said[0].startswith("Would be taken up: 2 new results, 0 corrected; 0 are as they were.")
    assert "  + Chen Jie: 2025Q3\n" in said[1]
    assert "3.5" not in said[1]
    assert said[2] == "Nothing to change: 2 results are as in the file.\n"
    with store.read() as unit:
        assert len(unit.past.of([people.employee.id])) == 2


def test_mistakes_are_told_by_their_lines_and_nothing_is_taken(
    store: Store, people: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("email,period,score\nchen.jie@example.com,2025Q4,3.6\n,,3.5\n", encoding="utf-8")

    assert run("import", str(file)) not in (None, 0)

    told = capsys.readouterr().err
    assert "scores.csv:2: “3.6” is no score that can be given." in told
    assert "scores.csv:3: Whose result is it?" in told
    with store.read() as unit:
        assert unit.past.of([people.employee.id]) == {}
