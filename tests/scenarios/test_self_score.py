"""Scoring oneself costs few clicks: the figure suggests, a ladder is one click, what is kept is one tap."""

from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.reviews.facts import ReviewFacts
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score import submit_self_score
from tests.builders.acting import acting
from tests.builders.clicks import Clicks
from tests.builders.figures import NUMERIC, SHARES, counted
from tests.builders.self_score import fill, review_of
from tests.scenarios.conftest import Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PHOTO = b"\x89PNG\r\n\x1a\n"
CASE = "On 12 November a branch waited two days and I called them every morning until it was solved."


def begin(workspace: Workspace) -> None:
    """The quarter is open; both KPIs of Chen Jie suggest a score by their figure."""
    counted(workspace.store, of=workspace.company.employee, anchors=SHARES, scored_by=NUMERIC["scored_by"])
    workspace.person("zhou").command("/review", "open 2026Q4")
    workspace.move_to(TUESDAY_TEN)
    workspace.settle()


def handed_in(workspace: Workspace) -> ReviewFacts:
    review_id = review_of(workspace.store, workspace.company.employee)
    return workspace.look(lambda unit: review_facts(unit, review_id))


def test_two_kpis_and_two_values_with_one_case_take_eleven_clicks_at_most(workspace: Workspace) -> None:
    begin(workspace)
    chen, clicks = workspace.person("chen"), Clicks()

    clicks.press(chen.wait_for_message(containing="2026 Q4 review"), "Score myself")
    form = chen.wait_for_modal(containing="Step 1 of 3")
    form.fill("Shop-wide conversion: figure reached", "4.5 %")
    form.fill("Dwell time: figure reached", "3.7 %")
    clicks.submit(form)
    form = chen.wait_for_modal(containing="Step 2 of 3")
    clicks.radio(form, "Customer first: how far up?", "3.")
    form = chen.wait_for_modal(containing="a convincing case")
    form.fill("a convincing case", CASE)
    clicks.radio(form, "Teamwork: how far up?", "2.")
    form = chen.wait_for_modal(containing="Teamwork: rung 3")
    clicks.radio(form, "Teamwork: rung 3", "Met in part")
    clicks.submit(form)
    form = chen.wait_for_modal(containing="Step 3 of 3")
    assert "*Shop-wide conversion*: 4.5 · beyond expectation, consistently" in form.plain
    assert form.plain.count("(as the figure suggests)") == 2
    assert "The case speaks for rung 3." in form.plain
    clicks.submit(form)
    clicks.close(chen.wait_for_modal(title="What you sent"))

    facts = handed_in(workspace)
    assert {item[1]: each.score for item, each in facts.own.items()} == {
        "conversion": Decimal("4.5"),
        "dwell": Decimal("3.5"),
        "customer_first": Decimal(3),
        "teamwork": Decimal("2.5"),
    }
    assert facts.own["values", "customer_first"].rungs == (3,)

    workspace.settle()
    liu = workspace.person("liu")
    thread = liu.wait_for_message(containing="2026 Q4:")
    card = liu.wait_for_message(containing="Marketing specialist", thread=thread)
    assert "speaks for rung 3" in card.plain
    card.click("Approve")
    liu.wait_for_modal(title="Approve").submit()
    workspace.settle()
    workspace.look_again()
    workspace.release()
    clicks.press(chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review"), "See your result")
    clicks.close(chen.wait_for_modal(title="Result"))
    assert clicks.total == 10


def test_it_is_changed_until_the_manager_starts_and_asked_back_after_that(workspace: Workspace) -> None:
    begin(workspace)
    chen, liu = workspace.person("chen"), workspace.person("liu")
    by = acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now())
    review_id = review_of(workspace.store, workspace.company.employee)
    form = fill(workspace.store, review_id, by=workspace.company.employee, now=workspace.clock.now())
    assert form.saved_at is not None
    submit_self_score(by, review_id=review_id, read_at=form.saved_at.isoformat())
    workspace.settle()

    chen.wait_for_message(containing="2026 Q4 review").click("Change…")
    again = chen.wait_for_modal(containing="Step 1 of 3")
    assert again.value("Shop-wide conversion: figure reached") == "3.8 %"
    again.fill("Shop-wide conversion: figure reached", "4.5 %")
    again.submit()
    values = chen.wait_for_modal(containing="Step 2 of 3")
    values.upload("Customer first: files", "photo.png", PHOTO)
    values.click("Read the rungs")
    rungs = chen.wait_for_modal(title="The rungs in full")
    assert "Speaks up before a decision, and backs it in word and deed once it is made." in rungs.plain
    rungs.close()
    values.upload("Customer first: files", "plan.pdf", b"%PDF")
    values.submit()
    chen.wait_for_modal(containing="Step 3 of 3").click("Back")
    chen.wait_for_modal(containing="2 files: photo.png, plan.pdf").choose_overflow("Leave out plan.pdf")
    chen.wait_for_modal(containing="1 file: photo.png").submit()
    form = chen.wait_for_modal(containing="Step 3 of 3")
    assert "1 file: photo.png" in form.plain
    form.submit()
    chen.wait_for_modal(title="What you sent").close()
    workspace.settle()
    thread = liu.wait_for_message(containing="2026 Q4:")
    card = liu.wait_for_message(containing="Handed in again", thread=thread)
    assert "🔁 changed" in card.plain
    workspace.steward.tick()
    card.click("Read all…")
    read = liu.wait_for_modal(title="Read all")
    assert "photo.png (1 kB): its contents are kept" in read.plain
    read.click("Send me the file", near="photo.png")
    read.close()
    workspace.settle()
    copy = liu.wait_for_message(containing="A file from Chen Jie's 2026 Q4 self-score")
    assert [each["name"] for each in copy.shape["files"]] == ["photo.png"]

    card.click("Adjust…")
    adjust = liu.wait_for_modal(title="Adjust scores")
    adjust.choose("Score: Dwell time", "3.25 ·")
    adjust.fill("Reason: Dwell time", "Two pages were not counted.")
    adjust.click("Save for later")
    workspace.settle()
    mine = chen.wait_for_message(containing="2026 Q4 review")
    assert mine.buttons == ["See what you sent", "Take it back…"]
    mine.click("Take it back…")
    asking = chen.wait_for_modal(title="Take it back")
    asking.fill("What do you want to change?", "The figure of December came in.")
    asking.submit()
    workspace.settle()
    wish = liu.wait_for_message(containing="would like their 2026 Q4 self-score back", thread=thread)
    assert "The figure of December came in." in wish.plain
    wish.click("Give it back")
    workspace.settle()

    assert liu.wait_for_message(containing="You gave it back", thread=thread).buttons == []
    mine = chen.wait_for_message(containing="gave your self-score back, as you asked")
    assert mine.buttons == ["Change…", "See what you sent"]
    assert workspace.parked() == []
