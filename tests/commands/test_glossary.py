"""`steward glossary`: every mistake by its line, all of a file or nothing, and what is kept as a file."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.seed import example
from storage.unit import Store
from tests.builders.people import company

GLOSSARY = """\
terms:
  - words: {en: [basket, cart], zh_Hans: 购物车}
    technical: cart service
  - words: {zh_Hant: 首頁}
    technical: landing page
"""


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    company(store)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("glossary", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_what_is_checked_changes_nothing_and_what_is_imported_is_given_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, GLOSSARY)
    for command in ("check", "check", "import"):
        assert run(command, file) == 0
        said = capsys.readouterr().out
        assert "Terms: 2 added." in said
        assert "+ basket / cart / 购物车 → cart service" in said
        assert ("Nothing was changed" in said) is (command == "check")

    assert run("export") == 0
    again = written(tmp_path, capsys.readouterr().out)
    assert run("import", again) == 0
    assert capsys.readouterr().out == "Nothing has changed.\n"


def test_every_mistake_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = GLOSSARY + "  - words: {en: Basket}\n    technical: x\n    colour: red\n  - words: {}\n"

    assert run("import", written(tmp_path, text)) != 0

    said = capsys.readouterr().err
    assert "ours.yaml:8: terms[3].colour: There is no field “colour”." in said
    assert "ours.yaml:9: terms[4].technical: “technical” is missing." in said
    assert "ours.yaml:9: terms[4].words: A term needs a word" in said
    assert "3 mistakes; nothing was imported" in said


def test_a_word_that_stands_twice_is_named_with_the_term_that_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", written(tmp_path, GLOSSARY + "  - words: {zh_Hant: 購物車}\n    technical: x\n")) != 0

    assert "ours.yaml:6: terms[3]: “購物車” stands above already, for “cart service”." in (
        capsys.readouterr().err
    )


def test_the_template_can_be_imported_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template") == 0
    assert capsys.readouterr().out == example("glossary.yaml")
    assert run("import", written(tmp_path, example("glossary.yaml"))) == 0
    assert "Terms: 6 added." in capsys.readouterr().out
