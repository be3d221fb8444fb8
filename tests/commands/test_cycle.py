"""`steward cycle`: one line for a refusal, tables for who stands where."""

import pytest

from bot.__main__ import main
from storage.unit import Store
from tests.builders.people import company


@pytest.fixture(autouse=True)
def environment(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    company(store)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "160")
    for name in ("STEWARD_CONFIG", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_a_cycle_is_opened_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "open", "2026Q4") == 0
    opened = capsys.readouterr().out
    assert run("cycle", "status") == 0
    shown = capsys.readouterr().out

    assert "2026 Q4 is open for 7 people." in opened
    assert "Chen Jie" in shown
    assert "not handed in yet" in shown
    assert "Human Resources" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("open", "2026"), "is no cycle that can be opened"),
        (("open", "2026Q4", "--scheme", "nope"), "No review scheme is called"),
        (("open", "2026H2"), "would be for nobody"),
        (("status",), "No cycle has been opened yet"),
        (("status", "2026Q4"), "No cycle has been opened yet"),
        (("extend", "2026Q4", "2099-01-29", "--reason", "late"), "No cycle"),
    ],
)
def test_a_refusal_is_one_line_on_standard_error(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("cycle", *arguments) == 2

    printed = capsys.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_more_time_is_given_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    run("cycle", "open", "2026Q4")
    assert run("cycle", "extend", "2026Q4", "2099-01-29", "--reason", "figures came late") == 0
    assert "taken until then" in capsys.readouterr().out

    assert run("cycle", "extend", "2026Q4", "2099-01-29", "--reason", "again") == 2
    assert "is not later" in capsys.readouterr().err


def test_commands_and_names_are_known_however_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Cycle", "ＯＰＥＮ", "20２６q４", "--Scheme", "KPI–values") == 0
    assert run("cycle", "extend", "「2026Q4」", "２０２７/1/29", "--reason", "figures came “late”") == 0
    assert run("cycle", "status", "2026q4\u200b") == 0

    printed = capsys.readouterr()
    assert "2026 Q4 is open for 7 people." in printed.out
    assert "29 Jan" in printed.out
    assert printed.err == ""


def test_what_is_no_day_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "extend", "2026Q4", "29.1.2027", "--reason", "late") == 2

    assert capsys.readouterr().err.startswith('steward: "29.1.2027" is no day.')
