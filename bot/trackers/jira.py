"""Jira Cloud's issues. `url`: https://company.atlassian.net/browse/KEY; the token is e-mail:token."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.domain.intake.tracker import IssueState
from bot.trackers.calls import Calls, moment
from bot.trackers.tracker import Made, Place, TrackerFailed, Trouble

ISSUE_TYPE = "Task"
LONGEST_SUMMARY = 255
_CATEGORIES = {"new": IssueState.OPEN, "indeterminate": IssueState.STARTED, "done": IssueState.CLOSED}
"""Jira's three kinds of status; each company's own statuses are of one of them."""


class Jira:
    def __init__(self, place: Place) -> None:
        parts = urlsplit(place.url)
        self._site = f"{parts.scheme}://{parts.netloc}"
        self._project = parts.path.rstrip("/").rpartition("/")[2]
        self._progress = place.progress
        access = b64encode(place.token.encode()).decode()
        self._calls = Calls(f"{self._site}/rest/api/3", {"Authorization": f"Basic {access}"})

    def create(self, *, title: str, body: str, mark: str) -> Made:
        alike = self._calls.get(
            "/search/jql", jql=f'project = "{self._project}" AND labels = "{mark}"', fields="key"
        )
        found = next(iter(alike.get("issues", ())), None)
        if found is None:
            fields = {
                "project": {"key": self._project},
                "issuetype": {"name": ISSUE_TYPE},
                "summary": title[:LONGEST_SUMMARY],
                "description": document(body),
                "labels": [mark],
            }
            found = self._calls.post("/issue", {"fields": fields})
        return Made(key=found["key"], url=f"{self._site}/browse/{found['key']}")

    def comment(self, key: str, text: str) -> None:
        self._calls.post(f"{_issue(key)}/comment", {"body": document(text)})

    def set_state(self, key: str, state: IssueState) -> None:
        """By the transition that leads to the status of that name, else to one of that kind.

        Raises TrackerFailed: NOT_TAKEN where the workflow has none.
        """
        if self.state(key)[0] is state:
            return
        offered = self._calls.get(f"{_issue(key)}/transitions")["transitions"]
        fitting = [each for each in offered if read_status(each["to"], self._progress) is state]
        if not fitting:
            raise TrackerFailed(Trouble.NOT_TAKEN)
        named = [each for each in fitting if _is_named(each["to"], self._progress)]
        chosen = next(iter([*named, *fitting]))
        self._calls.post(f"{_issue(key)}/transitions", {"transition": {"id": chosen["id"]}})

    def state(self, key: str) -> tuple[IssueState, datetime]:
        fields = self._calls.get(_issue(key), fields="status,updated")["fields"]
        return read_status(fields["status"], self._progress), moment(fields["updated"])

    def check(self) -> None:
        self._calls.get(f"/project/{quote(self._project, safe='')}")


def read_status(status: Mapping[str, Any], progress: str) -> IssueState:
    """Where an issue of that status is."""
    if _is_named(status, progress):
        return IssueState.STARTED
    return _CATEGORIES.get(status["statusCategory"]["key"], IssueState.OPEN)


def document(markdown: str) -> dict[str, Any]:
    """Text as Jira keeps it: headings, and paragraphs that keep their lines."""
    blocks = [each.strip() for each in markdown.split("\n\n")]
    return {"type": "doc", "version": 1, "content": [_block(each) for each in blocks if each]}


def _block(text: str) -> dict[str, Any]:
    if text.startswith("## ") and "\n" not in text:
        return {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": text[3:]}]}
    content: list[dict[str, Any]] = []
    for line in text.split("\n"):
        if content:
            content.append({"type": "hardBreak"})
        if line:
            content.append({"type": "text", "text": line})
    return {"type": "paragraph", "content": content}


def _is_named(status: Mapping[str, Any], name: str) -> bool:
    return bool(status["name"].casefold() == name.casefold())


def _issue(key: str) -> str:
    return f"/issue/{quote(key, safe='')}"
