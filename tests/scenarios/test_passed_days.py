"""A day or an hour passes, and what is shown is what holds, though nobody did anything."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.notices import ReviewOpened
from bot.domain.reviews.way import Event
from bot.sandbox import Msg
from bot.services.reviews import approval
from tests.builders.acting import acting
from tests.builders.approval import handed_in, opened
from tests.builders.intake import filed, stepped
from tests.scenarios.conftest import Workspace

NOON = datetime(2027, 1, 7, 4, 0, tzinfo=UTC)
"""Thursday 7 January, noon in Hangzhou; self-scores are due Fri 8, taken until Fri 22, approved by Fri 15."""
AFTER_ITS_HOUR = NOON + timedelta(hours=2, minutes=31)
"""What was filed at noon is to be answered within an hour of work, and lunch is until 13:30."""
DESK = "C0REQUESTS"
FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)


def morning(day: int, month: int = 1) -> datetime:
    """10:05 in Hangzhou."""
    return datetime(2027, month, day, 2, 5, tzinfo=UTC)


@pytest.fixture
def start() -> datetime:
    return NOON


def my_review_card(workspace: Workspace, surname: str = "chen") -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing="2026 Q4 review")


def open_with_card(workspace: Workspace) -> int:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    with workspace.store.begin() as unit:
        unit.outbox.add(ReviewOpened(to=people.employee.id, review_id=review.review_id), now=NOON)
    assert "Score yourself by *Fri 8 Jan*" in my_review_card(workspace).plain
    return review.review_id


def test_the_quarters_card_says_when_it_was_due_and_at_last_that_it_is_closed(workspace: Workspace) -> None:
    open_with_card(workspace)

    workspace.move_to(morning(9))
    card = my_review_card(workspace)
    assert "was due Fri 8 Jan, is taken until Fri 22 Jan" in card.plain
    assert "or asks for more, by *Fri 15 Jan*." in card.plain
    assert card.buttons == ["Score myself…", "What will be asked?"]

    workspace.move_to(morning(16))
    assert (
        "2. Liu Yang reads it and approves it, or asks for more.\n" in f"{my_review_card(workspace).plain}\n"
    )

    workspace.move_to(morning(23))
    card = my_review_card(workspace)
    assert "Self-scores were closed on Fri 22 Jan" in card.plain
    assert "Ask Zhou Jing (HR) for more time" in card.plain
    assert card.buttons == ["What will be asked?"]

    workspace.person("zhou").command("/review", "extend 2026Q4 2027-01-29 figures came late")
    card = my_review_card(workspace)
    assert "Score yourself by *Fri 29 Jan*" in card.plain
    assert card.buttons == ["Score myself…", "What will be asked?"]


def test_the_managers_thread_never_names_a_day_to_come_that_is_over(workspace: Workspace) -> None:
    people, review_id = workspace.company, open_with_card(workspace)
    handed_in(workspace.store, review_id, people.employee, now=NOON)
    workspace.settle()
    liu = workspace.person("liu")
    parent = liu.wait_for_message(containing="approved, next due Fri 15 Jan")
    assert "🟡 Waits for you, by Fri 15 Jan" in parent.thread()[0].plain

    workspace.move_to(morning(16))

    parent = liu.wait_for_message(containing="2026 Q4: 0 of 1 approved, was due Fri 15 Jan")
    assert "Waits for you, was due Fri 15 Jan" in parent.thread()[0].plain
    assert "that was due Fri 15 Jan" in my_review_card(workspace).plain
    assert "approves, was due Fri 15 Jan" in workspace.person("chen").home().plain


def test_the_question_loses_its_button_once_it_is_answered_and_its_day_once_that_is_over(
    workspace: Workspace,
) -> None:
    people, review_id = workspace.company, open_with_card(workspace)
    version = handed_in(workspace.store, review_id, people.employee, now=NOON)
    approval.ask_for_more(
        acting(workspace.store, by=people.manager, now=NOON),
        review_id=review_id,
        version=version,
        question="Which branch was it?",
    )
    chen = workspace.person("chen")

    def question() -> Msg:
        workspace.settle()
        return chen.wait_for_message(containing="before approving what you handed in")

    assert "before Fri 15 Jan" in question().plain
    assert question().buttons == ["Add to it…"]

    workspace.move_to(morning(16))
    assert "before Fri 15 Jan" not in question().plain
    assert question().buttons == ["Add to it…"]

    form = my_review_card(workspace)
    form.click("Add to it…")
    chen.wait_for_modal(containing="Step 1 of 3").submit()
    chen.wait_for_modal(containing="Step 2 of 3").submit()
    chen.wait_for_modal(containing="Step 3 of 3").submit()
    chen.wait_for_modal(title="What you sent").close()
    assert question().buttons == []
    assert "You handed in again on Sat 16 Jan" in question().plain


def test_a_reminder_says_what_holds_of_each_thing_and_nothing_of_what_is_closed(workspace: Workspace) -> None:
    open_with_card(workspace)
    workspace.move_to(FRIDAY)
    chen = workspace.person("chen")
    assert "by Fri 8 Jan" in chen.wait_for_message(containing="waiting for you*").plain

    workspace.move_to(morning(9))
    workspace.settle()
    assert "was due Fri 8 Jan" in chen.wait_for_message(containing="waiting for you*").plain

    workspace.move_to(morning(23))
    workspace.settle()
    last = chen.wait_for_message(containing="self-scores were closed on Fri 22 Jan, and yours is not")
    assert last.buttons == []
    assert not any("Score myself…" in message.buttons for message in chen.dm())


def test_a_request_that_was_not_answered_in_time_says_so(workspace: Workspace) -> None:
    people = workspace.company
    number = filed(workspace.store, people.employee, now=NOON)
    workspace.settle()
    chen, sun = workspace.person("chen"), workspace.person("sun")

    def mine() -> str:
        return chen.wait_for_message(containing=f"#{number} is with Sun Li").plain

    def theirs() -> str:
        return sun.wait_for_message(containing=f"#{number} ·", where=DESK).plain

    assert "First answer by 14:30 today." in mine()
    assert "answer by 14:30" in theirs()

    workspace.move_to(AFTER_ITS_HOUR)
    workspace.settle()

    assert "First answer was due Thu 7 Jan 14:30." in mine()
    assert "was to be answered by Thu 7 Jan 14:30" in theirs()


def test_a_promised_day_that_is_over_is_no_promise_any_more(workspace: Workspace) -> None:
    people = workspace.company
    number = filed(workspace.store, people.employee, now=NOON)
    stepped(
        workspace.store,
        number,
        RequestEvent.ACCEPT,
        people.product_manager,
        due_on=date(2027, 1, 8),
        now=NOON,
    )
    workspace.settle()
    chen = workspace.person("chen")
    assert "expects it to be done by Fri 8 Jan" in chen.wait_for_message(containing="is accepted").plain

    workspace.move_to(morning(9))
    workspace.settle()

    assert "expected it to be done by Fri 8 Jan" in chen.wait_for_message(containing="is accepted").plain
    card = workspace.person("sun").wait_for_message(containing=f"#{number} ·", where=DESK)
    assert "was expected by Fri 8 Jan" in card.plain
    assert "accepted this (Thu 7 Jan 12:00)" in card.plain


def test_what_passed_while_steward_was_off_is_made_up_for(workspace: Workspace) -> None:
    review_id = open_with_card(workspace)
    workspace.move_to(NOON + timedelta(minutes=1))

    workspace.clock.move_to(morning(30))
    workspace.move_to(morning(30) + timedelta(minutes=1))

    assert "Self-scores were closed on Fri 22 Jan" in my_review_card(workspace).plain
    history = workspace.look(lambda unit: unit.reviews.history(review_id))
    assert [row.event for row in history] == [Event.OPEN]


def test_the_sandbox_can_jump_past_whatever_is_due_next(workspace: Workspace) -> None:
    people = workspace.company

    def deadline() -> datetime | None:
        found = [jump.to for jump in workspace.local.jumps() if jump.id == "deadline"]
        return found[0] if found else None

    assert deadline() is None
    opened(workspace.store, people.employee, people.manager)
    assert deadline() == datetime(2027, 1, 9, 1, 0, tzinfo=UTC)
    filed(workspace.store, people.employee, now=NOON)
    assert deadline() == AFTER_ITS_HOUR

    workspace.move_to(AFTER_ITS_HOUR)
    assert deadline() == datetime(2027, 1, 9, 1, 0, tzinfo=UTC)
