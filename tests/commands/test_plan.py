"""`steward plan`: every mistake by its line, and all of a file or nothing."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.seed import example
from storage.unit import Store
from tests.builders.people import company

PLAN = """\
goals:
  - key: turnover
    name: Turnover of the shop
    period: 2027
    quantity: money
    unit: CNY
    target: 1.2亿
    direction: higher
  - key: campaigns
    name: {en: Campaigns, zh_Hans: 活动, zh_Hant: 活動}
    parent: turnover
    owner: Marketing
    period: 2027Q1
    quantity: count
    target: 1,200
    direction: higher
    figure_by: zhou.jing@example.com
"""


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    company(store)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(("plan", *arguments))
    return ended.value.code


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_plan_that_is_checked_says_what_it_would_change_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert run("check", written(tmp_path, PLAN)) == 0

        said = capsys.readouterr().out
        assert "Goals: 2 added." in said
        assert "+ campaigns: Campaigns" in said
        assert "Nothing was changed: this was a rehearsal." in said


def test_importing_again_changes_what_changed_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", written(tmp_path, PLAN)) == 0
    assert run("import", written(tmp_path, PLAN)) == 0
    assert capsys.readouterr().out.endswith("Nothing has changed.\n")

    head, _, _ = PLAN.replace("1.2亿", "1.5亿").partition("  - key: campaigns")
    assert run("import", written(tmp_path, head)) == 0

    said = capsys.readouterr().out
    assert "Goals: 1 changed, 1 retired." in said
    assert "~ turnover: Turnover of the shop" in said
    assert "target: 1.2亿 → 1.5亿" in said
    assert "- campaigns: Campaigns" in said
    assert run("import", written(tmp_path, PLAN.replace("owner: Marketing", "owner: company"))) == 0
    said = capsys.readouterr().out
    assert "Goals: 1 changed, 1 returned." in said
    assert "+ campaigns: Campaigns (it had been retired)" in said
    assert "department: Marketing → company" in said


@pytest.mark.parametrize("command", ["check", "import"])
def test_every_mistake_has_its_line_and_nothing_is_imported(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = (
        PLAN.replace("    period: 2027\n", "    parent: campaigns\n    period: 2027\n")
        .replace("1.2亿", "a lot")
        .replace("owner: Marketing", "owner: Moon base")
        .replace("zhou.jing@", "nobody@")
        .replace("zh_Hant: 活動", "zh_Hant:")
        .replace("    figure_by:", "    weight: 5\n    figure_by:")
    )

    assert run(command, written(tmp_path, spoilt)) == 2

    said = capsys.readouterr().err
    for part, place, sentence in (
        ("parent: campaigns", "goals[1].parent", "form a circle: turnover → campaigns → turnover"),
        ("target: a lot", "goals[1].target", "“a lot” cannot be read as a number"),
        ("name: {en: Campaigns", "goals[2].name", "missing in zh_Hant"),
        ("owner: Moon base", "goals[2].owner", "one of: company, Human Resources, Marketing,"),
        ("figure_by:", "goals[2].figure_by", "Nobody who is here has the address “nobody@example.com”"),
        ("weight: 5", "goals[2].weight", "There is no field “weight” here"),
    ):
        wanted = f"ours.yaml:{line_of(spoilt, part)}: {place}: "
        assert any(line.startswith(wanted) and sentence in line for line in said.splitlines()), wanted
    assert "The plan has 6 mistakes; nothing was imported." in said
    assert run("check", written(tmp_path, PLAN)) == 0
    assert "Goals: 2 added." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("goals: [", "ours.yaml:1: The file cannot be read from here on"),
        ("", "ours.yaml:1: The file is empty. A plan begins with “goals:”."),
        ("- a\n", "ours.yaml:1: Named fields are expected here"),
        ("goals:\n", "ours.yaml:1: goals: There are no goals here."),
        ("goals:\n  - key: a\n    key: b\n", "ours.yaml:3: goals[1].key: “key” stands here a second time."),
    ],
)
def test_what_is_no_plan_is_named_by_its_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", written(tmp_path, text)) == 2

    assert said in capsys.readouterr().err


def test_the_template_is_a_plan_that_can_be_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("template") == 0

    assert capsys.readouterr().out == example("plan.yaml")
    assert run("import", written(tmp_path, example("plan.yaml"))) == 0
    assert "Goals: 5 added." in capsys.readouterr().out
