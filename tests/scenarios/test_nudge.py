"""Story 3: on Friday afternoon each person is reminded once, of all that they owe."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import Event as RequestEvent
from bot.sandbox import Msg
from storage.models.intake import RequestRow
from tests.builders.approval import handed_in, opened
from tests.builders.intake import filed, stepped
from tests.scenarios.conftest import Workspace

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""Friday 8 January, 16:00 in Hangzhou."""
NOON = FRIDAY - timedelta(hours=4)
THURSDAY = NOON - timedelta(days=1)
"""What waits since then; nobody is reminded on the day on which something is announced."""
MONDAY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


@pytest.fixture
def start() -> datetime:
    return NOON


def nudge(workspace: Workspace, surname: str, *, containing: str = "waiting for you*") -> Msg:
    workspace.settle()
    return workspace.person(surname).wait_for_message(containing=containing)


def nudges(workspace: Workspace, surname: str) -> list[Msg]:
    workspace.settle()
    return [msg for msg in workspace.person(surname).dm() if "Remind me on Monday" in msg.buttons]


def test_one_message_with_all_that_is_owed_and_a_button_each(workspace: Workspace) -> None:
    people = workspace.company
    opened(workspace.store, people.employee, people.manager)
    number = filed(workspace.store, people.employee, now=THURSDAY)
    stepped(workspace.store, number, RequestEvent.ASK, people.product_manager, now=THURSDAY)

    workspace.move_to(FRIDAY)

    card = nudge(workspace, "chen")
    assert "2 things are waiting for you" in card.plain
    assert "Score yourself for *2026 Q4* by Fri 8 Jan (about 8 min)." in card.plain
    assert f"question about your website request *#{number}* by Mon 11 Jan" in card.plain
    assert card.buttons == ["Score myself…", "Answer the question…", "Remind me on Monday"]
    assert nudges(workspace, "wu") == []

    workspace.move_to(FRIDAY + timedelta(hours=3))
    assert len(nudges(workspace, "chen")) == 1


def test_the_buttons_open_the_forms_and_the_card_is_done_when_everything_is(workspace: Workspace) -> None:
    people = workspace.company
    number = filed(workspace.store, people.employee, now=THURSDAY)
    stepped(workspace.store, number, RequestEvent.ASK, people.product_manager, now=THURSDAY)
    workspace.move_to(FRIDAY)

    nudge(workspace, "chen").click("Answer the question…")
    modal = workspace.person("chen").wait_for_modal()
    modal.fill(modal.fields[0], "It is every basket since this morning.")
    modal.submit()
    workspace.move_to(workspace.clock.now() + timedelta(minutes=1))

    card = nudge(workspace, "chen", containing="All done")
    assert card.buttons == []


def test_the_self_score_opens_from_the_nudge(workspace: Workspace) -> None:
    opened(workspace.store, workspace.company.employee, workspace.company.manager)
    workspace.move_to(FRIDAY)

    nudge(workspace, "chen").click("Score myself…")

    assert "Step 1 of 3" in workspace.person("chen").wait_for_modal(containing="Step 1 of 3").plain


def test_a_manager_approves_from_the_nudge(workspace: Workspace) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=THURSDAY)
    workspace.move_to(FRIDAY)

    nudge(workspace, "liu").click("Review it…")
    modal = workspace.person("liu").wait_for_modal(title="Review")
    assert "Took over the complaint of 4 November" in modal.plain
    modal.submit()
    workspace.move_to(workspace.clock.now() + timedelta(minutes=1))

    assert nudge(workspace, "liu", containing="All done").buttons == []
    assert workspace.look(lambda unit: unit.reviews.look(review.review_id).state) == "scored"


def test_remind_me_on_monday_comes_on_monday_and_can_be_taken_back(workspace: Workspace) -> None:
    people = workspace.company
    opened(workspace.store, people.employee, people.manager)
    opened(workspace.store, people.colleague, people.manager)
    workspace.move_to(FRIDAY)

    for surname in ("chen", "wu"):
        nudge(workspace, surname).click("Remind me on Monday")
        put_off = nudge(workspace, surname, containing="I will remind you on Mon 11 Jan")
        assert put_off.buttons == ["Score myself…", "Do not remind me"]
    nudge(workspace, "wu").click("Do not remind me")
    workspace.wait_until(lambda: "Remind me on Monday" in nudge(workspace, "wu").buttons)

    workspace.move_to(MONDAY)
    assert len(nudges(workspace, "wu")) == 1
    workspace.wait_until(lambda: "was due Fri 8 Jan" in workspace.person("chen").dm()[-1].plain)
    assert "newer reminder" in workspace.person("chen").dm()[-2].plain


def test_after_two_unanswered_nudges_the_manager_reads_names_and_no_scores(workspace: Workspace) -> None:
    opened(workspace.store, workspace.company.employee, workspace.company.manager)
    for week in range(3):
        assert not any("Your team" in msg.plain for msg in workspace.person("liu").dm())
        workspace.move_to(FRIDAY + timedelta(days=7 * week))

    card = nudge(workspace, "liu", containing="Your team")
    assert "• Chen Jie: a self-score" in card.plain
    assert card.buttons == ["Remind me on Monday"]


def test_an_approval_that_two_reminders_did_not_move_is_named_once_to_the_managers_manager(
    workspace: Workspace,
) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=THURSDAY)
    workspace.move_to(FRIDAY + timedelta(days=6))
    assert not any("Your team" in msg.plain for msg in workspace.person("zhao").dm())

    workspace.move_to(FRIDAY + timedelta(days=7))

    card = nudge(workspace, "zhao", containing="Your team")
    assert "• Liu Yang: an approval" in card.plain
    assert "Chen" not in card.plain
    workspace.move_to(FRIDAY + timedelta(days=14))
    assert len([msg for msg in workspace.person("zhao").dm() if "Your team" in msg.plain]) == 1

    nudge(workspace, "liu").click("Review it…")
    workspace.person("liu").wait_for_modal(title="Review").submit()
    workspace.move_to(workspace.clock.now() + timedelta(minutes=1))
    left = nudge(workspace, "zhao", containing="Second look at the *2026 Q4* scores")
    assert "Your team" not in left.plain


def test_it_is_put_off_to_another_day_and_a_day_that_cannot_be_is_told_beside_the_field(
    workspace: Workspace,
) -> None:
    opened(workspace.store, workspace.company.employee, workspace.company.manager)
    workspace.move_to(FRIDAY)
    chen = workspace.person("chen")

    nudge(workspace, "chen").choose_overflow("Another day…")
    form = chen.wait_for_modal(title="Remind me another day")
    for day, refused in (("2027-01-08", "is today or over"), ("2027-02-26", "Choose Fri 15 Jan")):
        form.pick_date("On which day?", day)
        form.submit()
        assert refused in form.errors["On which day?"]
    form.pick_date("On which day?", "2027-01-12")
    form.submit()

    put_off = nudge(workspace, "chen", containing="I will remind you on Tue 12 Jan")
    assert "That moves no due day." in put_off.plain
    workspace.move_to(MONDAY + timedelta(hours=9))
    assert len(chen.dm()) == 1
    workspace.move_to(MONDAY + timedelta(days=1))
    workspace.wait_until(lambda: len(chen.dm()) == 2)


def test_why_they_are_asked_is_told_in_words(workspace: Workspace) -> None:
    people = workspace.company
    number = filed(workspace.store, people.employee, now=THURSDAY)
    stepped(workspace.store, number, RequestEvent.ASK, people.product_manager, now=THURSDAY)
    workspace.move_to(FRIDAY)

    nudge(workspace, "chen").choose_overflow("Why am I asked?")

    told = workspace.person("chen").wait_for_modal(title="Why am I asked?").plain
    assert f"question about your website request *#{number}*" in told
    assert "Yours since Thu 7 Jan. It is due on Mon 11 Jan" in told
    assert "Why not earlier:\n• Thu 7 Jan: it had just been announced." in told
    assert "at most one reminder a day and 3 a week" in told.lower()


def test_whoever_chooses_another_day_and_hour_is_reminded_then(workspace: Workspace) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=THURSDAY)
    workspace.move_to(FRIDAY)
    liu = workspace.person("liu")

    nudge(workspace, "liu").choose_overflow("My day and hour…")
    form = liu.wait_for_modal(title="My day and hour")
    form.choose("Day", "Wednesday")
    form.choose("Hour", "11:00")
    form.submit()
    assert "on Wednesday at 11:00" in liu.wait_for_modal(containing="from now on").plain

    workspace.move_to(MONDAY + timedelta(days=2))
    assert not any("newer reminder" in msg.plain for msg in liu.dm())
    workspace.move_to(MONDAY + timedelta(days=2, hours=1))
    workspace.wait_until(lambda: any("newer reminder" in msg.plain for msg in liu.dm()))


def test_what_cannot_wait_is_said_at_once_apart_and_goes_when_it_is_done(workspace: Workspace) -> None:
    number = filed(workspace.store, workspace.company.employee, now=NOON - timedelta(minutes=90))
    with workspace.store.begin() as unit:
        unit.session.get_one(RequestRow, number).urgency = Urgency.NOW

    workspace.move_to(FRIDAY - timedelta(hours=1))

    card = nudge(workspace, "sun", containing="Urgent:")
    assert f"Answer website request *#{number}*" in card.plain
    assert "does not count as one of your reminders" in card.plain
    assert card.buttons == ["Read all…"]
    stepped(workspace.store, number, RequestEvent.ACCEPT, workspace.company.product_manager, now=FRIDAY)
    workspace.move_to(FRIDAY)
    workspace.wait_until(lambda: nudge(workspace, "sun", containing="does not wait for you any more"))


def test_home_shows_what_is_owed_and_follows_what_is_done_there(workspace: Workspace) -> None:
    people = workspace.company
    review = opened(workspace.store, people.employee, people.manager)
    handed_in(workspace.store, review.review_id, people.employee, now=THURSDAY)
    liu = workspace.person("liu")

    home = liu.home()
    assert "Approve the *2026 Q4* scores of *Chen Jie* by Fri 15 Jan" in home.plain
    assert "One of them waits for something from you." in home.plain
    home.click("Review it…")
    liu.wait_for_modal(title="Review").submit()

    liu.wait_until(lambda: "Nothing is waiting for you" in liu.home().plain)
    workspace.settle()
    chen = workspace.person("chen")
    assert "Liu Yang approved → *now: second look, by Fri 22 Jan" in chen.home().plain
    workspace.look_again()
    workspace.release()
    assert "Liu Yang approved → *now: your result is here*" in chen.home().plain


def test_a_developer_chooses_on_home_whether_to_be_mentioned(workspace: Workspace) -> None:
    he = workspace.person("he")
    assert "Being mentioned" not in workspace.person("chen").home().plain

    he.home().click("Let them mention me")
    workspace.wait_until(lambda: he.home().plain.count("People may mention you directly"))

    assert workspace.look(lambda unit: unit.people.get(workspace.company.developer.id).open_to_pings)
    he.home().click("Point them to the desk")
    workspace.wait_until(lambda: "Emergencies pass" in he.home().plain)


def test_language_changes_and_closed_accounts_are_followed(workspace: Workspace) -> None:
    people = workspace.company
    opened(workspace.store, people.employee, people.manager)

    workspace.sandbox.change_user("U0CHEN", tz="Europe/Berlin")
    workspace.wait_until(
        lambda: workspace.look(lambda unit: unit.people.get(people.employee.id).timezone) == "Europe/Berlin"
    )
    workspace.sandbox.change_user("U0CHEN", deleted=True)

    told = nudge(workspace, "zhou", containing="Slack account of Chen Jie")
    assert "(chen.jie@example.com) was closed" in told.plain
    workspace.move_to(FRIDAY + timedelta(hours=7))
    workspace.settle()
    assert workspace.parked() == []
