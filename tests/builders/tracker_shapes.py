"""The endpoints of GitHub, GitLab and Jira Cloud that Steward calls, as they are documented."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from tests.builders.tracker_server import UPDATED, Desk, Shape

TOKEN = "bot@example.com:s3cret"
Said = Mapping[str, Any]


def github() -> Desk:
    """Repository shop/site; issue 7."""
    issues, one = "/api/v3/repos/shop/site/issues", "/api/v3/repos/shop/site/issues/7"
    return Desk(
        access=("Authorization", f"Bearer {TOKEN}"),
        shapes=[
            Shape("GET", "/api/v3/repos/shop/site", 200, lambda *_: {"full_name": "shop/site"}),
            Shape("GET", issues, 200, lambda desk, *_: [_of_github(desk)] if desk.issue else []),
            Shape("POST", issues, 201, _made, frozenset({"title"}), frozenset({"body", "labels"})),
            Shape("GET", one, 200, lambda desk, *_: _of_github(desk) if desk.issue else None),
            Shape("PATCH", one, 200, _patched, may=frozenset({"state", "state_reason", "title", "body"})),
            Shape("GET", f"{one}/comments", 200, _page),
            Shape("POST", f"{one}/comments", 201, _commented, frozenset({"body"})),
            Shape("DELETE", rf"{issues}/comments/(\d+)", 204, _uncommented),
            Shape("POST", f"{one}/labels", 200, _labelled, frozenset({"labels"})),
            Shape("DELETE", f"{one}/labels/in%20progress", 200, _unlabelled),
        ],
    )


def gitlab() -> Desk:
    """Project group/site; issue 7."""
    project = "/api/v4/projects/group%2Fsite"
    one = f"{project}/issues/7"
    return Desk(
        access=("PRIVATE-TOKEN", TOKEN),
        shapes=[
            Shape("GET", project, 200, lambda *_: {"path_with_namespace": "group/site"}),
            Shape("GET", f"{project}/issues", 200, lambda desk, *_: [_of_gitlab(desk)] if desk.issue else []),
            Shape(
                "POST", f"{project}/issues", 201, _made_lab, frozenset({"title"}), frozenset({"description"})
            ),
            Shape("GET", one, 200, lambda desk, *_: _of_gitlab(desk) if desk.issue else None),
            Shape("PUT", one, 200, _put, may=_OF_A_CHANGE),
            Shape("GET", f"{one}/notes", 200, _page),
            Shape("POST", f"{one}/notes", 201, _commented, frozenset({"body"})),
            Shape("DELETE", rf"{one}/notes/(\d+)", 204, _uncommented),
        ],
    )


def jira() -> Desk:
    """Project WEB; issue WEB-7; its statuses are To Do, In Progress, Done."""
    base = "/rest/api/3"
    return Desk(
        access=("Authorization", "Basic " + b64encode(TOKEN.encode()).decode()),
        shapes=[
            Shape("GET", f"{base}/project/WEB", 200, lambda *_: {"key": "WEB"}),
            Shape("GET", f"{base}/search/jql", 200, _searched_jira),
            Shape("POST", f"{base}/issue", 201, _made_jira, frozenset({"fields"})),
            Shape("GET", f"{base}/issue/WEB-7", 200, lambda desk, *_: _of_jira(desk) if desk.issue else None),
            Shape("PUT", f"{base}/issue/WEB-7", 204, _edited_jira, frozenset({"fields"})),
            Shape("GET", f"{base}/issue/WEB-7/comment", 200, _page_jira),
            Shape(
                "POST",
                f"{base}/issue/WEB-7/comment",
                201,
                _commented,
                frozenset({"body"}),
                frozenset({"properties", "visibility"}),
            ),
            Shape("DELETE", rf"{base}/issue/WEB-7/comment/(\d+)", 204, _uncommented),
            Shape("GET", f"{base}/issue/WEB-7/transitions", 200, lambda *_: {"transitions": TRANSITIONS}),
            Shape("POST", f"{base}/issue/WEB-7/transitions", 204, _moved, frozenset({"transition"})),
        ],
    )


_OF_A_CHANGE = frozenset({"state_event", "add_labels", "remove_labels", "title", "description"})

STATUSES = {
    "11": {"name": "To Do", "statusCategory": {"key": "new"}},
    "21": {"name": "In Progress", "statusCategory": {"key": "indeterminate"}},
    "31": {"name": "Done", "statusCategory": {"key": "done"}},
}
TRANSITIONS = [{"id": each, "name": "move", "to": status} for each, status in STATUSES.items()]


def _of_github(desk: Desk) -> Said:
    return {
        "number": 7,
        "html_url": f"{desk.url}/shop/site/issues/7",
        "state": desk.issue.get("state", "open"),
        "body": desk.issue.get("body"),
        "labels": [{"name": each} for each in desk.labels],
        "updated_at": UPDATED,
    }


def _of_gitlab(desk: Desk) -> Said:
    return {
        "iid": 7,
        "web_url": f"{desk.url}/group/site/-/issues/7",
        "state": desk.issue.get("state", "opened"),
        "description": desk.issue.get("description"),
        "labels": list(desk.labels),
        "updated_at": UPDATED,
    }


def _of_jira(desk: Desk) -> Said:
    status = STATUSES[desk.issue.get("status", "11")]
    return {"key": "WEB-7", "fields": {"status": status, "updated": "2026-11-27T09:00:00.000+0000"}}


def _made(desk: Desk, sent: Said, _query: Said) -> Said:
    desk.issue, desk.created = dict(sent), desk.created + 1
    return _of_github(desk)


def _made_lab(desk: Desk, sent: Said, _query: Said) -> Said:
    desk.issue, desk.created = dict(sent), desk.created + 1
    return _of_gitlab(desk)


def _made_jira(desk: Desk, sent: Said, _query: Said) -> Said:
    fields = sent["fields"]
    assert {"project", "issuetype", "summary"} <= set(fields)
    assert fields["description"]["type"] == "doc"
    desk.issue, desk.created = dict(fields), desk.created + 1
    return {"id": "10007", "key": "WEB-7"}


def _commented(desk: Desk, sent: Said, _query: Said) -> Said:
    last = desk.comments[-1]["id"] if desk.comments else 0
    desk.comments.append({"id": last + 1, **sent})
    return desk.comments[-1]


def _searched_jira(desk: Desk, _sent: Said, query: Mapping[str, str]) -> Said:
    found = [each for each in desk.issue.get("labels", ()) if f'labels = "{each}"' in query["jql"]]
    return {"issues": [{"id": "10007", "key": "WEB-7"}] if found else [], "isLast": True}


def _page(desk: Desk, _sent: Said, query: Mapping[str, str]) -> list[Said] | None:
    if not desk.issue:
        return None
    size = int(query["per_page"])
    begin = (int(query["page"]) - 1) * size
    return desk.comments[begin : begin + size]


def _page_jira(desk: Desk, _sent: Said, query: Mapping[str, str]) -> Said | None:
    if not desk.issue:
        return None
    begin, size = int(query["startAt"]), int(query["maxResults"])
    some: list[dict[str, Any]] = desk.comments[begin : begin + size]
    if query.get("expand") != "properties":
        some = [{name: said for name, said in each.items() if name != "properties"} for each in some]
    return {"startAt": begin, "total": len(desk.comments), "comments": some}


def _uncommented(desk: Desk, _sent: Said, _query: Said, number: str) -> None:
    desk.comments[:] = [each for each in desk.comments if str(each["id"]) != number]


def _edited_jira(desk: Desk, sent: Said, _query: Said) -> None:
    assert sent["fields"]["description"]["type"] == "doc"
    desk.issue.update(sent["fields"])


def _patched(desk: Desk, sent: Said, _query: Said) -> Said:
    desk.issue.update(sent)
    return _of_github(desk)


def _labelled(desk: Desk, sent: Said, _query: Said) -> Any:
    desk.labels += [each for each in sent["labels"] if each not in desk.labels]
    return [{"name": each} for each in desk.labels]


def _unlabelled(desk: Desk, _sent: Said, _query: Said) -> Any:
    if "in progress" not in desk.labels:
        return None
    desk.labels.remove("in progress")
    return []


def _put(desk: Desk, sent: Said, _query: Said) -> Said:
    desk.issue.update({each: sent[each] for each in ("title", "description") if each in sent})
    if "state_event" in sent:
        desk.issue["state"] = {"close": "closed", "reopen": "opened"}[sent["state_event"]]
    if (added := sent.get("add_labels")) and added not in desk.labels:
        desk.labels.append(added)
    if (taken := sent.get("remove_labels")) in desk.labels:
        desk.labels.remove(taken)
    return _of_gitlab(desk)


def _moved(desk: Desk, sent: Said, _query: Said) -> None:
    desk.issue["status"] = sent["transition"]["id"]
