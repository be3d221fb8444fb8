"""`steward run`: real processes, started wrong and right, and stopped."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import urllib3
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.policy import Policy
from bot.local.seeding import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, workspace_seed
from bot.sandbox import Sandbox
from bot.services.people.organisation import colleagues
from storage.unit import Store
from tests.builders.people import company
from tests.builders.steward_command import begin, steward

Begin = Callable[..., "subprocess.Popen[str]"]
PATIENCE = 60.0


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begin]:
    """Starts processes, and sees to it that none outlives the test."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **settings: str) -> "subprocess.Popen[str]":
        running.append(begin(*arguments, folder=tmp_path, **settings))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def sandbox(store: Store) -> Iterator[Sandbox]:
    company(store)
    seed = workspace_seed(colleagues(store), told={}, policy=Policy(), request_url=None)
    with Sandbox(seed) as running:
        yield running


def line(process: "subprocess.Popen[str]", containing: str) -> str:
    """The first line of its output that holds these words."""
    assert process.stdout is not None
    for said in process.stdout:
        if containing in said:
            return said
    raise AssertionError(f"it ended without saying “{containing}”")


def ended(process: "subprocess.Popen[str]", number: signal.Signals) -> int:
    process.send_signal(number)
    return process.wait(PATIENCE)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def tokens(sandbox: Sandbox, database_url: str) -> dict[str, str]:
    return {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "DATABASE_URL": database_url,
    }


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=pytest.mark.soak), signal.SIGTERM])
def test_without_tokens_it_is_the_sandbox_and_stops_when_asked(
    begun: Begin, tmp_path: Path, number: signal.Signals
) -> None:
    process = begun("run", DATABASE_URL="sqlite:///production.db")

    assert "SLACK_BOT_TOKEN is not set: this is the sandbox" in line(process, "sandbox")
    said = line(process, "The sandbox is at")
    address = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert address is not None
    line(process, "4. ")
    assert "Zhou Jing" in urllib3.request("GET", f"{address[0]}/client/people").data.decode()
    assert ended(process, number) == 0
    assert (tmp_path / "steward-sandbox.db").exists()
    assert not (tmp_path / "production.db").exists()


def test_with_tokens_it_connects_and_answers(begun: Begin, sandbox: Sandbox, database_url: str) -> None:
    process = begun("run", **tokens(sandbox, database_url), STEWARD_HEALTH="127.0.0.1:0")
    assert "Steward is steward in Sandbox" in line(process, "Steward is")
    watched = line(process, "How it is").split()[-1].removesuffix("/readyz")
    deadline = time.monotonic() + PATIENCE
    while not sandbox.connections() and time.monotonic() < deadline:
        time.sleep(0.05)

    (answer,) = sandbox.person("U0ZHOU").command("/review", "open 2026Q4")

    assert "is open for 7 people" in answer.plain
    assert urllib3.request("GET", f"{watched}/readyz").json() == {"ready": True, "problems": []}
    shown = figures(watched)
    while (LAST_JOB not in shown) and time.monotonic() < deadline:
        shown = figures(watched)
    assert shown["steward_sockets_connected"] == 1
    assert shown["steward_request_duration_seconds_count", "command", "answered"] == 1
    assert shown["steward_slack_call_duration_seconds_count", "auth.test", "ok"] >= 1
    assert shown[LAST_JOB] > 1_700_000_000
    assert shown["steward_job_last_duration_seconds", "record.seal"] > 0
    assert shown["steward_slack_pause_seconds"] == 0
    assert shown["steward_outbox_oldest_age_seconds"] >= 0
    assert sum(shown["steward_database_connections", state] for state in ("in_use", "idle")) >= 1
    assert shown["steward_outbox_notices", "parked"] == 0
    assert ended(process, signal.SIGTERM) == 0
    assert sandbox.connections() == 0


LAST_JOB = ("steward_job_last_success_timestamp_seconds", "delivery.forget_events")


def figures(watched: str) -> Mapping[Any, float]:
    """What `/metrics` tells: by a figure's name, with the values of its labels where it has some."""
    shown = urllib3.request("GET", f"{watched}/metrics").data.decode()
    return {
        (each.name, *each.labels.values()) if each.labels else each.name: each.value
        for family in text_string_to_metric_families(shown)
        for each in family.samples
    }


def test_over_http_it_serves_health_and_metrics(begun: Begin, sandbox: Sandbox, database_url: str) -> None:
    process = begun("run", "--http", "127.0.0.1:0", **tokens(sandbox, database_url))
    said = line(process, "Slack's requests are taken at")
    url = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert url is not None

    assert urllib3.request("GET", f"{url[0]}/healthz").json() == {"status": "ok"}
    assert urllib3.request("GET", f"{url[0]}/readyz").json() == {"ready": True, "problems": []}
    assert "steward_outbox_notices" in urllib3.request("GET", f"{url[0]}/metrics").data.decode()
    assert urllib3.request("POST", f"{url[0]}/slack/events", body="{}").status == 401
    assert ended(process, signal.SIGINT) == 0


def test_without_slack_it_waits_says_so_once_and_goes_on(
    begun: Begin, sandbox: Sandbox, store: Store, database_url: str
) -> None:
    seed = workspace_seed(colleagues(store), told={}, policy=Policy(), request_url=None)
    port = free_port()
    later = {"SLACK_API_URL": f"http://127.0.0.1:{port}/api/"}
    process = begun("run", **tokens(sandbox, database_url) | later)
    assert "Slack does not answer at" in line(process, "Steward waits")
    time.sleep(1.5)  # it has tried again by then, and said nothing

    with Sandbox(seed, port=port):
        assert "Steward is steward" in next(iter(process.stdout or ()))
        assert ended(process, signal.SIGTERM) == 0


@pytest.mark.parametrize(
    ("settings", "needs"),
    [
        ({"DATABASE_URL": "postgresql://steward@127.0.0.1:9/steward"}, "database"),
        pytest.param({"SLACK_API_URL": "http://127.0.0.1:9/api"}, "slack", marks=pytest.mark.soak),
    ],
)
def test_what_waits_is_alive_not_ready_and_can_be_stopped(
    settings: dict[str, str], needs: str, begun: Begin, sandbox: Sandbox, database_url: str
) -> None:
    port = free_port()
    process = begun("run", "--http", f"127.0.0.1:{port}", **tokens(sandbox, database_url) | settings)
    line(process, "Steward waits")

    assert urllib3.request("GET", f"http://127.0.0.1:{port}/healthz").status == 200
    ready = urllib3.request("GET", f"http://127.0.0.1:{port}/readyz", retries=False)
    assert (ready.status, ready.json()) == (503, {"ready": False, "problems": [needs]})
    assert urllib3.request("POST", f"http://127.0.0.1:{port}/slack/events", retries=False).status == 503
    assert ended(process, signal.SIGTERM) == 0


REPEATED = [
    pytest.param(command, marks=pytest.mark.soak)
    for command in ("tick --dry-run", "config", "manifest", "org template")
]


@pytest.mark.parametrize("command", ["tick", pytest.param("doctor", marks=pytest.mark.soak), *REPEATED])
def test_no_library_has_a_remark_of_its_own(
    command: str, begun: Begin, sandbox: Sandbox, database_url: str
) -> None:
    process = begun(*command.split(), **tokens(sandbox, database_url), PYTHONWARNINGS="always")

    _, remarks = process.communicate(timeout=PATIENCE)

    assert remarks == ""


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["run"], {"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is not set; Socket Mode needs it"),
        (
            ["run", "--http", ":0"],
            {"SLACK_SIGNING_SECRET": ""},
            "SLACK_SIGNING_SECRET is not set; --http needs",
        ),
        (["run", "--http", "here"], {}, "--http: “here” is no HOST:PORT."),
        (["run"], {"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN: Slack says invalid_auth."),
        (["run"], {"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN: Slack says invalid_auth."),
        (["run"], {"DATABASE_URL": "mysql://nope"}, "DATABASE_URL: use sqlite:///steward.db"),
        (["run"], {"STEWARD_CONFIG": "none.yaml"}, "STEWARD_CONFIG: none.yaml: No such file or directory."),
        (["run"], {"SLACK_API_URL": "not a url"}, "SLACK_API_URL: “not a url” is not an address"),
        (["run"], {"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: it is an app token, which belongs in"),
    ],
)
def test_a_wrong_setting_is_one_line(
    arguments: list[str],
    settings: dict[str, str],
    said: str,
    sandbox: Sandbox,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in (tokens(sandbox, database_url) | settings).items():
        monkeypatch.setenv(name, value)

    assert steward(*arguments) == 2

    printed = [part for part in capsys.readouterr().err.splitlines() if not part.startswith("{")]
    assert len(printed) == 1
    assert printed[0].startswith(f"steward: {said}")
