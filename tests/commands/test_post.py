"""`steward post`: every mistake by its line, and which posts people can have."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.seed import EXAMPLE
from storage.unit import Store
from tests.builders.people import company

SHIPPED = EXAMPLE.parents[1] / "posts"
MARKETING = (SHIPPED / "marketing-specialist.yaml").read_text(encoding="utf-8")
OURS = MARKETING.replace("key: marketing-specialist", "key: ours")


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    company(store)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("post", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_what_is_shipped_is_listed_with_names_and_kpis(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0

    shown = capsys.readouterr().out
    assert "市场专员" in shown
    assert "行銷專員" in shown
    assert "Campaign participants 25 %" in shown
    row = next(line for line in shown.splitlines() if "customer-service" in line)
    assert "Steward" in row
    assert "–" in row
    held = next(line for line in shown.splitlines() if "marketing-specialist" in line)
    assert "2" in held.rsplit("Steward", 1)[1]


def test_a_post_that_is_right_is_told_in_plain_words_and_not_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", written(tmp_path, OURS)) == 0

    said = capsys.readouterr().out
    assert "1. Plan and run campaigns" in said
    assert "1.3 Close each campaign" in said
    assert "Planning campaigns (ability, weight 3): Turns an aim" in said
    assert "Campaign cost against budget, 20 %, for the duty “Plan and run campaigns”" in said
    assert "For instance 100 % of budget; less is better. From: Finance." in said
    assert "Scored by the share of the target: 5 up to 85 %, 4.5 up to 90 %" in said
    assert run("list") == 0
    assert "ours" not in capsys.readouterr().out


def test_bands_and_words_are_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    banded = OURS.replace(
        "    anchors: *volume\n",
        "    scored_by: bands\n"
        "    anchors: [{score: 5, low: 3}, {score: 3.5, low: 2.50, high: 3}, {score: 3, high: 2.5}]\n",
        1,
    )
    worded = banded.replace(
        "    anchors: *volume\n",
        "    scored_by: words\n"
        "    anchors: [{score: 5, text: {en: All of it, zh_Hans: 全部, zh_Hant: 全部完成}},"
        " {score: 3, text: {en: Half of it, zh_Hans: 一半, zh_Hant: 一半左右}}]\n",
        1,
    )

    assert run("check", written(tmp_path, worded)) == 0

    said = capsys.readouterr().out
    assert "the band in which the figure lies: 5 from 3, 3.5 from 2.5 to below 3, 3 below 2.5." in said
    assert "Scored in words: 5: All of it; 3: Half of it." in said


@pytest.mark.parametrize("command", ["check", "add"])
def test_every_mistake_has_its_line_and_nothing_is_added(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = (
        OURS.replace("weight: 15", "weight: 14", 1)
        .replace("key: writing", "key: advertising")
        .replace("duty: social", "duty: socials")
        .replace("weight: 3\n", "weight: 9\n", 1)
        .replace("{score: 4.5, share: 115}", "{score: 4.5, share: 130}")
        .replace("{score: 4.5, share: 90}", "{score: 4.6, share: 90}")
        .replace("zh_Hant: 行銷專員}", "}")
        .replace("version: 1", "version: 1\nversion: 2")
    )

    assert run(command, written(tmp_path, spoilt)) == 2

    said = capsys.readouterr().err
    for part, sentence in (
        ("version: 2", "stands here a second time"),
        ("name: {en: Marketing specialist", "missing in zh_Hant"),
        ("weight: 9", "whole number from 1 to 5"),
        ("key: advertising\n    kind: ability\n    weight: 2", "“advertising” stands here a second time"),
        ("kpis:", "add up to 99"),
        ("{score: 4.5, share: 130}", "has to ask for less than the score before it"),
        ("duty: socials", "Its duties are: campaigns, ads, social and market"),
        ("{score: 4.6, share: 90}", "4.6 is no score of any scheme. Scores are: 5, 4.5, 4"),
    ):
        line = line_of(spoilt, part)
        assert any(
            each.startswith(f"ours.yaml:{line}: ") and sentence in each for each in said.splitlines()
        ), part
    assert "The post has 8 mistakes; nothing was added." in said
    assert run("list") == 0
    assert "ours" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: [", "ours.yaml:1: The file cannot be read from here on"),
        ("key: a\n\x0bname: b", "ours.yaml:2: The invisible character U+000B"),
        ("", "ours.yaml:1: The file is empty. A post needs"),
        ("- a\n", "ours.yaml:1: Named fields are expected here"),
    ],
)
def test_what_is_no_yaml_or_no_post_is_named_by_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", written(tmp_path, text)) == 2

    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "nowhere.yaml") == 2

    assert "nowhere.yaml" in capsys.readouterr().err


def test_what_was_added_is_listed_and_is_there_already_the_next_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", written(tmp_path, OURS)) == 0
    assert "Added: ours, version 1." in capsys.readouterr().out

    assert run("list") == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "ours" in line)
    assert "added" in row
    assert run("add", written(tmp_path, OURS)) == 0
    assert "is there already" in capsys.readouterr().out


def test_a_shipped_key_takes_a_higher_version_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = MARKETING.replace("weight: 3\n", "weight: 4\n", 1)

    assert run("add", written(tmp_path, changed)) == 2
    assert "a version 1 of the post marketing-specialist already" in capsys.readouterr().err

    assert run("add", written(tmp_path, changed.replace("version: 1", "version: 2"))) == 0
