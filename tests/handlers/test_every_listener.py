"""Whatever reaches a listener, however it was crafted: no accident, and no change by whom it is not for."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.clock import FixedClock
from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.way import State
from bot.domain.policy import Policy
from bot.domain.reviews.way import State as ReviewState
from bot.slack.client import web_client
from handlers import context
from handlers.context import StewardApp
from handlers.listeners import register_all
from storage.unit import Store
from tests.bench.null_slack import null_slack
from tests.builders.world import World
from tests.delivery.conftest import NOW
from tests.handlers.conftest import SECRET, Door
from tests.handlers.fuzz import Target, payloads, targets
from tests.handlers.test_shape import contents, sent

Logs = list[Any]

pytestmark = [
    pytest.mark.hypothesis,  # the soak looks for new examples
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),
]

TEAM = "T0BENCH"
NOBODY = "U0NOBODY"


@pytest.fixture
def crowded(world: World) -> Iterator[Door]:
    """A company with something of everything under way, before a Slack that says yes to everything."""
    people = world.people
    for state in (State.NEW, State.ACCEPTED):
        world.request_at(state, at=NOW)
    world.review_at(ReviewState.SELF_SCORED, of=people.employee)
    world.goals_at(GoalsState.SENT, of=people.colleague)
    with null_slack() as slack:
        app = StewardApp(
            store=world.store,
            clock=FixedClock(NOW),
            policy=Policy(),
            client=web_client("xoxb-1", base_url=slack),
            signing_secret=SECRET,
            process_before_response=True,
            token_verification_enabled=False,
        )
        context.install(app, store=world.store, clock=FixedClock(NOW), policy=Policy())
        register_all(app)
        yield Door(app=app, store=world.store, sandbox=None, world=world)  # type: ignore[arg-type]


PARTS = 4
"""The listeners are dealt out to so many tests, which different workers run."""

INSIDERS = ["U0CHEN", "U0LIU", "U0WU", "U0ZHOU", "U0LIN", "U0SUN", "U0HE", "U0ZHAO"]
KEPT_IN_ANY_CASE = {"drafts", "seen_events", "outbox"}
"""What was typed outlives a refusal, an event is known again, and a card of another time is drawn anew."""

few = settings(
    max_examples=1 + settings().max_examples // 200 * 10,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Watch:
    """Sees whether anything was committed since it last looked, and then what."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.engine.connect()
        self._version = self._now()
        self._were = contents(store)

    def _now(self) -> int:
        found: int = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        self._connection.rollback()
        return found

    def changed(self) -> set[str]:
        """The tables in which something is not as it was."""
        version = self._now()
        if version == self._version:
            return set()
        before, self._were, self._version = self._were, contents(self._store), version
        return {name for name, rows in self._were.items() if rows != before[name]}

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def watch(crowded: Door) -> Iterator[Watch]:
    watch = Watch(crowded.store)
    yield watch
    watch.close()


def dispatched(door: Door, target: Target, payload: dict[str, Any]) -> int:
    if target.kind == "command":
        fields = {name: str(value).encode(errors="replace").decode() for name, value in payload.items()}
        return door.send(urlencode(fields), "application/x-www-form-urlencoded").status
    return sent(door, payload).status


def insiders(target: Target) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(INSIDERS).flatmap(lambda user: payloads(target, user=user, team=TEAM))


def try_out(
    door: Door, part: int, of: Callable[[Target], st.SearchStrategy[Any]], look: Callable[[Logs, int], object]
) -> None:
    """Fails with what `look` says of each listener of this part, where it says something."""
    stumbles: dict[str, object] = {}
    for target in targets(door.app)[part::PARTS]:

        def reach(payload: dict[str, Any]) -> None:
            with capture_logs() as logs:
                status = dispatched(door, target, payload)  # noqa: B023 - it is called at once
            if (said := look(logs, status)) is not None:
                stumbles.setdefault(str(target), said)  # noqa: B023

        few(given(payload=of(target))(reach))()
    assert not stumbles, "\n".join(f"{target}: {said}" for target, said in stumbles.items())


def accident(logs: Logs, status: int) -> object:
    failed = [log for log in logs if log["event"] in ("listener.failed", "request.failed")]
    return failed or (None if status < 500 else status)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_listener_stumbles_and_a_refusal_changes_nothing(crowded: Door, watch: Watch, part: int) -> None:
    def look(logs: Logs, status: int) -> object:
        changed = watch.changed() - KEPT_IN_ANY_CASE
        was_refused = any(log["event"] in ("refused", "request.not_understood") for log in logs)
        return accident(logs, status) or (changed if was_refused and changed else None)

    try_out(crowded, part, insiders, look)


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(each, marks=pytest.mark.soak) for each in range(1, PARTS))]
)
def test_who_is_not_ours_changes_nothing(crowded: Door, watch: Watch, part: int) -> None:
    def look(logs: Logs, status: int) -> object:
        return accident(logs, status) or (watch.changed() - {"seen_events"} or None)

    try_out(crowded, part, lambda target: payloads(target, user=NOBODY, team=TEAM), look)
