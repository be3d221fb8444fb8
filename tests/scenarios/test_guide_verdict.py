"""Story 6: the guide's stories of a verdict and of what comes after its release, told on from there."""

from datetime import UTC, datetime

import pytest

from bot.sandbox import Msg
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_guide import move, steps, ticked
from tests.scenarios.test_guide_goals import say_it

VERDICT = [
    "quarter_open",
    "verdict_told",
    "verdict_score",
    "verdict_prepare",
    "verdict_approve",
    "verdict_doubt",
    "verdict_answer",
    "verdict_one_over",
    "verdict_hr",
    "verdict_release",
    "verdict_result",
    "verdict_view",
]
RELEASE = [
    "release_prepare",
    "release_times",
    "release_choose",
    "release_held",
    "release_acknowledge",
    "release_history",
]
BOTH = [*VERDICT, *RELEASE]
DWELL = "Dwell time"
CASE = "On 12 November a branch waited two days, and I called them until it was solved."
DOUBT = "The figure is the one of November."


@pytest.fixture
def start() -> datetime:
    """Wednesday 30 December 2026, 9:30 in Hangzhou."""
    return datetime(2026, 12, 30, 1, 30, tzinfo=UTC)


def is_at(workspace: Workspace, step: str) -> None:
    """That step has happened, and each before it, and none after it; of the quarter's the ones in common."""
    workspace.settle()
    so_far = set(BOTH[: BOTH.index(step) + 1]) | ({"quarter_told"} if step != VERDICT[0] else set())
    workspace.wait_until(lambda: ticked(workspace) == so_far)


def team_thread(workspace: Workspace) -> Msg:
    return workspace.person("liu").wait_for_message(containing="of 2 approved")


def approval_card(workspace: Workspace) -> Msg:
    return workspace.person("liu").wait_for_message(
        containing="Marketing specialist", thread=team_thread(workspace)
    )


def looked_at(workspace: Workspace, surname: str) -> Msg:
    return workspace.person(surname).wait_for_message(containing="second look at Liu Yang's team")


def score(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    wu.wait_for_message(containing="2026 Q4 review").click("Score myself…")
    form = wu.wait_for_modal(containing="Step 1 of 3")
    for name in ("Shop-wide conversion", DWELL):
        form.fill(f"{name}: figure reached", "3.6")
        form.choose(f"{name}: score", "3.5 ·")
    form.submit()
    form = wu.wait_for_modal(containing="Step 2 of 3")
    for value in ("Customer first", "Teamwork"):
        form.choose(f"{value}: how far up?", "3.")
        form = wu.wait_for_modal(containing=f"{value}: a convincing case")
        form.fill(f"{value}: a convincing case for it", CASE)
    form.submit()
    wu.wait_for_modal(containing="Step 3 of 3").submit()
    wu.wait_for_modal(title="What you sent").close()


def refused_and_mended(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    approval_card(workspace).click("Approve")
    refused = liu.wait_for_message(containing="heard nothing constructive", thread=team_thread(workspace))
    assert refused.ephemeral
    refused.click("Record feedback now…")
    form = liu.wait_for_modal(title="Feedback")
    form.choose("What is it?", "Constructive")
    form.fill("What did you see?", "Three launches went out untested.")
    form.fill("What came of it?", "Two of them were taken down.")
    form.submit()


def adjust_and_approve(workspace: Workspace) -> None:
    liu = workspace.person("liu")
    approval_card(workspace).click("Adjust…")
    form = liu.wait_for_modal(title="Adjust scores")
    form.choose(f"Score: {DWELL}", "3 ·")
    form.fill(f"Reason: {DWELL}", "One week was missing.")
    assert "KPIs 3.3 × 70 % + Values 3 × 30 % = *3.21*" in form.plain
    form.submit()


def doubt(workspace: Workspace) -> None:
    zhao = workspace.person("zhao")
    looked_at(workspace, "zhao").click("Send back…")
    form = zhao.wait_for_modal(title="Send back")
    form.fill("Why?", DOUBT)
    form.choose("Which scores are in doubt?", [DWELL])
    form.submit()


def keep(workspace: Workspace) -> None:
    """The score stays: what is approved again shows how it adds up."""
    card = approval_card(workspace)
    assert DOUBT in card.plain
    card.click("Approve")
    whole = workspace.person("liu").wait_for_modal(title="Approve")
    assert f"{DWELL}: 3.5 → *3* × 40 %" in whole.plain
    whole.submit()


def release(workspace: Workspace) -> None:
    say_it(workspace, "verdict", "verdict_release")
    form = workspace.person("zhou").wait_for_modal(title="Release results")
    form.choose("Whose results?", ["Marketing · 1 person"])
    form.submit()


def explain(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    wu.wait_for_message(containing="Your result is there").click("See your result")
    wu.wait_for_modal(title="Result").click("How was this computed?")
    said = wu.wait_for_modal(title="How it adds up").plain
    assert "KPIs 3.3 × 70 % + Values 3 × 30 % = *3.21*" in said
    assert DOUBT not in said


def view(workspace: Workspace) -> None:
    zhou = workspace.person("zhou")
    say_it(workspace, "verdict", "verdict_view")
    form = zhou.wait_for_modal(title="View as…")
    form.choose("As whom?", "Wu Min")
    form.submit()
    zhou.wait_for_modal(containing="Which review?").submit()
    seen = zhou.wait_for_modal(containing="as Wu Min sees it")
    assert "One week was missing." in seen.plain
    assert DOUBT not in seen.plain


def talk_card(workspace: Workspace) -> Msg:
    return workspace.person("liu").wait_for_message(
        containing="Talk with *Wu Min*", thread=team_thread(workspace)
    )


def prepare(workspace: Workspace) -> None:
    talk_card(workspace).click("Prepare…")
    form = workspace.person("liu").wait_for_modal(title="Prepare the talk")
    assert "Three launches went out untested." in form.value("1. What was good")
    form.submit()


def propose(workspace: Workspace) -> None:
    talk_card(workspace).click("Propose times…")
    workspace.person("liu").wait_for_modal(title="Times for a talk").submit()


def choose(workspace: Workspace) -> None:
    offer = workspace.person("wu").wait_for_message(containing="Which time suits you?")
    offer.click(offer.buttons[0])


def hold(workspace: Workspace) -> None:
    move(workspace, steps(workspace, "release")["release_held"])
    talk_card(workspace).click("Held on…")
    workspace.person("liu").wait_for_modal(title="Talk held").submit()


def acknowledge(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    wu.wait_for_message(containing="Please answer by").click("Acknowledge")


def look_back(workspace: Workspace) -> None:
    wu = workspace.person("wu")
    command, _, topic = steps(workspace, "release")["release_history"].text.partition(" ")
    wu.command(command, topic)
    assert "Two of them were taken down." not in wu.wait_for_modal(containing="2026 Q4").plain


def test_a_verdict_is_ticked_from_the_self_score_to_the_talk_about_it(workspace: Workspace) -> None:
    assert list(steps(workspace, "verdict")) == VERDICT
    assert list(steps(workspace, "release")) == RELEASE
    say_it(workspace, "verdict", "quarter_open")
    is_at(workspace, "quarter_open")
    move(workspace, steps(workspace, "verdict")["verdict_told"])
    is_at(workspace, "verdict_told")
    for play, step in (
        (score, "verdict_score"),
        (refused_and_mended, "verdict_prepare"),
        (adjust_and_approve, "verdict_approve"),
        (doubt, "verdict_doubt"),
        (keep, "verdict_answer"),
        (lambda at: looked_at(at, "zhao").click("Confirm"), "verdict_one_over"),
        (lambda at: looked_at(at, "zhou").click("Confirm"), "verdict_hr"),
        (release, "verdict_release"),
        (explain, "verdict_result"),
        (view, "verdict_view"),
        (prepare, "release_prepare"),
        (propose, "release_times"),
        (choose, "release_choose"),
        (hold, "release_held"),
        (acknowledge, "release_acknowledge"),
        (look_back, "release_history"),
    ):
        play(workspace)
        is_at(workspace, step)

    told = steps(workspace, "verdict")
    assert told["verdict_approve"].thread == team_thread(workspace).ts
    looks = workspace.person("zhao").wait_for_message(containing="nothing waits for you")
    assert told["verdict_one_over"].thread in (looks.ts, looks.thread_ts)
    assert workspace.parked() == []
