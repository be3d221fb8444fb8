"""What is handed over stands in the developers' tracker, and moves in both as it moves in one."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import urllib3
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import beside_of
from bot.clock import MovableClock
from bot.domain.intake.notices import TrackerTold
from bot.domain.policy import Policy
from bot.jobs.table import ask_the_tracker
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Msg
from bot.serving import Serving
from bot.settings import Settings
from bot.trackers.calls import Calls
from storage.models.delivery import OutboxRow, Sending
from storage.unit import Store
from tests.builders.people import company
from tests.builders.tracker_server import Desk, tracker_server
from tests.builders.tracker_shapes import TOKEN, github
from tests.scenarios.conftest import PATIENT, Workspace
from tests.scenarios.test_handover import DEVELOPERS
from tests.scenarios.test_website_issue import filed, filled_desk_form, press

SECRET = "between the two"


@pytest.fixture
def policy() -> Policy:
    return Policy(has_tracker=True)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setitem(Calls.__init__.__kwdefaults__, "timeout", 0.5)
    with tracker_server(github()) as found:
        yield found


@pytest.fixture
def is_public() -> bool:
    """Whether the tracker can reach Steward."""
    return True


@pytest.fixture
def workspace(
    store: Store, transport: str, policy: Policy, start: datetime, desk: Desk, *, is_public: bool
) -> Iterator[Workspace]:
    people, clock = company(store), MovableClock(start)
    settings = Settings(
        steward_tracker="github",
        steward_tracker_url=f"{desk.url}/shop/site",
        steward_tracker_token=SecretStr(TOKEN),
        steward_tracker_webhook_secret=SecretStr(SECRET) if is_public else None,
    )
    local = LocalWorkspace(
        store,
        policy=policy,
        clock=clock,
        over_http=transport == "http",
        rate_limits=False,
        timing=PATIENT,
        beside=beside_of(settings, store=store, clock=clock, policy=policy),
    )
    local.start()
    yield Workspace(local, people)
    local.stop()


@pytest.fixture
def address(workspace: Workspace) -> Iterator[str]:
    """Where the tracker tells what happened there."""
    serving = Serving(host="127.0.0.1", port=0)
    serving.start(workspace.steward.web())
    yield f"{serving.url}/trackers/github"
    serving.stop()


def handed_over(workspace: Workspace) -> tuple[Msg, Msg]:
    """The requester's card, and the developers'."""
    sun = workspace.person("sun")
    mine, card = filed(workspace)
    filled_desk_form(workspace, card, "Accept…", text=None)
    workspace.settle()
    press(workspace, card.refresh(), "Brief…")
    brief = sun.wait_for_modal(title="Brief of #1")
    brief.fill("Headline", "Cart service loses content")
    brief.submit()
    sun.wait_for_modal(containing="Saved.").close()
    workspace.settle()
    press(workspace, card.refresh(), "Hand over…")
    form = sun.wait_for_modal(title="Hand over #1")
    form.choose("Developer", "He Jun")
    form.submit()
    handed = workspace.person("he").wait_for_message(
        containing="Cart service loses content", where=DEVELOPERS
    )
    return mine, handed


def agree(workspace: Workspace, handed: Msg) -> None:
    handed.click("Say what you will do…")
    saying = workspace.person("he").wait_for_modal(title="Request #1")
    saying.fill("In your own words, one line", "The basket keeps its content after paying")
    saying.submit()
    told = workspace.person("sun").wait_for_message(containing="He Jun says what will be done about #1")
    told.click("Yes, that is meant")


def tell(
    address: str, at: datetime, *, number: int = 7, state: str = "open", label: str = "", secret: str = SECRET
) -> int:
    """What GitHub posts of an issue; the number it is answered with."""
    issue = {
        "number": number,
        "state": state,
        "labels": [{"name": label}] if label else [],
        "updated_at": at.isoformat(timespec="seconds"),
    }
    body = json.dumps({"issue": issue, "repository": {"full_name": "shop/site"}}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": "issues",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-Hub-Signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
    }
    return urllib3.request("POST", address, body=body, headers=headers).status


def held_up(workspace: Workspace) -> str | None:
    """Why the tracker was not told yet."""
    with workspace.store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.status == Sending.PENDING))
        return next((row.problem for row in rows if row.kind == TrackerTold.kind and row.problem), None)


def heard(mine: Msg) -> str:
    return "\n".join(each.plain for each in mine.refresh().thread())


def test_what_the_tracker_tells_moves_the_card_and_reaches_the_requester(
    workspace: Workspace, desk: Desk, address: str
) -> None:
    sun = workspace.person("sun")
    mine, handed = handed_over(workspace)
    workspace.settle()
    assert desk.issue["title"] == "#1 Cart service loses content"
    assert f"<{desk.url}/shop/site/issues/7|Issue 7>" in json.dumps(handed.refresh().blocks)

    # Closed before anybody agreed on what will be done: no step, but the product manager hears of it.
    at = workspace.clock.now()
    assert tell(address, at, state="closed") == 200
    workspace.settle()
    early = sun.wait_for_message(containing="before it was agreed what will be done")
    assert "Issue 7 of #1 was closed" in early.plain
    assert tell(address, at + timedelta(seconds=1)) == 200
    workspace.settle()
    assert "Handed over" in handed.refresh().plain

    agree(workspace, handed)
    workspace.settle()
    at = workspace.clock.now() + timedelta(seconds=2)
    assert tell(address, at, label="in progress", secret="guessed") == 401
    assert tell(address, at, label="in progress", number=8) == 200
    assert tell(address, at - timedelta(hours=2), label="in progress") == 403
    workspace.settle()
    assert "begun" not in heard(mine)

    # Slack stumbles while it is told: it is said all the same, and once.
    workspace.sandbox.faults.fail_next("chat.update", n=3, status=500)
    workspace.sandbox.faults.fail_next("chat.postMessage", n=2, status=429, retry_after=1)
    assert tell(address, at, label="In progress") == 200
    assert tell(address, at, label="In progress") == 403
    workspace.settle(patience=30.0)
    assert heard(mine).count("have begun with #1") == 1
    assert "He Jun" not in heard(mine)

    assert tell(address, at + timedelta(seconds=1), state="closed") == 200
    sun.wait_for_message(containing="#1 is ready to check, says He Jun")
    workspace.settle(patience=30.0)
    assert "Ready to check" in handed.refresh().plain
    # What it told is not told to it: it knows.
    assert len(desk.comments) == 2
    assert desk.refused == []
    assert workspace.parked() == []


@pytest.mark.parametrize("is_public", [False])
def test_a_tracker_that_cannot_tell_is_asked_and_one_that_fails_loses_nothing(
    workspace: Workspace, desk: Desk
) -> None:
    admin = workspace.person(workspace.company.admin.name.split()[0].lower())
    desk.away = True
    mine, handed = handed_over(workspace)
    agree(workspace, handed)
    workspace.wait_until(lambda: held_up(workspace) == "away")
    desk.silent = threading.Event()
    desk.away = False
    workspace.wait_until(lambda: held_up(workspace) == "slow", timeout=20.0)
    desk.wrong += [(401, {}), (404, {}), (422, {}), (429, {"Retry-After": "60"})]
    desk.silent.set()
    desk.silent = None
    assert desk.created == 0
    assert "Issue 7" not in handed.refresh().plain
    for quarters in range(1, 7):
        workspace.steward.delivery.drain(now=workspace.clock.now() + quarters * timedelta(minutes=16))

    assert desk.wrong == []
    assert (desk.created, len(desk.comments), desk.refused) == (1, 2, [])
    assert "Issue 7" in handed.refresh().plain
    [told] = [each.plain for each in admin.dm() if "issue tracker" in each.plain.lower()]
    assert "Nothing of it is left" in told

    desk.labels.append("in progress")
    ask_the_tracker(workspace.steward.beat())
    workspace.settle()
    assert "have begun with #1" in heard(mine)
    assert workspace.parked() == []
