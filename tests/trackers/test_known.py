"""Each tracker does the same by its own API, and fails in the same few ways."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.domain.intake.tracker import IssueState
from bot.trackers.calls import Calls
from bot.trackers.jira import FOUND_AFTER_SECONDS
from bot.trackers.known import TRACKERS
from bot.trackers.tracker import Place, Tracker, TrackerFailed, Trouble
from tests.builders import tracker_shapes
from tests.builders.tracker_server import Desk, tracker_server

PATHS = {"github": "/shop/site", "gitlab": "/group/site", "jira": "/browse/WEB"}
DESKS: dict[str, Callable[[], Desk]] = {
    "github": tracker_shapes.github,
    "gitlab": tracker_shapes.gitlab,
    "jira": tracker_shapes.jira,
}


@pytest.fixture(params=sorted(TRACKERS))
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Desk, Tracker]]:
    with tracker_server(DESKS[request.param]()) as desk:
        yield desk, TRACKERS[request.param](place_of(desk, PATHS[request.param]))


def place_of(desk: Desk, path: str) -> Place:
    """Its project there."""
    return Place(url=desk.url + path, token=tracker_shapes.TOKEN, progress="in progress")


def test_an_issue_and_what_is_said_under_it_are_found_again_by_their_marks(
    both: tuple[Desk, Tracker],
) -> None:
    desk, tracker = both

    tracker.check()
    assert tracker.find("steward-1") is None
    made = tracker.create(title="Cart loses items", body="## Steps\n\n1. add\n2. log in", mark="steward-1")
    # More than a page of what others say, before and after.
    desk.comments += [{"id": each, "body": "someone's"} for each in range(1, 101)]
    for mark in ("steward-a", "steward-a", "steward-b"):
        tracker.comment(made.key, "What is meant:\nthe *cart*", mark=mark)

    assert tracker.find("steward-1") == made
    assert tracker.find("steward-2") is None
    assert made.key in made.url
    assert (desk.created, len(desk.comments), desk.refused) == (1, 102, [])


def test_what_was_said_of_it_goes(both: tuple[Desk, Tracker]) -> None:
    desk, tracker = both
    key = tracker.create(title="Cart loses items", body="Zhang cannot pay", mark="steward-1").key
    for mark in ("steward-a", "steward-b"):
        tracker.comment(key, "Zhang says so", mark=mark)
    desk.comments.append({"id": 9, "body": "someone's"})

    tracker.replace(key, title="#1", body="Taken back.")
    tracker.take_back(key, ["steward-a", "steward-b", "steward-c"])

    assert "Zhang" not in json.dumps(desk.issue)
    assert "Cart" not in json.dumps(desk.issue)
    assert desk.said == ["someone's"]
    assert desk.refused == []


def test_what_somebody_wrote_is_no_command_to_gitlab() -> None:
    with tracker_server(tracker_shapes.gitlab()) as desk:
        gitlab = TRACKERS["gitlab"](place_of(desk, PATHS["gitlab"]))
        key = gitlab.create(title="Cart", body="/close\na/b\n  /label ~x", mark="m").key
        gitlab.comment(key, "/close", mark="n")

    assert desk.issue["description"].startswith("\\/close\na/b\n  \\/label ~x\n")
    assert desk.said[0].startswith("\\/close\n")


def test_jira_is_searched_again_only_when_it_can_find_what_it_made() -> None:
    with tracker_server(tracker_shapes.jira()) as desk:
        jira = TRACKERS["jira"](place_of(desk, PATHS["jira"]))
        desk.lost = 1
        with pytest.raises(TrackerFailed) as failed:
            jira.create(title="Cart", body="Cart", mark="m")

    assert (failed.value.trouble, failed.value.seconds) == (Trouble.BROKEN, FOUND_AFTER_SECONDS)


def test_a_workflow_that_leads_nowhere_is_told_from_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_shapes, "TRANSITIONS", [])
    with tracker_server(tracker_shapes.jira()) as desk:
        jira = TRACKERS["jira"](place_of(desk, PATHS["jira"]))
        key = jira.create(title="Cart", body="Cart", mark="m").key
        with pytest.raises(TrackerFailed) as failed:
            jira.set_state(key, IssueState.CLOSED)

    assert failed.value.trouble is Trouble.NO_STEP


@pytest.mark.parametrize("state", IssueState)
def test_an_issue_goes_to_every_state_and_back(both: tuple[Desk, Tracker], state: IssueState) -> None:
    desk, tracker = both
    key = tracker.create(title="Cart", body="Cart", mark="m").key

    seen = []
    for wanted in (state, state, IssueState.OPEN, IssueState.CLOSED, IssueState.STARTED, state):
        tracker.set_state(key, wanted)
        seen.append(tracker.state(key)[0])

    assert seen == [state, state, IssueState.OPEN, IssueState.CLOSED, IssueState.STARTED, state]
    assert tracker.state(key)[1] == datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert desk.refused == []


@pytest.mark.parametrize(
    ("status", "headers", "trouble", "seconds"),
    [
        (401, {}, Trouble.NO_ACCESS, None),
        (403, {}, Trouble.NO_ACCESS, None),
        (403, {"Retry-After": "60"}, Trouble.BUSY, 60.0),
        (403, {"X-RateLimit-Remaining": "0"}, Trouble.BUSY, None),
        (404, {}, Trouble.GONE, None),
        (422, {}, Trouble.NOT_TAKEN, None),
        (400, {}, Trouble.NOT_TAKEN, None),
        (302, {"Location": "http://127.0.0.1:9/"}, Trouble.NOT_TAKEN, None),
        (429, {"Retry-After": "7"}, Trouble.BUSY, 7.0),
        (429, {"Retry-After": "soon"}, Trouble.BUSY, None),
        (500, {}, Trouble.BROKEN, None),
        (503, {"Retry-After": "9999999999"}, Trouble.BUSY, 86_400.0),
    ],
)
def test_what_goes_wrong_is_told_apart(
    both: tuple[Desk, Tracker], status: int, headers: dict[str, str], trouble: Trouble, seconds: float | None
) -> None:
    desk, tracker = both
    desk.wrong.append((status, headers))

    with pytest.raises(TrackerFailed) as failed:
        tracker.find("m")

    assert (failed.value.trouble, failed.value.seconds) == (trouble, seconds)
    assert "s3cret" not in repr(failed.value)


def test_a_slow_tracker_is_told_from_one_that_is_away() -> None:
    with tracker_server(tracker_shapes.github()) as desk:
        desk.silent = threading.Event()
        calls = Calls(f"{desk.url}/api/v3", {}, timeout=0.1)
        with pytest.raises(TrackerFailed) as slow:
            calls.get("/repos/shop/site")

    with pytest.raises(TrackerFailed) as away:
        calls.get("/repos/shop/site")

    assert (slow.value.trouble, away.value.trouble) == (Trouble.SLOW, Trouble.AWAY)
