"""`steward tick`: everything due at a moment once; a dry run shows it and changes nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.domain.notices import Sending
from bot.domain.policy import Policy
from bot.local.seeding import BOT_TOKEN, workspace_seed
from bot.sandbox import Sandbox
from bot.services.people.organisation import colleagues
from bot.services.reviews.open_cycle import open_cycle
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import company
from tests.builders.steward_command import steward

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TUESDAY_TEN = "2026-11-24T10:00"
FRIDAY_FOUR = "2026-11-27T16:00"


@pytest.fixture
def opened(store: Store) -> Store:
    """A quarter that was opened on Monday."""
    company(store)
    open_cycle(acting(store, now=MONDAY), name="2026Q4")
    return store


@pytest.fixture
def sandbox(opened: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    seed = workspace_seed(colleagues(opened), told={}, policy=Policy(), request_url=None)
    with Sandbox(seed) as running:
        monkeypatch.setenv("SLACK_API_URL", running.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        yield running


def counts(store: Store) -> dict[Sending, int]:
    with store.read() as unit:
        return {status: unit.outbox.count(status) for status in Sending}


def test_a_dry_run_shows_who_would_get_what_and_changes_nothing(
    opened: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts(opened)

    assert steward("tick", "--at", FRIDAY_FOUR, "--dry-run") == 0

    shown = capsys.readouterr().out
    assert re.search(r"Tue 24 Nov, 10:00 +Chen Jie +review opened +new message", shown)
    assert re.search(r"Fri 27 Nov, 16:00 +Chen Jie +nudged +new message", shown)
    assert "Shop-wide" not in shown
    assert counts(opened) == before


def test_a_dry_run_tells_why_each_is_reminded(opened: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("tick", "--at", FRIDAY_FOUR, "--dry-run") == 0

    shown = capsys.readouterr().out
    assert (
        "Chen Jie would be told why:\n"
        "  a self-score: Yours since Tue 24 Nov. Friday is the day of your weekly reminder.\n"
        "  Why not earlier:\n"
    ) in shown
    assert "  Tue 24 Nov: it had just been announced.\n" in shown


@pytest.mark.parametrize(
    ("at", "wanted", "said"),
    [
        (
            FRIDAY_FOUR,
            "chen",
            "Chen Jie is reminded now, and told why:\n  a self-score: Yours since Tue 24 Nov.",
        ),
        (
            "2026-11-27T15:00",
            "chen.jie@example.com",
            "Chen Jie is not reminded at Fri 27 Nov, 15:00:\n  the hour has not come: Fri 27 Nov 16:00.\n",
        ),
        (
            TUESDAY_TEN,
            "Chen Jie",
            "Chen Jie is not reminded at Tue 24 Nov, 10:00:\n"
            "  a self-score: announced or said apart today: left out until tomorrow.\n",
        ),
        (FRIDAY_FOUR, "He Jun", "He Jun is reminded now"),
    ],
)
def test_of_one_person_it_says_why_they_are_reminded_or_are_not(
    opened: Store, at: str, wanted: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts(opened)

    assert steward("tick", "--at", at, "--why", wanted) == 0

    assert said in capsys.readouterr().out
    assert counts(opened) == before


def test_of_nobody_it_says_so(opened: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("tick", "--at", FRIDAY_FOUR, "--why", "Nobody") == 2

    assert "Nobody in the organisation is called “Nobody”." in capsys.readouterr().err


def test_a_dry_run_passes_over_what_another_version_wrote(
    opened: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened.begin() as unit:
        unit.session.execute(update(OutboxRow).where(OutboxRow.id == 1).values(kind="NoSuchKind"))

    assert steward("tick", "--at", FRIDAY_FOUR, "--dry-run") == 0

    assert re.search(r"– +no such kind +not known here", capsys.readouterr().out)


def test_a_dry_run_before_anything_is_due_says_so(opened: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert steward("tick", "--at", "2026-11-24T09:59", "--dry-run") == 0

    assert capsys.readouterr().out == "Nothing would be sent: Tue 24 Nov, 09:59.\n"


def test_a_tick_sends_what_is_due_then_and_once(
    opened: Store, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward("tick", "--at", TUESDAY_TEN) == 0
    assert "Sent: 7. Given up: 0. Still waiting: 0." in capsys.readouterr().out
    assert len(sandbox.person("U0CHEN").dm()) == 1

    assert steward("tick", "--at", TUESDAY_TEN) == 0
    assert "Sent: 0." in capsys.readouterr().out
    assert len(sandbox.person("U0CHEN").dm()) == 1


def test_a_tick_sits_out_a_short_wait_that_slack_asks_for(
    opened: Store, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.faults.fail_next("chat.postMessage", n=1, status=429, retry_after=1)

    assert steward("tick", "--at", TUESDAY_TEN) == 0

    assert "Sent: 7." in capsys.readouterr().out


def test_a_tick_says_what_it_could_not_send(
    opened: Store, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.faults.fail_next("chat.postMessage", n=1, status=429, retry_after=600)

    assert steward("tick", "--at", TUESDAY_TEN) == 2

    assert "waiting); the next tick tries again." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tick", "--at", "yesterday"), "steward: --at: “yesterday” is no ISO time."),
        (("tick",), "steward: SLACK_BOT_TOKEN is not set."),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert steward(*arguments) == 2

    assert said in capsys.readouterr().err
