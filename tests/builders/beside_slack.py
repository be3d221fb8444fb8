"""What Steward says beside Slack: every export and listing of the command line, and its answers over HTTP."""

from collections.abc import Iterator

import pytest
import typer
from urllib3 import connection_from_url

from bot.__main__ import command_line
from bot.app import Steward
from bot.commands.table import COMMANDS
from bot.serving import Serving
from storage.unit import Store
from tests.builders.keys import KEY
from tests.builders.steward_command import steward

SAYS = (
    "audit head",
    "audit verify",
    "away list",
    "config",
    "cycle list",
    "cycle rules",
    "cycle status",
    "glossary export",
    "post list",
    "reach",
    "rebuild",
    "scheme list",
)
"""Commands that show something of what is in the database."""
OF_A_CYCLE = {"cycle rules", "cycle status", "reach"}
"""They refuse where there is none."""
SAYS_NOTHING_OF_IT = {
    *("run", "sandbox", "tick", "manifest", "doctor", "bounced", "backup", "restore", "retention"),
    *("simulate", "rehearse", "deck"),
    *("person export", "person erase", "export person", "export department", "export cycle", "export hr"),
    *(
        "org import",
        "org template",
        "away import",
        "away template",
        "scores import",
        "scores template",
        "figures import",
        "figures desk",
    ),
    *(
        "cycle open",
        "cycle score",
        "cycle extend",
        "cycle correct",
        "cycle withdraw",
        "scheme check",
        "scheme add",
    ),
    *("glossary check", "glossary import", "glossary template", "plan check", "plan import"),
    *("pay import", "pay template", "pay propose", "pay decide", "pay show"),
    *("plan template", "post check", "post add", "keys new", "keys rotate", "keys check"),
}
"""They answer for what they were given, or serve."""


def commands() -> Iterator[str]:
    """Every command by what is typed for it."""
    app = command_line({each.name for each in COMMANDS})
    groups = {each.name or "": each.typer_instance for each in app.registered_groups}
    for name, group in {"": app, **groups}.items():
        assert group is not None
        for command in group.registered_commands:
            assert command.callback is not None
            called = command.name or typer.main.get_command_name(command.callback.__name__)
            yield f"{name} {called}".strip()


def exported(
    store: Store,
    *,
    cycle: str | None = None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """All that the command line shows of a database, and what it logs meanwhile."""
    monkeypatch.setenv("DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("STEWARD_LOG", "json")
    monkeypatch.setenv("STEWARD_KEYS", KEY if store.keyring else "")
    monkeypatch.setenv("COLUMNS", "400")
    for each in SAYS:
        if cycle is None and each in OF_A_CYCLE:
            continue
        arguments = [*each.split(), *([cycle] if each == "cycle rules" and cycle else [])]
        assert steward(*arguments) == 0, each
    return "".join(capsys.readouterr())


def answered(app: Steward, said: str) -> list[str]:
    """What it answers over HTTP, its figures among it, where somebody without any right sends these words."""
    serving = Serving(host="127.0.0.1", port=0)
    serving.start(app.web())
    asked = [("GET", path, {}) for path in ("/metrics", "/readyz", "/healthz", f"/{said}")]
    asked += [("POST", path, {}) for path in ("/slack/events", f"/trackers/{said}")]
    asked += [("POST", "/slack/events", {"x-slack-signature": "v0=1", "x-slack-request-timestamp": "1"})]
    with connection_from_url(serving.url) as client:
        answers = [
            client.request(method, path, body=said if method == "POST" else None, headers=headers)
            for method, path, headers in asked
        ]
    serving.stop()
    assert {each.status for each in answers} <= {200, 401, 404, 503}
    return [f"{dict(each.headers)} {each.data.decode()}" for each in answers]
