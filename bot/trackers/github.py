"""GitHub's issues, of github.com or a server of one's own. `url`: https://github.com/owner/repository."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from bot.domain.intake.tracker import IssueState
from bot.trackers.calls import Calls, moment, sign
from bot.trackers.tracker import Made, Place, TrackerFailed, Trouble

LOOKED_THROUGH = 100
"""The newest issues, among which one is that was made a moment ago."""


class GitHub:
    def __init__(self, place: Place) -> None:
        self._progress = place.progress
        self._repository = "/repos" + quote(urlsplit(place.url).path.rstrip("/").removesuffix(".git"))
        headers = {
            "Authorization": f"Bearer {place.token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        self._calls = Calls(_api(place.url), headers)

    def find(self, mark: str) -> Made | None:
        newest = self._calls.get(
            f"{self._repository}/issues",
            state="all",
            sort="created",
            direction="desc",
            per_page=str(LOOKED_THROUGH),
        )
        return next((_made(each) for each in newest if sign(mark) in (each.get("body") or "")), None)

    def create(self, *, title: str, body: str, mark: str) -> Made:
        said = {"title": title, "body": f"{body}\n\n{sign(mark)}"}
        return _made(self._calls.post(f"{self._repository}/issues", said))

    def comment(self, key: str, text: str, *, mark: str) -> None:
        comments = f"{self._issue(key)}/comments"
        if not any(sign(mark) in (each.get("body") or "") for each in self._calls.pages(comments)):
            self._calls.post(comments, {"body": f"{text}\n\n{sign(mark)}"})

    def replace(self, key: str, *, title: str, body: str) -> None:
        self._calls.patch(self._issue(key), {"title": title, "body": body})

    def take_back(self, key: str, marks: Collection[str]) -> None:
        signs = [sign(each) for each in marks]
        for each in list(self._calls.pages(f"{self._issue(key)}/comments")):
            if any(one in (each.get("body") or "") for one in signs):
                self._calls.delete(f"{self._repository}/issues/comments/{each['id']}")

    def set_state(self, key: str, state: IssueState) -> None:
        if state is IssueState.CLOSED:
            self._calls.patch(self._issue(key), {"state": "closed", "state_reason": "completed"})
        else:
            self._calls.patch(self._issue(key), {"state": "open"})
        if state is IssueState.STARTED:
            self._calls.post(f"{self._issue(key)}/labels", {"labels": [self._progress]})
        else:
            self._take_label(key)

    def state(self, key: str) -> tuple[IssueState, datetime]:
        issue = self._calls.get(self._issue(key))
        return read_state(issue, self._progress), moment(issue["updated_at"])

    def check(self) -> None:
        self._calls.get(self._repository)

    def _take_label(self, key: str) -> None:
        try:
            self._calls.delete(f"{self._issue(key)}/labels/{quote(self._progress, safe='')}")
        except TrackerFailed as failed:
            if failed.trouble is not Trouble.GONE:  # it had none
                raise

    def _issue(self, key: str) -> str:
        return f"{self._repository}/issues/{quote(key, safe='')}"


def _made(issue: Mapping[str, Any]) -> Made:
    return Made(key=str(issue["number"]), url=issue["html_url"])


def read_state(issue: Mapping[str, Any], progress: str) -> IssueState:
    """Where an issue is, as the API and webhooks show one."""
    if issue["state"] == "closed":
        return IssueState.CLOSED
    labels = {each["name"].casefold() for each in issue.get("labels", ())}
    return IssueState.STARTED if progress.casefold() in labels else IssueState.OPEN


def _api(url: str) -> str:
    parts = urlsplit(url)
    if parts.hostname in ("github.com", "www.github.com"):
        return "https://api.github.com"
    return f"{parts.scheme}://{parts.netloc}/api/v3"
