"""No surprise: a low score waits until its employee has heard of it, and what comes late says so to all."""

from datetime import datetime, timedelta

import pytest

from bot.domain.reviews.way import State
from tests.builders.approval import (
    CONVERSION,
    CUSTOMER,
    DWELL,
    FRIDAY,
    TEAMWORK,
    Opened,
    Scores,
    handed_in,
    opened,
    scored,
)
from tests.scenarios.conftest import Workspace

LOW: Scores = {
    CONVERSION: scored("3", actual="3.1 %"),
    DWELL: scored("3", actual="2 min"),
    CUSTOMER: scored("2.5"),
    TEAMWORK: scored("2.5"),
}
THURSDAY = FRIDAY - timedelta(days=1)
NUDGED = FRIDAY + timedelta(days=7, hours=6)


@pytest.fixture
def start() -> datetime:
    return THURSDAY


@pytest.fixture
def review(workspace: Workspace) -> Opened:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, own=LOW, now=THURSDAY)
    workspace.settle()
    return review


def test_the_manager_records_it_from_the_refusal_and_everybody_sees_that_it_came_late(
    workspace: Workspace, review: Opened
) -> None:
    chen, liu = workspace.person("chen"), workspace.person("liu")
    card = liu.wait_for_message(containing="heard nothing constructive or negative")
    assert "The result is 3.25 or less." in card.plain
    assert "Record feedback now…" in card.buttons

    workspace.move_to(NUDGED)
    next(each for each in reversed(liu.dm()) if "Review it…" in each.buttons).click("Review it…")
    form = liu.wait_for_modal(title="Review")
    form.submit()
    refusal = liu.wait_for_modal(title="Steward")
    assert "From Thu 1 Oct 2026 to Thu 31 Dec 2026, Chen Jie heard nothing" in refusal.plain

    refusal.click("Record feedback now…")
    feedback = liu.wait_for_modal(title="Feedback")
    assert "Chen Jie*, now." in feedback.plain
    assert "About 2026 Q4. It is dated today and marked as late" in feedback.plain
    assert feedback.offered("What is it?") == ["Constructive", "Negative"]
    assert "Whom is it about?" not in feedback.fields
    feedback.choose("What is it?", "Negative")
    feedback.fill("What did you see?", "Three launches went out untested. marked-seen")
    feedback.fill("What came of it?", "Two of them were taken down. marked-came")
    feedback.submit()
    workspace.settle()

    # Its receiver reads the mark beside the words; the manager's card says that it can be approved.
    late = "Late* for 2026 Q4: told only on Fri 15 Jan"
    assert late in chen.wait_for_message(containing="marked-seen").plain
    assert late in liu.wait_for_message(containing="Your feedback to *Chen Jie*").plain
    assert "You can approve" in liu.wait_for_message(containing="was told late").plain

    liu.wait_for_modal(title="Review").submit()
    workspace.settle()
    assert workspace.look(lambda unit: unit.reviews.look(review.review_id).state) is State.SCORED
    zhao = workspace.person("zhao").wait_for_message(containing="late feedback")
    assert "marked" not in zhao.plain
    status = workspace.person("zhou").command("/review", "status")
    assert "one piece of feedback came late (Chen Jie from Liu Yang)" in status[0].plain
    assert "came late" not in workspace.person("zhao").command("/review", "status")[0].plain

    texts = [each.text for who in ("chen", "liu", "zhao", "zhou") for each in workspace.person(who).dm()]
    assert "marked" not in "\n".join(texts)
    assert workspace.parked() == []


def test_the_card_leads_to_the_form_and_what_was_taken_back_counts_no_more(
    workspace: Workspace, review: Opened
) -> None:
    liu = workspace.person("liu")
    card = liu.wait_for_message(containing="heard nothing constructive or negative")
    card.click("Record feedback now…")
    feedback = liu.wait_for_modal(title="Feedback")
    feedback.choose("What is it?", "Constructive")
    feedback.fill("What did you see?", "Three launches went out untested.")
    feedback.fill("What came of it?", "Two of them were taken down.")
    feedback.submit()
    workspace.settle()
    assert "Record feedback now…" not in liu.wait_for_message(containing="You can approve").buttons

    liu.wait_for_message(containing="You can take it back within five minutes").click("Take it back")
    workspace.settle()

    assert "Record feedback now…" in liu.wait_for_message(containing="heard nothing").buttons
    assert workspace.parked() == []
