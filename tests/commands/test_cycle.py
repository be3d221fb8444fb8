"""`steward cycle`: one line for a refusal, tables for who stands where."""

import io
import re
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.__main__ import main
from bot.clock import SystemClock
from storage.models.goals import GoalsRow
from storage.models.reviews import KpiItemRow, KpiSheetRow
from storage.unit import Store
from tests.builders.people import company
from tests.builders.record import another_past


@pytest.fixture(autouse=True)
def environment(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    company(store)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("COLUMNS", "160")
    for name in ("STEWARD_CONFIG", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def quarter_now() -> str:
    now = SystemClock().now()
    return f"{now.year}Q{(now.month + 2) // 3}"


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


def test_a_cycle_is_opened_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "open", "2026Q4", "--yes") == 0
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
        (("open", "2026Q5"), "is no cycle that can be opened"),
        (("open", "2026"), "would be for nobody"),
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
    run("cycle", "open", "2026Q4", "--yes")
    assert run("cycle", "extend", "2026Q4", "2099-01-29", "--reason", "figures came late") == 0
    assert "taken until then" in capsys.readouterr().out

    assert run("cycle", "status") == 0
    shown = capsys.readouterr().out
    assert re.search(r"Rules fixed on .*, last changed on [\s\S]*[0-9a-f]{64}", shown)
    assert "→ Thu 29 Jan 2099" in shown
    assert "“figures came late”" in shown

    assert run("cycle", "extend", "2026Q4", "2099-01-29", "--reason", "again") == 2
    assert "is not later" in capsys.readouterr().err


def test_the_rules_are_printed_as_they_are_hashed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("cycle", "open", "2026Q4", "--yes")
    run("cycle", "status")
    shown = capsys.readouterr().out

    assert run("cycle", "rules", "2026Q4") == 0

    assert sha256(capsys.readouterr().out.encode()).hexdigest() in shown


def test_commands_and_names_are_known_however_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("Cycle", "ＯＰＥＮ", "20２６q４", "--Scheme", "KPI–values") == 0
    assert run("cycle", "extend", "「2026Q4」", "２０２７/1/29", "--reason", "figures came “late”") == 0
    assert run("cycle", "status", "2026 q4\u200b") == 0

    printed = capsys.readouterr()
    assert "2026 Q4 is open for 7 people." in printed.out
    assert "29 Jan" in printed.out
    assert printed.err == ""


def test_what_is_no_day_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "extend", "2026Q4", "29.1.2027", "--reason", "late") == 2

    assert capsys.readouterr().err.startswith('steward: "29.1.2027" is no day.')


def test_the_present_quarter_is_opened_without_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "open", quarter_now()) == 0
    assert "is open for 7 people." in capsys.readouterr().out


def test_an_unusual_quarter_is_opened_only_where_it_is_said_to_be_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("cycle", "open", "2062Q4") == 2
    refused = capsys.readouterr()
    assert "usual today are" in refused.err
    assert "add --yes" in refused.err

    assert run("cycle", "open", "2062Q4", "--yes") == 0
    assert "2062 Q4 is open for 7 people." in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 2), ("", 1)])
def test_at_a_terminal_an_unusual_quarter_is_a_question(
    answer: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(answer))

    assert run("cycle", "open", "2062Q4") == status

    printed = capsys.readouterr()
    assert "Open it all the same?" in printed.out
    assert ("2062 Q4 is open for 7 people." in printed.out) is (status == 0)


class Keyboard(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_quarter_is_withdrawn_and_can_be_opened_again(capsys: pytest.CaptureFixture[str]) -> None:
    run("cycle", "open", quarter_now())
    assert run("cycle", "withdraw", quarter_now(), "--reason", "wrong sheets") == 2
    assert "Nobody has been told of it yet" in capsys.readouterr().err

    assert run("cycle", "withdraw", quarter_now(), "--reason", "wrong sheets", "--yes") == 0
    assert "is withdrawn. Nobody had been told of it." in capsys.readouterr().out
    assert run("cycle", "status", quarter_now()) == 2
    assert "was withdrawn on" in capsys.readouterr().err
    assert run("cycle", "open", quarter_now()) == 0


def test_a_quarter_goes_over_to_the_corrected_version_of_its_scheme(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shipped = (files("bot.schemes") / "kpi-values.yaml").read_text(encoding="utf-8")
    file = tmp_path / "corrected.yaml"
    for old, new in (
        ("version: 2", "version: 3"),
        ("weight: 70", "weight: 60"),
        ("weight: 30", "weight: 40"),
    ):
        shipped = shipped.replace(old, new)
    file.write_text(shipped, encoding="utf-8")
    correct = ("cycle", "correct", quarter_now(), "--reason", "last year's weights")
    run("cycle", "open", quarter_now())
    assert run(*correct) == 2
    assert "there is no newer one" in capsys.readouterr().err
    assert run("scheme", "add", str(file)) == 0

    assert run(*correct) == 2
    asked = capsys.readouterr().err
    assert "KPIs: weight 70 % → 60 %" in asked
    assert "--yes" in asked
    assert run(*correct, "--yes") == 0
    assert "goes by version 3 now" in capsys.readouterr().out

    assert run("cycle", "status", quarter_now()) == 0
    status = " ".join(capsys.readouterr().out.split())
    assert "scheme version 2 → 3" in status
    assert "Values: weight 30 % → 40 %" in status


def test_goals_are_opened_where_they_are_insisted_on_shown_and_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = quarter_now()
    assert run("cycle", "open", name, "--goals") == 0
    opened = capsys.readouterr().out
    assert run("cycle", "status", name) == 0
    shown = capsys.readouterr().out
    assert run("cycle", "list") == 0
    listed = capsys.readouterr().out

    assert "is open for goals, for 7 people." in opened
    assert f"{name}: goals due" in shown
    assert "to be confirmed" in shown
    assert shown.count("not sent yet") == 7
    assert f"{name}" in listed
    assert "goals, due" in listed
    assert "scoring opens" in listed


def test_where_somebody_has_no_sheet_no_goals_names_them(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as unit, another_past(unit):
        unit.session.execute(delete(KpiItemRow))
        unit.session.execute(delete(KpiSheetRow))

    assert run("cycle", "open", quarter_now(), "--no-goals") == 2
    assert "have no KPI sheet whose weights add up to 100: Chen Jie" in capsys.readouterr().err
    assert run("cycle", "open", quarter_now()) == 0
    assert "is open for goals, for 7 people." in capsys.readouterr().out


def test_scoring_is_opened_by_hand_before_its_day_where_it_is_meant(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    name = quarter_now()
    assert run("cycle", "open", name, "--goals") == 0
    assert run("cycle", "score", name, "--yes") == 2
    assert "Nobody could be scored" in capsys.readouterr().err
    with store.begin() as unit:
        goals = unit.session.scalars(select(GoalsRow).order_by(GoalsRow.id)).first()
        assert goals is not None
        goals.agreed_sheet_id = unit.cycles.sheets()[goals.employee_id][0]

    assert run("cycle", "score", name) == 2
    assert "opens by itself on" in capsys.readouterr().err
    assert run("cycle", "score", name, "--yes") == 0
    assert "is open for scoring, for one person." in capsys.readouterr().out
    assert run("cycle", "status") == 0
    shown = capsys.readouterr().out
    assert shown.count("KPI sheet: not sent yet") == 7
    assert "not handed in yet" in shown


def test_the_cycle_that_agrees_on_goals_is_named_beside_the_one_that_is_scored(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("cycle", "open", quarter_now(), "--no-goals") == 0
    assert run("cycle", "open", "2062Q4", "--goals", "--yes") == 0
    capsys.readouterr()

    assert run("cycle", "status") == 0

    assert "In 2062Q4 goals are agreed on: steward cycle status 2062Q4" in capsys.readouterr().out


def test_goals_have_more_time_until_a_day_within_the_period(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cycle", "open", "2062Q4", "--goals", "--yes") == 0
    assert run("cycle", "extend", "2062Q4", "2062-12-01", "--reason", "late") == 0

    assert "goals are now due Fri 1 Dec 2062" in capsys.readouterr().out
