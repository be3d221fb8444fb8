"""Story 2: a manager approves in their thread, and the employee hears of it at once."""

from datetime import datetime

import pytest

from bot.domain.drafts import Form
from bot.domain.history import Changed, Facts
from bot.domain.reviews.way import Event
from bot.sandbox import Modal, Msg
from bot.services.reviews import approval
from bot.services.reviews.advance import advance, hand_over
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.approval import (
    CONVERSION,
    DWELL,
    FRIDAY,
    OWN,
    TEAMWORK,
    Opened,
    Scores,
    handed_in,
    opened,
    scored,
    wanted,
)
from tests.builders.clicks import Clicks
from tests.builders.feedback import prepared
from tests.scenarios.conftest import Workspace

READING = ["KPI sheet…", "Figures…", "Feedback…"]
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
    prepared(workspace.store, by=people.manager, about=people.employee)
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


def card_of(workspace: Workspace, name: str) -> Msg:
    return workspace.person("liu").wait_for_message(containing=f"*{name}* ·", thread=parent(workspace))


def card(workspace: Workspace, surname: str = "liu") -> Msg:
    return workspace.person(surname).wait_for_message(
        containing="Marketing specialist", thread=parent(workspace, surname)
    )


def approve(workspace: Workspace, surname: str = "liu") -> None:
    """How it adds up is shown first."""
    card(workspace, surname).click("Approve")
    workspace.person(surname).wait_for_modal(title="Approve").submit()
    workspace.settle()


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
        ["Read all…", "Approve", "Adjust…", "Ask for more…", *READING, "Input…"]
    ]
    assert workspace.parked() == []


def test_an_approval_changes_card_and_parent_and_reaches_the_employee(
    workspace: Workspace, review: Opened
) -> None:
    liu, chen = workspace.person("liu"), workspace.person("chen")
    before = len(liu.dm())

    approve(workspace)

    assert "Approved by Liu Yang on Fri 8 Jan" in card(workspace).plain
    assert card(workspace).buttons == ["Read all…", *READING]
    assert "2026 Q4: 1 of 2 approved" in parent(workspace).plain
    assert len(liu.dm()) == before
    assert [each for each in chen.dm() if "approved your" in each.plain] == []

    workspace.look_again()
    workspace.release()

    told = chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review on Fri 8 Jan")
    said, _, receipt = told.plain.partition("Receipt:")
    assert "3." not in said
    assert receipt, "its mark may be any"
    told.click("See your result")
    result = chen.wait_for_modal(title="Result")
    assert "3.5 · meets expectation" in result.plain
    assert "*Shop-wide conversion*: 3.75, as you scored it" in result.plain
    assert workspace.parked() == []


def test_not_yet_approves_nothing(workspace: Workspace, review: Opened) -> None:
    card(workspace).click("Approve")
    workspace.person("liu").wait_for_modal(title="Approve").close()

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
        shown.click("Approve")
    workspace.settle()

    liu.wait_for_message(containing="You approved this on Fri 8 Jan", thread=parent(workspace))
    assert approvals(workspace, review) == 1
    assert card(workspace).buttons == ["Read all…", *READING]


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
        card(workspace).click("Approve")
    workspace.settle()

    liu.wait_for_message(containing="This has changed since; the card is up to date now")
    assert approvals(workspace, review) == 0
    assert "Ran the weekly session" in card(workspace).plain

    approve(workspace)
    assert approvals(workspace, review) == 1


def drafted(workspace: Workspace, review: Opened) -> object:
    person, subject = workspace.company.manager.id, str(review.review_id)
    return workspace.look(lambda unit: unit.drafts.get(person, Form.ADJUST, subject))


def adjusting(workspace: Workspace) -> Modal:
    card(workspace).click("Adjust…")
    return workspace.person("liu").wait_for_modal(title="Adjust scores")


def test_an_adjustment_needs_a_reason_and_shows_both_scores(workspace: Workspace, review: Opened) -> None:
    form = adjusting(workspace)
    form.choose("Score: Dwell time", "3 ·")
    form.choose("Score: Teamwork", "2 ·")
    assert "KPIs 3.45 × 70 % + Values 2.5 × 30 % = *3.165*" in form.plain

    form.submit()

    assert list(form.errors) == ["Reason: Dwell time", "Reason: Teamwork"]
    assert "Needed: the two scores are this far apart" in form.plain
    assert "Needed: this score asks for a case" in form.plain
    form.fill("Reason: Dwell time", "\u200b")
    form.fill("Reason: Teamwork", "\u200b")
    form.submit()
    assert "Say why" in form.errors["Reason: Dwell time"]
    assert "asks for a case" in form.errors["Reason: Teamwork"]

    form.fill("Reason: Dwell time", "One week was missing")
    form.fill("Reason: Teamwork", "Little of it was seen")
    form.click("Save for later")
    workspace.settle()
    workspace.person("liu").wait_for_modal(title="Saved").close()

    said = card(workspace).plain
    assert "*Dwell time* (40 %): 3.5 → *3*" in said
    assert "Liu Yang, Fri 8 Jan: One week was missing" in said

    approve(workspace)
    workspace.look_again()
    workspace.release()
    chen = workspace.person("chen")
    chen.wait_for_message(containing="Liu Yang approved your").click("See your result")
    result = chen.wait_for_modal(title="Result").plain
    assert "*Dwell time*: you gave 3.5, Liu Yang gave *3*: One week was missing" in result


def test_what_is_half_done_is_there_when_it_is_opened_again_and_is_not_passed_over(
    workspace: Workspace, review: Opened
) -> None:
    form = adjusting(workspace)
    form.choose("Score: Dwell time", "3 ·")
    form.choose("Score: Teamwork", "2 ·")
    form.fill("Reason: Teamwork", "Little of it was seen")
    form.close()
    workspace.wait_until(lambda: "Little of it" in str(drafted(workspace, review)))
    workspace.settle()
    assert "You began to score on Fri 8 Jan" in card(workspace).plain

    card(workspace).click("Approve")
    again = workspace.person("liu").wait_for_modal(title="Adjust scores")

    assert again.value("Score: Dwell time").startswith("3 ·")
    assert again.value("Reason: Teamwork") == "Little of it was seen"
    assert "Kept as you left it" in again.plain
    assert approvals(workspace, review) == 0


def test_who_agrees_clicks_twice_and_who_adjusts_one_score_five_times(
    workspace: Workspace, review: Opened
) -> None:
    """From the parent's notification on, which opens the thread."""
    other = opened(workspace.store, workspace.company.product_manager, workspace.company.manager)
    handed_in(workspace.store, other.review_id, workspace.company.product_manager, now=FRIDAY)
    workspace.settle()
    liu, adjusts, agrees = workspace.person("liu"), Clicks(), Clicks()

    adjusts.total += 2  # the thread, and the form
    form = adjusting(workspace)
    adjusts.choose(form, "Score: Dwell time", "3.25")
    adjusts.submit(form)
    workspace.settle()
    done = liu.wait_for_modal(title="Approved")
    assert "One more waits for you: Sun Li" in done.plain

    agrees.press(done, "Next: Sun Li…")
    whole = liu.wait_for_modal(title="Review")
    assert "Nearest point of the scale: *3.5, meets expectation*" in whole.plain
    agrees.submit(whole)
    workspace.settle()

    assert (adjusts.total, agrees.total) == (5, 2)
    assert approvals(workspace, review) == approvals(workspace, other) == 1
    assert "*Dwell time* (40 %): 3.5 → *3.25*" in card_of(workspace, "Chen Jie").plain
    assert workspace.parked() == []


def test_two_devices_score_one_after_the_other_and_nothing_is_lost(
    workspace: Workspace, review: Opened
) -> None:
    liu = workspace.person("liu")
    desk = adjusting(workspace)
    desk.choose("Score: Dwell time", "3.25")
    phone = workspace.store  # what the other device kept, through the same use case
    with phone.read() as unit:
        version = unit.reviews.look(review.review_id).version
    approval.keep_scores(
        acting(workspace.store, by=workspace.company.manager, now=workspace.clock.now()),
        review_id=review.review_id,
        version=version,
        entered={CONVERSION: wanted("3.5"), DWELL: wanted("3.25")},
        read_at="another",
        window="V-phone",
        only=CONVERSION,
    )

    desk.fill("Reason: Dwell time", "One week was missing")
    desk.submit()

    told = liu.wait_for_modal(containing="changed on another device")
    assert approvals(workspace, review) == 0
    told.click("Go on…")
    again = liu.wait_for_modal(containing="Kept as you left it")
    assert again.value("Score: Shop-wide conversion").startswith("3.5 ·")
    assert again.value("Score: Dwell time").startswith("3.25 ·")
    again.submit()
    assert approvals(workspace, review) == 1


@pytest.mark.parametrize(
    ("button", "title", "said"),
    [
        ("KPI sheet…", "KPI sheet", "as both agreed"),
        ("Figures…", "Figures", "Chen Jie put down 2 min 20 s and gave 3.5."),
        ("Feedback…", "Feedback", "One piece of feedback about Chen Jie since Thu 1 Oct 2026"),
        ("Read all…", "Read all", "and saw it through to the end."),
    ],
)
def test_what_is_read_beside_it_is_one_click_away(
    workspace: Workspace, review: Opened, button: str, title: str, said: str
) -> None:
    card(workspace).click(button)
    assert said in workspace.person("liu").wait_for_modal(title=title).plain


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
    assert waiting.buttons == ["Read all…", *READING, "Input…"]
    assert "Asked for more: Chen Jie" in parent(workspace).plain

    hand_in(workspace, review, own={**OWN, TEAMWORK: scored("3", evidence="Ran the weekly session")})

    answered = card(workspace)
    assert "*Teamwork*: *3* · 🔁 new since you asked" in answered.plain
    assert "Approve" in answered.buttons
    assert workspace.parked() == []


@pytest.mark.parametrize("is_plain", [False, True])
def test_long_cases_are_read_in_full(workspace: Workspace, is_plain: bool) -> None:
    """Folded on the card; where Slack refuses that, behind *Read all…* alone, also once it is changed."""
    people, faults = workspace.company, workspace.sandbox.faults
    review = opened(workspace.store, people.employee, people.manager)
    if is_plain:
        faults.unknown_blocks = frozenset({"container"})
    hand_in(workspace, review, own={**OWN, TEAMWORK: scored("3", evidence=LONG_CASE)})

    assert ("And it ended well." in card(workspace).plain) is not is_plain
    card(workspace).click("Read all…")
    assert "And it ended well." in workspace.person("liu").wait_for_modal(title="Read all").plain
    workspace.person("liu").wait_for_modal(title="Read all").close()
    approve(workspace)
    assert "Approved by Liu Yang" in card(workspace).plain
    assert workspace.parked() == []


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

    approve(workspace, "zhao")
    workspace.look_again()
    workspace.release()
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

    card(workspace).click("Approve")

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
    assert card(workspace).buttons == ["Read all…", *READING]
    assert "Chen Jie has left. This review stays as it is" in card(workspace).plain
    assert approvals(workspace, review) == 0
    assert len(chen.dm()) == before
    assert workspace.parked() == []
