"""What the pages on security, privacy and operating promise names tests that exist."""

import ast
import re

import pytest

from bot.slack.manifest import SCOPES
from tests.house.reading import ROOT, modules

PAGES = ("docs/security.md", "docs/privacy.md", "docs/operate.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)?(?:::(\w+))?`")
"""A file and a test of it; or a test alone, of the file named last."""
CALLS = {"urllib3", "urllib.request", "http.client", "smtplib", "socket", "requests", "httpx", "aiohttp"}
MAY_CALL = {
    "bot.mail.mailer",
    "bot.serving",
    "bot.slack.calls",
    "bot.slack.client",
    "bot.slack.connections",
    "bot.slack.files",
    "bot.slack.kept",
    "bot.trackers.calls",
    "bot.witness.witness",
}
"""Slack, the mail server, the tracker, the webhook; and the address at which Steward itself listens."""


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    named, last = [], ""
    for file, test in NAMED.findall((ROOT / page).read_text(encoding="utf-8")):
        if file or test:
            last = file or last
            named.append((last, test))

    assert named
    assert [f"{file}::{test}" for file, test in named if not _is_there(file, test)] == []


def test_every_scope_is_explained() -> None:
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8").split("\n## Scopes\n")[1]

    firsts = " ".join(re.findall(r"^\| (`.*?) \|", page, re.M))
    assert sorted(re.findall(r"`(.*?)`", firsts)) == sorted(SCOPES)


def test_few_modules_can_call_anybody() -> None:
    ours = {
        name: tree
        for name, tree in modules("bot", "handlers", "messages", "storage").items()
        if not name.startswith(("bot.sandbox.", "bot.local."))
    }

    assert {name for name, tree in ours.items() if _imports(tree) & CALLS} <= MAY_CALL


def _is_there(file: str, test: str) -> bool:
    path = ROOT / file
    return path.exists() and (not test or f"\ndef {test}(" in path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names} | {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, node.module.partition(".")[0]}
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found
