"""GitLab's issues, of gitlab.com or a server of one's own. `url`: https://gitlab.com/group/project."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.domain.intake.tracker import IssueState
from bot.trackers.calls import Calls, moment, sign
from bot.trackers.tracker import Made, Place


class GitLab:
    def __init__(self, place: Place) -> None:
        parts = urlsplit(place.url)
        self._progress = place.progress
        self._project = f"/projects/{quote(parts.path.strip('/').removesuffix('.git'), safe='')}"
        self._calls = Calls(f"{parts.scheme}://{parts.netloc}/api/v4", {"PRIVATE-TOKEN": place.token})

    def find(self, mark: str) -> Made | None:
        alike = self._calls.get(
            f"{self._project}/issues", **{"search": mark, "in": "description", "scope": "all"}
        )
        return next((_made(each) for each in alike if sign(mark) in (each.get("description") or "")), None)

    def create(self, *, title: str, body: str, mark: str) -> Made:
        said = {"title": title, "description": f"{_no_command(body)}\n\n{sign(mark)}"}
        return _made(self._calls.post(f"{self._project}/issues", said))

    def comment(self, key: str, text: str, *, mark: str) -> None:
        notes = f"{self._issue(key)}/notes"
        if not any(sign(mark) in (each["body"] or "") for each in self._calls.pages(notes)):
            self._calls.post(notes, {"body": f"{_no_command(text)}\n\n{sign(mark)}"})

    def replace(self, key: str, *, title: str, body: str) -> None:
        self._calls.put(self._issue(key), {"title": title, "description": body})

    def take_back(self, key: str, marks: Collection[str]) -> None:
        notes, signs = f"{self._issue(key)}/notes", [sign(each) for each in marks]
        for each in list(self._calls.pages(notes)):
            if any(one in (each["body"] or "") for one in signs):
                self._calls.delete(f"{notes}/{each['id']}")

    def set_state(self, key: str, state: IssueState) -> None:
        is_closed = self._calls.get(self._issue(key))["state"] == "closed"
        label = "add_labels" if state is IssueState.STARTED else "remove_labels"
        change = {label: self._progress}
        if is_closed is not (state is IssueState.CLOSED):
            change["state_event"] = "reopen" if is_closed else "close"
        self._calls.put(self._issue(key), change)

    def state(self, key: str) -> tuple[IssueState, datetime]:
        issue = self._calls.get(self._issue(key))
        return read_state(issue, issue.get("labels", ()), self._progress), moment(issue["updated_at"])

    def check(self) -> None:
        self._calls.get(self._project)

    def _issue(self, key: str) -> str:
        return f"{self._project}/issues/{quote(key, safe='')}"


def _no_command(text: str) -> str:
    """GitLab does what a line says that begins with a slash ("/close")."""
    return re.sub(r"(?m)^([ \t]*)/", r"\1\\/", text)


def _made(issue: Mapping[str, Any]) -> Made:
    return Made(key=str(issue["iid"]), url=issue["web_url"])


def read_state(issue: Mapping[str, Any], labels: Any, progress: str) -> IssueState:
    """Where an issue is; the API names labels as text, webhooks with a title."""
    if issue["state"] == "closed":
        return IssueState.CLOSED
    names = {(each["title"] if isinstance(each, Mapping) else each).casefold() for each in labels}
    return IssueState.STARTED if progress.casefold() in names else IssueState.OPEN
