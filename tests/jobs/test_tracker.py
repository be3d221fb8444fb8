"""A tracker that cannot reach Steward is asked where its issues are, each by its own API."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.handover_way import Event, State
from bot.domain.intake.tracker import Issue, IssueState
from bot.domain.intake.way import Event as RequestEvent
from bot.jobs.tracker import Asked, ask_tracker
from bot.services.acting import Acting
from bot.services.intake.advance import advance as advance_request
from bot.services.intake.handover_moves import advance
from bot.services.intake.tracker import issue_was_made
from bot.trackers.known import TRACKERS
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import MORNING, handed_over
from tests.builders.intake import filed
from tests.builders.people import Company
from tests.builders.told import told
from tests.builders.tracker_server import UPDATED, Desk, tracker_server
from tests.builders.world import World
from tests.trackers.test_known import DESKS, PATHS, place_of

KEYS = {"github": "7", "gitlab": "7", "jira": "WEB-7"}
THEN = datetime.fromisoformat(UPDATED).astimezone(UTC) + timedelta(minutes=1)


@pytest.fixture(params=sorted(TRACKERS))
def asked(request: pytest.FixtureRequest) -> Iterator[tuple[Desk, Asked]]:
    with tracker_server(DESKS[request.param]()) as desk:
        tracker = TRACKERS[request.param](place_of(desk, PATHS[request.param]))
        tracker.create(title="Cart", body="Cart", mark="m")
        yield desk, Asked(name=request.param, tracker=tracker)


@pytest.fixture
def steward(world: World) -> Acting:
    return replace(world.acting(None), now=THEN)


def agreed(world: World, store: Store, people: Company, name: str, key: str) -> int:
    """A hand-over that can be begun, with an issue of that key."""
    number = filed(store, people.employee, now=MORNING, submission=f"for-{key}")
    with store.begin() as unit:
        advance_request(
            unit, unit.requests.get(number), RequestEvent.ACCEPT, world.acting(people.product_manager)
        )
    briefed(store, number, world.acting(people.product_manager))
    handover = handed_over(store, people, number)
    issue = Issue(
        handover_id=handover,
        tracker=name,
        key=key,
        url="https://example.com",
        state=IssueState.OPEN,
        synced_at=MORNING,
    )
    with store.begin() as unit:
        said = advance(unit, unit.handovers.get(handover), Event.SAY, world.acting(people.developer))
        advance(unit, said, Event.CONFIRM, world.acting(people.product_manager))
        issue_was_made(unit, issue, now=MORNING)
    return handover


def test_what_it_answers_moves_the_hand_over(
    world: World, store: Store, people: Company, steward: Acting, asked: tuple[Desk, Asked]
) -> None:
    desk, whom = asked
    # Deleted there: the next one is asked about all the same.
    agreed(world, store, people, whom.name, "gone-1")
    handover = agreed(world, store, people, whom.name, KEYS[whom.name])

    seen = []
    for state in (IssueState.STARTED, IssueState.STARTED, IssueState.CLOSED):
        whom.tracker.set_state(KEYS[whom.name], state)
        ask_tracker(steward, whom)
        with store.read() as unit:
            seen.append(unit.handovers.look(handover).state)

    assert seen == [State.STARTED, State.STARTED, State.READY]
    assert [each for each in desk.refused if "gone-1" not in each] == []


def test_the_admin_hears_once_that_it_lets_nobody_in(
    world: World, store: Store, people: Company, steward: Acting, asked: tuple[Desk, Asked]
) -> None:
    desk, whom = asked
    agreed(world, store, people, whom.name, KEYS[whom.name])
    before = len(told(store))

    desk.wrong += [(503, {})]
    ask_tracker(steward, whom)
    assert told(store, after=before) == []
    desk.wrong += [(401, {}), (401, {})]
    for _ in range(2):
        ask_tracker(steward, whom)

    assert told(store, after=before) == [("ConcernsChanged", people.admin.id)]
