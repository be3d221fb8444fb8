"""Story 2: a manager approves in their thread, and the employee hears of it at once."""

from datetime import datetime

import pytest

from bot.domain.history import Changed, Facts
from bot.domain.reviews.way import Event
from bot.sandbox import Modal, Msg
from bot.services.reviews.advance import advance, hand_over
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.approval import (
    FRIDAY,
    OWN,
    TEAMWORK,
    Opened,
    Scores,
    handed_in,
    opened,
    scored,
)
from tests.scenarios.conftest import Workspace

LONG_CASE = (
    "Took over the complaint of 4 November.\n" + "It went on for long. " * 140 + "\nAnd it ended well."
)


@pytest.fixture
def start() -> datetime:
    return FRIDAY


@pytest.fixture
def review(workspace: Workspace) -> Opened:
    """Chen Jie's review, handed in; Wu Min's, not yet."""
    people = workspace.company
    opened(workspace.store, people.colleague, people.manager)
    review = opened(workspace.store, people.employee, people.manager)
    hand_in(workspace, review)
    return review


def hand_in(workspace: Workspace, review: Opened, *, own: Scores = OWN, comment: str | None = None) -> None:
    employee = workspace.company.employee
    handed_in(
        workspace.store, review.review_id, employee, own=own, comment=comment, now=workspace.clock.now()
    )
    workspace.settle()


def parent(workspace: Workspace, surname: str = "liu") -> Msg:
    return workspace.person(surname).wait_for_message(containing="2026 Q4:")


def card(workspace: Workspace, surname: str = "liu") -> Msg:
    return workspace.person(surname).wait_for_message(
        containing="Marketing specialist", thread=parent(workspace, surname)
    )


def approvals(workspace: Workspace, review: Opened) -> int:
    events = workspace.look(lambda unit: [row.event for row in unit.reviews.history(review.review_id)])
    return events.count(Event.APPROVE)


def test_one_parent_for_the_cycle_with_a_reply_for_who_handed_in(
    workspace: Workspace, review: Opened
) -> None:
    thread = parent(workspace)

    assert "2026 Q4: 0 of 2 approved, next due Fri 15 Jan" in thread.plain
    assert "Waits for you: Chen Jie" in thread.plain
    assert "Not handed in yet: Wu Min" in thread.plain
    assert [reply.buttons for reply in thread.thread()] == [
        ["Read all…", "Approve", "Adjust…", "Ask for more…"]
    ]
    assert workspace.parked() == []


def test_an_approval_changes_card_and_parent_and_reaches_the_employee(
    workspace: Workspace, review: Opened
) -> None:
    liu, chen = workspace.person("liu"), workspace.person("chen")
    before = len(liu.dm())

    card(workspace).click("Approve", confirm=True)
    workspace.settle()

    assert "Approved by Liu Yang on Fri 8 Jan" in card(workspace).plain
    assert card(workspace).buttons == ["Read all…"]
    assert "2026 Q4: 1 of 2 approved" in parent(workspace).plain
    assert len(liu.dm()) == before
    assert [each for each in chen.dm() if "approved your" in each.plain] == []

    workspace.look_again()

    told = chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review on Fri 8 Jan")
    assert "3." not in told.plain
    told.click("See your result")
    result = chen.wait_for_modal(title="Result")
    assert "3.5 · meets expectation" in result.plain
    assert "*Shop-wide conversion*: 3.75, as you scored it" in result.plain
    assert workspace.parked() == []


def test_not_yet_approves_nothing(workspace: Workspace, review: Opened) -> None:
    card(workspace).click("Approve", confirm=False)

    assert approvals(workspace, review) == 0
    assert "Approve" in card(workspace).buttons


def test_a_second_click_is_told_when_it_was_approved(workspace: Workspace, review: Opened) -> None:
    liu, shown = workspace.person("liu"), card(workspace)
    with workspace.steward.delivery.alone():
        with workspace.store.begin() as unit:  # on another device, whose answer has not reached this card
            row = unit.reviews.get(review.review_id)
            advance(
                unit,
                row,
                Event.APPROVE,
                acting(workspace.store, by=workspace.company.manager, now=workspace.clock.now()),
            )
        shown.click("Approve", confirm=True)
    workspace.settle()

    liu.wait_for_message(containing="You approved this on Fri 8 Jan", thread=parent(workspace))
    assert approvals(workspace, review) == 1
    assert card(workspace).buttons == ["Read all…"]


def test_a_click_on_an_outdated_card_is_refused_and_the_card_comes_up_to_date(
    workspace: Workspace, review: Opened
) -> None:
    liu = workspace.person("liu")
    changed = {**OWN, TEAMWORK: scored("3", evidence="Ran the weekly session")}

    with workspace.steward.delivery.alone():  # or the card may be up to date before it is clicked
        with workspace.store.begin() as unit:
            row = unit.reviews.get(review.review_id)
            advance(
                unit,
                row,
                Event.ASK_FOR_MORE,
                acting(workspace.store, by=workspace.company.manager, now=FRIDAY),
                note="Team?",
            )
        handed_in(workspace.store, review.review_id, workspace.company.employee, own=changed, now=FRIDAY)
        card(workspace).click("Approve", confirm=True)
    workspace.settle()

    liu.wait_for_message(containing="This has changed since; the card is up to date now")
    assert approvals(workspace, review) == 0
    assert "Ran the weekly session" in card(workspace).plain

    card(workspace).click("Approve", confirm=True)
    workspace.settle()
    assert approvals(workspace, review) == 1


def adjusting(workspace: Workspace) -> Modal:
    card(workspace).click("Adjust…")
    return workspace.person("liu").wait_for_modal(title="Adjust scores")


def test_an_adjustment_needs_a_reason_and_shows_both_scores(workspace: Workspace, review: Opened) -> None:
    form = adjusting(workspace)
    form.choose("Score: Dwell time", "3.25")
    form.choose("Score: Teamwork", "2 ·")

    form.submit()

    assert list(form.errors) == ["Reason: Dwell time", "Reason: Teamwork"]
    assert "Say why" in form.errors["Reason: Dwell time"]

    form.fill("Reason: Dwell time", "One week was missing")
    form.fill("Reason: Teamwork", "Little of it was seen")
    form.submit()
    workspace.settle()

    assert not form.is_open
    said = card(workspace).plain
    assert "*Dwell time* (40 %): 3.5 → *3.25*" in said
    assert "Liu Yang, Fri 8 Jan: One week was missing" in said

    card(workspace).click("Approve", confirm=True)
    workspace.settle()
    workspace.look_again()
    chen = workspace.person("chen")
    chen.wait_for_message(containing="Liu Yang approved your").click("See your result")
    result = chen.wait_for_modal(title="Result").plain
    assert "*Dwell time*: you gave 3.5, Liu Yang gave *3.25*: One week was missing" in result


def test_what_was_typed_in_a_refused_form_is_there_when_it_is_opened_again(
    workspace: Workspace, review: Opened
) -> None:
    form = adjusting(workspace)
    form.choose("Score: Dwell time", "3.25")
    form.choose("Score: Teamwork", "2 ·")
    form.fill("Reason: Teamwork", "Little of it was seen")
    form.submit()
    assert form.errors
    form.close()

    again = adjusting(workspace)

    assert again.value("Score: Dwell time").startswith("3.25")
    assert again.value("Reason: Teamwork") == "Little of it was seen"
    assert "What you typed last time is filled in" in again.plain


def test_a_form_without_a_change_says_so(workspace: Workspace, review: Opened) -> None:
    adjusting(workspace).submit()

    workspace.person("liu").wait_for_modal(containing="Nothing here differs from what stands already")


def test_a_question_goes_to_the_employee_and_the_answer_comes_back_marked(
    workspace: Workspace, review: Opened
) -> None:
    liu, chen = workspace.person("liu"), workspace.person("chen")
    card(workspace).click("Ask for more…")
    form = liu.wait_for_modal(title="Ask for more")
    form.fill("What would you like to know?", "What did you do for the team?")
    form.submit()
    workspace.settle()

    asked = chen.wait_for_message(containing="Liu Yang asks for more before approving")
    assert "What did you do for the team?" in asked.plain
    asked.click("Add to it…")
    chen.wait_for_modal(containing="What did you do for the team?").close()
    waiting = card(workspace)
    assert "Liu Yang asked for more on Fri 8 Jan" in waiting.plain
    assert waiting.buttons == ["Read all…"]
    assert "Asked for more: Chen Jie" in parent(workspace).plain

    hand_in(workspace, review, own={**OWN, TEAMWORK: scored("3", evidence="Ran the weekly session")})

    answered = card(workspace)
    assert "*Teamwork*: *3* · 🔁 new since you asked" in answered.plain
    assert "Approve" in answered.buttons
    assert workspace.parked() == []


def test_long_cases_are_read_in_full(workspace: Workspace) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    hand_in(workspace, review, own={**OWN, TEAMWORK: scored("3", evidence=LONG_CASE)})

    assert "And it ended well." not in card(workspace).plain
    card(workspace).click("Read all…")

    assert "And it ended well." in workspace.person("liu").wait_for_modal(title="Read all").plain


def test_a_review_that_moves_to_a_new_manager_moves_to_their_thread(
    workspace: Workspace, review: Opened
) -> None:
    old = card(workspace)
    with workspace.store.begin() as unit:
        hand_over(
            unit,
            workspace.company.employee.id,
            workspace.company.boss,
            acting(workspace.store, now=workspace.clock.now()),
        )
    workspace.settle()

    old.refresh()
    assert "Zhao Min took over Chen Jie's review on Fri 8 Jan" in old.plain
    assert old.buttons == []
    assert "Waits for you" not in parent(workspace).plain
    assert "2026 Q4: 0 of 1 approved" in parent(workspace, "zhao").plain

    card(workspace, "zhao").click("Approve", confirm=True)
    workspace.settle()
    workspace.look_again()
    workspace.person("chen").wait_for_message(containing="Zhao Min approved your 2026 Q4 review")
    assert workspace.parked() == []


def test_a_former_manager_who_still_has_the_old_card_is_told_who_has_it(
    workspace: Workspace, review: Opened
) -> None:
    liu = workspace.person("liu")
    with workspace.store.begin() as unit:
        old = unit.reviews.get(review.review_id)
        taken_over = Changed(was=old.manager_id, now=workspace.company.boss.id)
        unit.reviews.move(
            old,
            Event.HAND_OVER,
            to=old.state,
            owed_since=FRIDAY,
            by_id=None,
            at=FRIDAY,
            facts=Facts(manager=taken_over),
        )

    card(workspace).click("Approve", confirm=True)

    liu.wait_for_message(containing="Zhao Min took over Chen Jie's review on Fri 8 Jan. Ask them, or HR.")
    assert approvals(workspace, review) == 0


def test_a_click_on_the_card_of_somebody_who_left_is_answered_and_the_card_says_so(
    workspace: Workspace, review: Opened
) -> None:
    liu, chen = workspace.person("liu"), workspace.person("chen")
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).left_on = FRIDAY.date()
    before = len(chen.dm())

    card(workspace).click("Ask for more…")
    workspace.settle()

    told = liu.wait_for_message(containing="Chen Jie has left, so this review stays as it is")
    assert told.ephemeral
    assert card(workspace).buttons == ["Read all…"]
    assert "Chen Jie has left. This review stays as it is" in card(workspace).plain
    assert approvals(workspace, review) == 0
    assert len(chen.dm()) == before
    assert workspace.parked() == []
