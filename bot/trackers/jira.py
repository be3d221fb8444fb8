"""Jira Cloud's issues. `url`: https://company.atlassian.net/browse/KEY; the token is e-mail:token."""

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.domain.intake.tracker import IssueState
from bot.trackers.calls import MOST_PAGES, PAGE, Calls, moment
from bot.trackers.tracker import Made, Place, TrackerFailed, Trouble

ISSUE_TYPE = "Task"
LONGEST_SUMMARY = 255
MARK = "steward"
"""The property of a comment that holds its mark."""
FOUND_AFTER_SECONDS = 300.0
"""Jira's search finds what was made only some seconds or minutes later: so long it is not made again."""
_IN_DOUBT = frozenset({Trouble.SLOW, Trouble.AWAY, Trouble.BROKEN})
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

    def find(self, mark: str) -> Made | None:
        alike = self._calls.get(
            "/search/jql", jql=f'project = "{self._project}" AND labels = "{mark}"', fields="key"
        )
        return next((self._made(each) for each in alike.get("issues", ())), None)

    def create(self, *, title: str, body: str, mark: str) -> Made:
        fields = {
            "project": {"key": self._project},
            "issuetype": {"name": ISSUE_TYPE},
            "summary": title[:LONGEST_SUMMARY],
            "description": document(body),
            "labels": [mark],
        }
        try:
            return self._made(self._calls.post("/issue", {"fields": fields}))
        except TrackerFailed as failed:
            if failed.trouble not in _IN_DOUBT or failed.seconds is not None:
                raise
            raise TrackerFailed(failed.trouble, seconds=FOUND_AFTER_SECONDS) from None

    def comment(self, key: str, text: str, *, mark: str) -> None:
        if not any(_bears(each, {mark}) for each in self._comments(key)):
            said = {"body": document(text), "properties": [{"key": MARK, "value": {"mark": mark}}]}
            self._calls.post(f"{_issue(key)}/comment", said)

    def replace(self, key: str, *, title: str, body: str) -> None:
        fields = {"summary": title[:LONGEST_SUMMARY], "description": document(body)}
        self._calls.put(_issue(key), {"fields": fields})

    def take_back(self, key: str, marks: Collection[str]) -> None:
        for each in list(self._comments(key)):
            if _bears(each, marks):
                self._calls.delete(f"{_issue(key)}/comment/{each['id']}")

    def _comments(self, key: str) -> Iterator[Mapping[str, Any]]:
        for page in range(MOST_PAGES):
            fields = {"startAt": str(page * PAGE), "maxResults": str(PAGE), "expand": "properties"}
            some = self._calls.get(f"{_issue(key)}/comment", **fields)["comments"]
            yield from some
            if len(some) < PAGE:
                return

    def _made(self, issue: Mapping[str, Any]) -> Made:
        return Made(key=issue["key"], url=f"{self._site}/browse/{issue['key']}")

    def set_state(self, key: str, state: IssueState) -> None:
        """By the transition that leads to the status of that name, else to one of that kind.

        Raises TrackerFailed: NO_STEP where the workflow has none.
        """
        if self.state(key)[0] is state:
            return
        offered = self._calls.get(f"{_issue(key)}/transitions")["transitions"]
        fitting = [each for each in offered if read_status(each["to"], self._progress) is state]
        if not fitting:
            raise TrackerFailed(Trouble.NO_STEP)
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


def _bears(comment: Mapping[str, Any], marks: Collection[str]) -> bool:
    """Whether it is one of ours: Jira keeps no unseen text, but what an app notes beside a comment."""
    found = (each["value"] for each in comment.get("properties", ()) if each["key"] == MARK)
    return any(each["mark"] in marks for each in found)


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
