"""A hand-over is an issue of the tracker: made once, told of each step, and kept while it does not answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.delivery.routes import ROUTES
from bot.delivery.tracker import TrackerCall, TrackerCarrier
from bot.delivery.worker import Delivery
from bot.domain.intake.handover_way import OF_THE_DESK, Event
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.policy import Policy
from bot.services.intake.advance import advance as advance_request
from bot.services.intake.handover_moves import advance
from bot.services.intake.tracker import tracker_answers
from bot.trackers.known import TRACKERS
from bot.trackers.tracker import Place
from tests.builders import tracker_shapes
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.intake import filed
from tests.builders.tracker_server import Desk, tracker_server
from tests.builders.tracker_shapes import TOKEN, github, jira
from tests.delivery.conftest import NOW, Post

POLICY = Policy(has_tracker=True)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with tracker_server(github()) as found:
        yield found


@pytest.fixture
def handover(post: Post) -> int:
    number = filed(post.store, post.people.employee, now=NOW)
    manager = acting(post.store, by=post.people.product_manager, now=NOW, policy=POLICY)
    with post.store.begin() as unit:
        advance_request(unit, unit.requests.get(number), RequestEvent.ACCEPT, manager)
    briefed(post.store, number, manager)
    with post.store.begin() as unit:
        made = unit.handovers.add(
            request_id=number,
            brief=1,
            assignee_id=post.people.developer.id,
            by_id=post.people.product_manager.id,
            due_on=None,
            submission="V1",
            at=NOW,
        )
        return advance(unit, made, Event.SEND, manager).id


def send(post: Post, desk: Desk, at: datetime) -> None:
    name, path = ("jira", "/browse/WEB") if desk.access[1].startswith("Basic") else ("github", "/shop/site")
    tracker = TRACKERS[name](Place(url=desk.url + path, token=TOKEN, progress="in progress"))
    carrier = TrackerCarrier(tracker, name=name, store=post.store, clock=FixedClock(at))
    delivery = Delivery(
        store=post.store,
        slack=post.slack,
        clock=FixedClock(at),
        policy=POLICY,
        routes=ROUTES,
        carriers={TrackerCall: carrier},
    )
    delivery.drain(now=at)
    delivery.stop()


def move(post: Post, handover: int, *events: Event, text: str = "") -> None:
    for event in events:
        by = post.people.product_manager if event in OF_THE_DESK else post.people.developer
        with post.store.begin() as unit:
            who = acting(post.store, by=by, now=NOW, policy=POLICY)
            advance(unit, unit.handovers.get(handover), event, who, text=text)


def told_to_the_admin(post: Post) -> list[str]:
    said = post.sandbox.person(str(post.people.admin.slack_id)).dm()
    return [each.plain for each in said if "issue tracker" in each.plain.lower()]


def test_the_brief_becomes_an_issue_and_its_steps_follow(post: Post, desk: Desk, handover: int) -> None:
    send(post, desk, NOW)
    move(post, handover, Event.SAY, text="ask @everybody\n<!-- x -->")
    move(post, handover, Event.CONFIRM, Event.START)
    send(post, desk, NOW + timedelta(minutes=1))

    assert desk.issue["title"].endswith("Cart loses items")
    assert "handed to He Jun by Sun Li" in desk.issue["body"]
    assert desk.labels == ["in progress"]
    assert "> ask @\N{ZERO WIDTH SPACE}everybody" in desk.said[0]
    assert (desk.created, len(desk.comments), desk.refused) == (1, 3, [])
    with post.store.read() as unit:
        issue = unit.tracker_issues.of(handover)
    assert issue is not None
    assert issue.url == f"{desk.url}/shop/site/issues/7"


@pytest.mark.parametrize("status", [401, 404, 422, 429, 500])
def test_what_it_does_not_take_comes_later_and_the_admin_hears_once(
    post: Post, desk: Desk, handover: int, status: int
) -> None:
    desk.wrong += [(status, {})] * 2

    for minutes in (0, 20, 40, 60):
        send(post, desk, NOW + timedelta(minutes=minutes))

    assert desk.created == 1
    assert len(told_to_the_admin(post)) == 1


def test_what_was_done_though_the_answer_was_lost_is_done_once(post: Post, desk: Desk, handover: int) -> None:
    move(post, handover, Event.SAY, text="The basket keeps its content")
    desk.lost = 1
    send(post, desk, NOW)
    desk.lost = 1
    for minutes in (10, 20):
        send(post, desk, NOW + timedelta(minutes=minutes))

    assert (desk.created, len(desk.comments), desk.lost) == (1, 1, 0)


def hide(post: Post, handover: int) -> None:
    with post.store.begin() as unit:
        request = unit.requests.get(unit.handovers.look(handover).request_id)
        by = acting(post.store, by=post.people.employee, now=NOW, policy=POLICY)
        advance_request(unit, replace(request, is_private=True), RequestEvent.HIDE, by)


@pytest.mark.parametrize("end", [None, Event.WITHDRAW])
def test_nothing_is_left_there_of_what_becomes_private(
    post: Post, desk: Desk, handover: int, end: Event | None
) -> None:
    move(post, handover, Event.SAY, text="The basket keeps its content")
    send(post, desk, NOW)
    if end is not None:
        move(post, handover, end)
        send(post, desk, NOW)
    desk.comments.append({"id": 99, "body": "Somebody else's"})

    hide(post, handover)
    send(post, desk, NOW + timedelta(minutes=1))

    assert desk.issue["title"] == "#1"
    assert desk.issue["body"] == "Request #1 was taken back by the website desk. Its text was removed."
    assert desk.issue["state"] == "closed"
    assert desk.said == ["Somebody else's"]
    assert desk.refused == []


@pytest.mark.parametrize("is_there", [False, True])
def test_what_is_private_before_it_is_known_to_be_there_is_not_made_and_does_not_stay(
    post: Post, desk: Desk, handover: int, *, is_there: bool
) -> None:
    desk.lost = int(is_there)
    desk.wrong += [] if is_there else [(500, {})]
    send(post, desk, NOW)
    assert bool(desk.issue) is is_there

    hide(post, handover)
    send(post, desk, NOW + timedelta(minutes=10))

    assert desk.issue.get("title") == ("#1" if is_there else None)
    assert desk.created == int(is_there)
    with post.store.read() as unit:
        assert not unit.outbox.waiting(until=NOW + timedelta(days=1))


def test_one_issue_that_is_gone_is_told_once_however_well_the_rest_goes(
    post: Post, desk: Desk, handover: int
) -> None:
    send(post, desk, NOW)
    there = dict(desk.issue)
    desk.issue.clear()
    move(post, handover, Event.SAY, text="The basket keeps its content")
    for minutes in (20, 40, 60):
        send(post, desk, NOW + timedelta(minutes=minutes))
        with post.store.begin() as unit:  # another hand-over's step came through
            tracker_answers(unit, "github", about=("8", None), now=NOW + timedelta(minutes=minutes))

    [told] = told_to_the_admin(post)
    assert "github 7: gone" in told.replace("`", "")
    desk.issue.update(there)
    send(post, desk, NOW + timedelta(minutes=80))
    assert len(desk.comments) == 1


def test_a_workflow_that_does_not_lead_there_holds_nothing_up(
    post: Post, handover: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_shapes, "TRANSITIONS", tracker_shapes.TRANSITIONS[:2])
    move(post, handover, Event.SAY, Event.CONFIRM, Event.START, Event.READY, Event.START, Event.READY)
    with tracker_server(jira()) as desk:
        send(post, desk, NOW)
        assert desk.issue["status"] == "21"
        assert len(desk.comments) == 6
        assert desk.refused == []

    [told] = told_to_the_admin(post)
    assert "jira closed: no_step" in told.replace("`", "")
