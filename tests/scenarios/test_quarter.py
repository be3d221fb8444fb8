"""Story 1: HR opens the quarter, an employee scores themselves in steps and hands it in once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.reviews.self_score import Answer
from bot.domain.reviews.way import Event, State
from bot.sandbox import Modal, Msg
from bot.sandbox import Person as Keyboard
from bot.services.reviews.advance import advance
from bot.services.reviews.self_score import Entered, open_self_score, pass_step, submit_self_score
from storage.models.people import PersonRow
from storage.models.reviews import ReviewRow
from storage.unit import Unit
from tests.builders.acting import acting
from tests.scenarios.conftest import Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the working day after the story's Monday."""

CONVERSION = "Shop-wide conversion"
CASE = "On 12 November a branch waited <b>2 days</b> & I called them every morning until it was solved."


def open_quarter(workspace: Workspace) -> None:
    answers = workspace.person("zhou").command("/review", "open 2026Q4")
    assert "2026 Q4 is open for 7 people" in answers[0].plain


def card_of(workspace: Workspace, surname: str) -> Msg:
    """The quarter's card, once everything due has been sent."""
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing="2026 Q4 review")


def start(workspace: Workspace, surname: str = "chen") -> tuple[Keyboard, Modal]:
    """The form, open at its first step."""
    open_quarter(workspace)
    workspace.move_to(TUESDAY_TEN)
    card_of(workspace, surname).click("Score myself")
    keyboard = workspace.person(surname)
    return keyboard, keyboard.wait_for_modal(containing="Step 1 of 3")


def fill_kpis(modal: Modal, *, score: str = "3.5 ·") -> None:
    modal.fill("Shop-wide conversion: figure reached", "3.7")
    modal.choose("Shop-wide conversion: score", score)
    modal.fill("Dwell time: figure reached", "2:10")
    modal.choose("Dwell time: score", "3.25 ·")


def to_read_over(keyboard: Keyboard, modal: Modal) -> Modal:
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    modal.choose("Customer first: how far up?", "3.")
    modal = keyboard.wait_for_modal(containing="a convincing case")
    modal.fill("a convincing case", CASE)
    modal.choose("Teamwork: how far up?", "2.")
    modal = keyboard.wait_for_modal(containing="Teamwork: rung 3")
    modal.choose("Teamwork: rung 3", "Met in part")
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 3 of 3")
    modal.fill("Anything else", "The figures of December are estimates.")
    return modal


def test_a_quarter_is_opened_scored_and_handed_in(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)

    modal = to_read_over(keyboard, modal)
    assert CASE in modal.plain
    modal.submit()

    sent = keyboard.wait_for_modal(title="What you sent")
    assert "Liu Yang has it now" in sent.plain
    assert "The figures of December are estimates." in sent.plain
    card = card_of(workspace, "chen")
    assert "Liu Yang has it now" in card.plain
    assert card.buttons == ["See what you sent", "Change…"]
    assert len(keyboard.dm()) == 1 + len([each for each in keyboard.dm() if each.ephemeral])
    assert workspace.parked() == []


def test_each_employee_hears_of_it_at_ten_on_their_next_working_day(workspace: Workspace) -> None:
    open_quarter(workspace)
    workspace.move_to(TUESDAY_TEN - timedelta(minutes=5))
    workspace.settle()
    assert workspace.person("chen").dm() == []

    workspace.move_to(TUESDAY_TEN)

    card = card_of(workspace, "chen")
    assert card.buttons == ["Score myself…", "What will be asked?"]
    assert "Fri 8 Jan" in card.plain
    assert "Who sees your scores: you, Liu Yang, then Zhao Min and HR." in card.plain


def test_closing_the_form_loses_nothing_and_the_card_offers_to_resume(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    modal.choose("Customer first: how far up?", "2.")
    modal = keyboard.wait_for_modal(containing="what went against it")
    modal.close()

    card = card_of(workspace, "chen")
    card.click("Resume at step 2 of 3")

    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    assert modal.value("Customer first: how far up?").startswith("2.")
    modal.click("Back")
    modal = keyboard.wait_for_modal(containing="Step 1 of 3")
    assert modal.value("Shop-wide conversion: figure reached") == "3.7"


def test_what_stood_in_a_closed_form_stands_there_again(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal.fill("Shop-wide conversion: figure reached", "3.9, still to be checked")

    modal.close()

    workspace.wait_until(lambda: "Resume at step 1 of 3…" in card_of(workspace, "chen").buttons)
    card_of(workspace, "chen").click("Resume at step 1 of 3")
    modal = keyboard.wait_for_modal(containing="Step 1 of 3")
    assert modal.value("Shop-wide conversion: figure reached") == "3.9, still to be checked"


def test_a_form_that_was_only_looked_at_leaves_no_draft(workspace: Workspace) -> None:
    _, modal = start(workspace)

    modal.close()

    assert card_of(workspace, "chen").buttons == ["Score myself…", "What will be asked?"]


def test_closing_an_old_window_does_not_undo_what_was_kept_from_a_newer_one(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal.fill("Shop-wide conversion: figure reached", "an old figure")
    pass_step(
        acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now()),
        review_id=review_id(workspace),
        step=1,
        entered=Entered(answers={("kpi", "conversion"): Answer(actual="a new figure")}),
        window="V0ELSEWHERE",
    )
    workspace.settle()

    modal.close()

    card_of(workspace, "chen").click("Resume at step 1 of 3")
    modal = keyboard.wait_for_modal(containing="Step 1 of 3")
    assert modal.value("Shop-wide conversion: figure reached") == "a new figure"


def test_a_score_that_needs_a_case_is_refused_without_one(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    modal.choose("Customer first: how far up?", "4.")
    modal = keyboard.wait_for_modal(containing="a convincing case")
    modal.fill("a convincing case", "   ")
    modal.choose("Teamwork: how far up?", "2.")
    modal = keyboard.wait_for_modal(containing="Teamwork: rung 3")
    modal.choose("Teamwork: rung 3", "Met in part")

    modal.submit()

    assert "speaks for it" in modal.errors["Customer first: a convincing case for it"]
    assert "Step 2 of 3" in modal.plain


def test_what_is_typed_survives_a_change_of_the_score(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    modal.choose("Customer first: how far up?", "3.")
    modal = keyboard.wait_for_modal(containing="a convincing case")
    modal.fill("a convincing case", CASE)

    modal.choose("Customer first: how far up?", "1.")

    modal = keyboard.wait_for_modal(containing="what went against it")
    assert modal.value("what went against it") == CASE


def test_two_devices_make_one_submission_and_the_second_is_told(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)
    elsewhere = acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now())
    form = open_self_score(elsewhere, review_id=review_id(workspace))
    assert form.saved_at is not None
    read_at = form.saved_at.isoformat()
    submit_self_score(elsewhere, review_id=form.review_id, read_at=read_at)

    modal.submit()

    told = keyboard.wait_for_modal(title="What you sent")
    assert "nothing was sent a second time" in told.plain
    history = workspace.look(lambda unit: unit.reviews.history(form.review_id))
    assert [row.event for row in history] == [Event.OPEN, Event.SUBMIT]


def test_what_was_changed_on_another_device_is_read_over_again(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)
    pass_step(
        acting(workspace.store, by=workspace.company.employee, now=workspace.clock.now()),
        review_id=review_id(workspace),
        step=2,
        entered=Entered(answers={("values", "customer_first"): Answer(evidence="It was Chengdu.")}),
    )

    modal.submit()

    again = keyboard.wait_for_modal(containing="changed in another window")
    assert "It was Chengdu." in again.plain
    assert again.value("Anything else") == "The figures of December are estimates."
    again.submit()
    assert "Liu Yang has it now" in keyboard.wait_for_modal(title="What you sent").plain


@pytest.mark.soak
def test_after_the_deadline_the_draft_is_kept_and_hr_can_give_more_time(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)
    workspace.move_to(datetime(2027, 1, 25, 2, 0, tzinfo=UTC))
    modal.submit()
    told = keyboard.wait_for_modal(title="Steward")
    assert "until Fri 22 Jan" in told.plain
    assert "Ask Zhou Jing (HR)" in told.plain
    told.close()

    answers = workspace.person("zhou").command("/review", "extend 2026Q4 2027-01-29 figures came late")
    assert "Fri 29 Jan" in answers[0].plain
    keyboard.wait_for_modal(containing="Step 3 of 3").submit()

    assert "Liu Yang has it now" in keyboard.wait_for_modal(title="What you sent").plain


def test_whoever_left_hands_nothing_in(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.employee.id).left_on = date(2026, 11, 24)

    modal.submit()

    assert "you have left" in keyboard.wait_for_modal(title="Steward").plain
    assert workspace.look(lambda unit: unit.reviews.look(review_id(workspace)).state) is State.GOALS_AGREED


def test_a_click_on_an_old_card_changes_nothing_and_says_so(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)
    modal.close()
    card = card_of(workspace, "chen")
    workspace.sandbox.faults.fail_next("chat.update", 20, status=500)
    people, now = workspace.company, workspace.clock.now()
    with workspace.store.begin() as unit:
        review = unit.reviews.get(review_id(workspace))
        sent, _ = advance(unit, review, Event.SUBMIT, acting(workspace.store, by=people.employee, now=now))
        advance(unit, sent, Event.ADJUST, acting(workspace.store, by=people.manager, now=now))

    card.click("Resume at step 3 of 3")

    keyboard.wait_until(lambda: keyboard.ephemerals(keyboard.app))
    assert (
        "Liu Yang has begun to score this; nothing was changed" in keyboard.ephemerals(keyboard.app)[-1].plain
    )


def test_what_will_be_asked_can_be_read_before(workspace: Workspace) -> None:
    open_quarter(workspace)
    workspace.move_to(TUESDAY_TEN)

    card_of(workspace, "chen").click("What will be asked?")

    modal = workspace.person("chen").wait_for_modal(title="What will be asked")
    assert "*3.5* · meets expectation" in modal.plain
    assert "Does not pass the buck" in modal.plain
    assert modal.fields == []


def test_what_more_was_asked_for_is_added_to_what_was_sent(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    to_read_over(keyboard, modal).submit()
    keyboard.wait_for_modal(title="What you sent").close()
    with workspace.store.begin() as unit:
        review = unit.reviews.get(review_id(workspace))
        by, now = workspace.company.manager, workspace.clock.now()
        advance(
            unit,
            review,
            Event.ASK_FOR_MORE,
            acting(workspace.store, by=by, now=now),
            note="Which branch was it?",
        )
    card = card_of(workspace, "chen")
    assert "Which branch was it?" in card.plain

    card.click("Add to it")

    modal = keyboard.wait_for_modal(containing="Step 1 of 3")
    assert "Which branch was it?" in modal.plain
    assert modal.value("Shop-wide conversion: figure reached") == "3.7"
    modal.submit()
    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    modal.fill("a convincing case", f"{CASE} It was Chengdu.")
    modal.submit()
    keyboard.wait_for_modal(containing="Step 3 of 3").submit()
    assert "Liu Yang has it now" in keyboard.wait_for_modal(title="What you sent").plain


def test_only_hr_opens_a_quarter_and_only_once(workspace: Workspace) -> None:
    refused = workspace.person("chen").command("/review", "open 2026Q4")
    open_quarter(workspace)
    again = workspace.person("zhou").command("/review", "open 2026Q4")

    assert "Only HR opens a cycle" in refused[0].plain
    assert "Zhou Jing opened 2026Q4 on Mon 23 Nov; nothing was changed" in again[0].plain


def test_review_alone_says_what_it_can_do_and_status_who_stands_where(workspace: Workspace) -> None:
    help_for_staff = workspace.person("chen").command("/review")
    before = workspace.person("zhou").command("/review", "status")
    open_quarter(workspace)
    of_the_team = workspace.person("liu").command("/review", "status 2026Q4")
    unknown = workspace.person("zhou").command("/review", "finish 2026Q4")

    assert "/review status" in help_for_staff[0].plain
    assert "/review open" not in help_for_staff[0].plain
    assert "No cycle has been opened yet" in before[0].plain
    assert "Chen Jie: not handed in yet" in of_the_team[0].plain
    assert "Zhou Jing" not in of_the_team[0].plain
    assert "/review help" in unknown[0].plain


@pytest.mark.parametrize("written", ["Help", "ＨＥＬＰ", "“help”", "／help", "\u200bhelp\u3000", "\u200b"])
def test_a_word_behind_the_command_is_known_however_it_is_written(workspace: Workspace, written: str) -> None:
    answers = workspace.person("zhou").command("/review", written)

    assert "/review status" in answers[0].plain


def test_a_quarter_is_opened_and_extended_however_it_is_written(workspace: Workspace) -> None:
    opened = workspace.person("zhou").command("/review", "Ｏpen\u3000“20２６q４”")
    extended = workspace.person("zhou").command(
        "/review", "EXTEND ２０２６ Q4 ２０２７-01-29 数据“晚了”，见附件"
    )
    refused = workspace.person("zhou").command("/review", "extend 2026Q4 2027-02-12 \u200b\u3164")

    assert "2026 Q4 is open for" in opened[0].plain
    assert "29 Jan" in extended[0].plain
    assert "why there is more time" in refused[0].plain


def test_what_is_read_over_can_be_changed_at_its_step(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    modal = to_read_over(keyboard, modal)

    modal.click("Change…", near="Customer first")

    modal = keyboard.wait_for_modal(containing="Step 2 of 3")
    assert modal.value("Teamwork: how far up?").startswith("2.")
    assert modal.value("Teamwork: rung 3") == ["Met in part: half a rung"]


def review_id(workspace: Workspace) -> int:
    """Chen Jie's review."""
    employee = workspace.company.employee.id

    def look(unit: Unit) -> int:
        return unit.session.scalars(select(ReviewRow.id).where(ReviewRow.employee_id == employee)).one()

    return workspace.look(look)


def test_an_unusual_quarter_asks_before_it_opens(workspace: Workspace) -> None:
    hr = workspace.person("zhou")
    [asked] = hr.command("/review", "open 2062q4")
    assert "from Sun 1 Oct 2062 to Sun 31 Dec 2062" in asked.plain
    assert "2026Q3, 2026Q4 and 2027Q1" in asked.plain
    assert "`/review open 2026Q4`" in asked.plain
    assert workspace.look(lambda unit: unit.cycles.latest()) is None

    assert asked.buttons == ["Open 2062 Q4"]
    asked.click("Open 2062 Q4")

    hr.wait_until(lambda: "2062 Q4 is open for 7 people" in hr.ephemerals(hr.app)[-1].plain)
    assert hr.ephemerals(hr.app)[-1].buttons == []


def test_a_withdrawn_quarter_leaves_everybody_who_was_told_with_nothing_to_do(workspace: Workspace) -> None:
    keyboard, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    hr = workspace.person("zhou")

    [asked] = hr.command("/review", "withdraw 2026q4 the sheets were <last> year's")
    assert "It was opened on Mon 23 Nov for 7 people" in asked.plain
    assert "7 people have been told" in asked.plain
    assert "the sheets were <last> year's" in asked.plain
    asked.click("Withdraw 2026 Q4")

    hr.wait_until(lambda: "2026 Q4 is withdrawn. 7 people" in hr.ephemerals(hr.app)[-1].plain)
    workspace.settle()
    card = keyboard.dm()[0]
    [note] = card.thread()
    for told in (card, note):
        assert "Zhou Jing (HR) withdrew 2026 Q4 on Tue 24 Nov" in told.plain
        assert "the sheets were <last> year's" in told.plain
        assert told.buttons == []

    keyboard.wait_for_modal(containing="Step 2 of 3").choose("Customer first: how far up?", "2.")
    assert "withdrew 2026Q4" in keyboard.wait_for_modal(title="Steward").plain
    workspace.move_to(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    workspace.settle()
    assert [message.ts for message in keyboard.dm() if not message.ephemeral] == [card.ts]
    open_quarter(workspace)
    assert workspace.parked() == []


def test_whoever_was_not_told_yet_hears_nothing_of_a_withdrawn_quarter(workspace: Workspace) -> None:
    open_quarter(workspace)
    hr = workspace.person("zhou")
    [asked] = hr.command("/review", "withdraw 2026Q4 opened by mistake")
    assert "Nobody has been told of it yet" in asked.plain
    asked.click("Withdraw 2026 Q4")
    hr.wait_until(lambda: "Nobody had been told" in hr.ephemerals(hr.app)[-1].plain)

    workspace.move_to(TUESDAY_TEN)
    workspace.settle()

    assert [each for each in workspace.person("chen").dm() if not each.ephemeral] == []
    assert workspace.parked() == []


def test_a_quarter_is_withdrawn_once_and_by_hr_only(workspace: Workspace) -> None:
    open_quarter(workspace)
    hr = workspace.person("zhou")
    [first] = hr.command("/review", "withdraw 2026Q4 opened by mistake")
    [second] = hr.command("/review", "withdraw 2026Q4 opened by mistake")
    first.click("Withdraw 2026 Q4")
    hr.wait_until(lambda: any("is withdrawn" in each.plain for each in hr.ephemerals(hr.app)))

    second.click("Withdraw 2026 Q4")

    hr.wait_until(lambda: "Zhou Jing withdrew 2026Q4 on Mon 23 Nov" in hr.ephemerals(hr.app)[-1].plain)
    refused = workspace.person("chen").command("/review", "withdraw 2026Q4 no time")
    assert "withdraws it. Ask HR" in refused[0].plain
    without_reason = hr.command("/review", "withdraw 2026Q4")
    assert "why it is withdrawn" in without_reason[0].plain
