"""`steward sandbox`: the play, the bare workspace, and what cannot be started."""

import json
import re
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from slack_sdk import WebClient

from bot.commands.sandbox import DATABASE
from bot.local.clock import quarter
from bot.services.people.organisation import colleagues
from storage.unit import Store
from tests.builders.people import company
from tests.builders.steward_command import begin, steward

QUARTERS = 4
"""Of the last year: a result of each is there to make a year of."""


@pytest.mark.parametrize("flags", [[], pytest.param(["--http"], marks=pytest.mark.soak)])
def test_the_play_tells_a_whole_quarter_and_ends(
    flags: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")

    assert steward("sandbox", "--play", "Ｑuarter", "--exit", "--pace", "0", "--port", "0", *flags) == 0

    story = capsys.readouterr().out
    beats = (
        "is open for 11 people",
        "Chen Jie comes back and presses “Resume at step 2 of 3…”",
        "Liu Yang asks for more before approving",
        "Liu Yang approved your",
        "Liu Yang says that you talked about your",
        "they acknowledged it on",
        "#1 is with Sun Li",
        "Sun Li answers: it works like this.",
        "He Jun is building.",
        "One thing is waiting for you",
        "1 of 11 results released",
        "That was the play.",
    )
    places = [re.sub(r"[*]", "", story).find(beat) for beat in beats]
    assert -1 not in places
    assert places == sorted(places)
    with closing(sqlite3.connect(DATABASE)) as kept:
        [(brought_in,)] = kept.execute("select count(*) from past_results")
    assert brought_in >= 11 * QUARTERS


def test_a_play_that_fails_is_one_line_that_shows_nothing_of_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [
        {"email": "zhou@example.com", "name": "Zhou Jing", "roles": ["hr"]},
        {"email": "chen@example.com", "name": "Chen Jie", "grade": "senior"},
    ]
    common = {"post": "Colleague", "department": "All", "manager": "zhao@example.com"}
    boss = {"email": "zhao@example.com", "name": "Zhao Min", "post": "Director", "department": "All"}
    company = {
        "company": {"country": "CN", "timezone": "Asia/Shanghai", "branch": "Hangzhou"},
        "branches": [{"name": "Hangzhou"}],
        "departments": [{"name": "All"}],
        "people": [boss | {"grade": "senior"}, *({"grade": "senior"} | common | each for each in people)],
    }
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(company))

    arguments = ("--play", "quarter", "--exit", "--pace", "0", "--port", "0")
    assert steward("sandbox", *arguments, "--organisation", str(tmp_path / "small.yaml")) != 0

    told = capsys.readouterr().err.strip()
    assert told == (
        "steward: The play stopped in “The quarter opens”: Zhou Jing types /review open "
        f"{quarter(datetime.now(UTC).date()).name}, and what should follow does not."
    )


def test_bare_prints_what_another_bot_needs_and_it_works(tmp_path: Path) -> None:
    manifest = {
        "display_information": {"name": "Other"},
        "features": {"bot_user": {"display_name": "other"}},
        "oauth_config": {"scopes": {"bot": ["chat:write", "channels:read"]}},
        "settings": {"socket_mode_enabled": True},
    }
    (tmp_path / "other.json").write_text(json.dumps(manifest))
    process = begin("sandbox", "--bare", "--manifest", "other.json", "--port", "0", folder=tmp_path)
    assert process.stdout is not None
    try:
        printed = ""
        while "}" not in printed:
            printed += process.stdout.readline()
        given = json.loads(printed[printed.index("{") :])

        client = WebClient(given["bot_token"], base_url=given["base_url"])
        assert client.auth_test()["user"] == "other"
        assert client.apps_connections_open(app_token=given["app_token"])["url"].startswith("ws://127.0.0.1:")
        assert given["signing_secret"]
    finally:
        process.terminate()
        _, complaints = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in complaints


def test_a_database_that_is_to_be_kept_keeps_its_people(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    company(store)
    process = begin("sandbox", "--port", "0", "--database", database_url, folder=tmp_path)
    assert process.stdout is not None
    try:
        said = ""
        while "4. " not in said:
            said += process.stdout.readline()
            assert process.poll() is None
    finally:
        process.terminate()
        process.communicate(timeout=20)

    assert "The guide on the page leads through the first ten minutes" in said
    assert f"1. Be Zhou Jing (HR) and send /review open {quarter(datetime.now(UTC).date()).name}." in said
    assert len(colleagues(store)) == 8


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--play", "nothing"), "--play: there is no “nothing”. There is: quarter."),
        (("--manifest", "x.json"), "--manifest goes with --bare"),
        (("--bare", "--manifest", "x.json"), "x.json: No such file or directory."),
        (("--bare", "--manifest", "."), ".: this is a folder"),
        (("--organisation", "."), ".: an organisation file ends in .yaml, .yml, .csv or .xlsx"),
        (("--organisation", "none.csv"), "none.csv: No such file or directory."),
        (("--organisation", "x.yaml"), "x.yaml: No such file or directory."),
        (("--play", "quarter", "--bare"), "--play needs Steward: leave out --bare."),
        (("--exit",), "--exit goes with --play."),
        (("--pace", "2"), "--pace goes with --play."),
        *(
            (("--play", "quarter", "--pace", pace), f"--pace: “{pace}” is no number of seconds from 0 to 60.")
            for pace in ("-1", "nan", "1e400", "soon", "61")
        ),
    ],
)
def test_what_cannot_be_started_is_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("sandbox", "--port", "0", *arguments) == 2

    assert f"steward: {said}" in capsys.readouterr().err


def test_people_in_another_encoding_are_told_before_what_is_wrong_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(
        "email,name,post,department,branch\nzhao@example.com,赵敏,,市场部,杭州\n".encode("gb18030")
    )

    assert steward("sandbox", "--port", "0", "--organisation", str(file)) == 2

    told, wrong = capsys.readouterr().err.splitlines()
    assert told.startswith(
        "! people.csv: The file is not in UTF-8; it was read as GB18030, for instance: 赵敏"
    )
    assert wrong.startswith(f"steward: {file} has mistakes.")


def test_a_port_that_is_taken_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        assert steward("sandbox", "--port", port) == 2

    assert "steward: The sandbox cannot listen" in capsys.readouterr().err
