"""Story 6: the guide's story of a year that is made of what is there from the start."""

from datetime import UTC, datetime

import pytest

from bot.local.past import past_of
from bot.sandbox import Msg
from bot.services.people.organisation import colleagues
from bot.services.reviews.past import import_past
from tests.builders.acting import acting
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_guide import move, steps, ticked
from tests.scenarios.test_guide_goals import say_it

YEAR = [
    "year_open",
    "year_told",
    "year_write",
    "year_approve",
    "year_one_over",
    "year_hr",
    "year_release",
    "year_result",
    "year_held",
    "year_acknowledge",
]
MINE = "The basket is half as long, and I learnt to measure first."
HIS = "A strong second half; more of it with the branches."


@pytest.fixture
def start() -> datetime:
    """Wednesday 6 January 2027, 9:30 in Hangzhou."""
    return datetime(2027, 1, 6, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def past(workspace: Workspace) -> None:
    """As the local workspace is opened."""
    now, store = workspace.clock.now(), workspace.store
    brought_in = import_past(acting(store, now=now), past_of(colleagues(store), today=now.date()))
    assert not brought_in.problems


def is_at(workspace: Workspace, step: str) -> None:
    """That step has happened, and each before it, and nothing else of any story."""
    workspace.settle()
    so_far = set(YEAR[: YEAR.index(step) + 1])
    workspace.wait_until(lambda: ticked(workspace) == so_far)


def card(workspace: Workspace) -> Msg:
    return workspace.person("wu").wait_for_message(containing="2026 review")


def team_thread(workspace: Workspace) -> Msg:
    liu = workspace.person("liu")
    return next(each for each in liu.dm() if "2026: " in each.plain)


def write(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    card(workspace).click("Write about my year…")
    form = wu.wait_for_modal(title="Your year")
    assert "Q1 *3.64* (result 3.75; from before Steward)" in form.plain
    form.fill("Your year in your own words", MINE)
    form.submit()
    wu.wait_for_modal(containing="Step 2 of 2").submit()


def write_beside(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    liu.wait_for_message(containing=MINE, thread=team_thread(workspace)).click("Write about it…")
    form = liu.wait_for_modal(title="Write about the year")
    form.fill("What you say of it", HIS)
    form.submit()


def confirm(workspace: Workspace, surname: str) -> None:
    workspace.person(surname).wait_for_message(containing="second look at Liu Yang's team").click("Confirm")


def release(workspace: Workspace) -> None:
    say_it(workspace, "year", "year_release")
    form = workspace.person("zhou").wait_for_modal(title="Release results")
    form.choose("Whose results?", ["Marketing · 1 person"])
    form.submit()


def read(workspace: Workspace) -> None:
    told = workspace.person("wu").wait_for_message(containing="Your result is there")
    assert told.plain.startswith(
        "Liu Yang approved your year 2026 on Thu 7 Jan. Your result is there, with what each part of the year"
        " came to (about 3 min to read)."
    )
    card(workspace).click("See your result")
    result = workspace.person("wu").wait_for_modal(title="Result")
    result.click("How was this computed?")
    workspace.person("wu").wait_for_modal(title="How it adds up")
    assert HIS in result.plain
    assert "KPIs: Q1 3.7 → Q2 3.8 → Q3 3.6 → Q4 3.4: 0.3 down" in result.plain


def hold(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    liu.wait_for_message(containing="Talk with *Wu Min*", thread=team_thread(workspace)).click("Held on…")
    liu.wait_for_modal(title="Talk held").submit()


def acknowledge(workspace: Workspace) -> None:
    workspace.person("wu").wait_for_message(containing="Please answer by").click("Acknowledge")


def test_a_year_is_ticked_from_its_opening_to_the_talk_about_it(workspace: Workspace) -> None:
    assert list(steps(workspace, "year")) == YEAR
    assert ticked(workspace) == set()
    for play, step in (
        (lambda at: say_it(at, "year", "year_open"), "year_open"),
        (lambda at: move(at, steps(at, "year")["year_told"]), "year_told"),
        (write, "year_write"),
        (write_beside, "year_approve"),
        (lambda at: confirm(at, "zhao"), "year_one_over"),
        (lambda at: confirm(at, "zhou"), "year_hr"),
        (release, "year_release"),
        (read, "year_result"),
        (hold, "year_held"),
        (acknowledge, "year_acknowledge"),
    ):
        play(workspace)
        is_at(workspace, step)

    say_it(workspace, "verdict", "quarter_open")
    # What was read was of the year, and not of the quarter that is open now.
    assert ticked(workspace) == {*YEAR, "quarter_open"}
    assert steps(workspace, "year")["year_approve"].thread == team_thread(workspace).ts
    assert workspace.parked() == []
