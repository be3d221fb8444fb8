"""A hand-over is an issue of the tracker: made once, told of each step, and kept while it does not answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.clock import FixedClock
from bot.delivery.routes import ROUTES
from bot.delivery.tracker import TrackerCall, TrackerCarrier
from bot.delivery.worker import Delivery
from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.policy import Policy
from bot.services.intake.advance import advance as advance_request
from bot.services.intake.handover_moves import advance
from bot.trackers.github import GitHub
from bot.trackers.tracker import Place
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.intake import filed
from tests.builders.tracker_server import Desk, tracker_server
from tests.builders.tracker_shapes import TOKEN, github
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
    tracker = GitHub(Place(url=f"{desk.url}/shop/site", token=TOKEN, progress="in progress"))
    carrier = TrackerCarrier(tracker, name="github", store=post.store, clock=FixedClock(at))
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
        by = post.people.product_manager if event is Event.CONFIRM else post.people.developer
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
