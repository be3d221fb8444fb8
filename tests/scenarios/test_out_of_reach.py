"""People and channels that cannot be reached: told once a cause, and taken up when they are there again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Person
from bot.local.seeding import INTAKE
from bot.sandbox import Msg, SeedChannel, SeedUser
from bot.services.reviews.open_cycle import open_cycle
from tests.builders.acting import acting
from tests.builders.people import person
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_website_issue import desk_card, filed, fill_in, my_card

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FRIDAY_FOUR = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
NEW_DESK = "C0NEWDESK"


def quarter_opens(workspace: Workspace) -> None:
    open_cycle(acting(workspace.store, now=workspace.clock.now(), policy=workspace.policy), name="2026Q4")
    workspace.move_to(TUESDAY_TEN)
    workspace.settle()


def told(workspace: Workspace) -> list[Msg]:
    """What the admin heard of what is wrong."""
    workspace.settle()
    return [
        each
        for each in workspace.person("lin").dm()
        if "cannot be found in Slack" in each.plain or "Settled" in each.plain
    ]


def join(workspace: Workspace, somebody: Person, slack_id: str) -> None:
    workspace.sandbox.add_user(
        SeedUser(slack_id, slack_id.lower(), somebody.name, somebody.email, tz="Asia/Shanghai")
    )


def make_the_desk_anew(workspace: Workspace) -> None:
    workspace.sandbox.archive_channel(INTAKE)
    workspace.sandbox.rename_channel(INTAKE, "website-requests-old")
    members = tuple(user.id for user in workspace.sandbox.workspace.people())
    workspace.sandbox.create_channel(SeedChannel(NEW_DESK, "website-requests", members))


@pytest.fixture
def absent(workspace: Workspace) -> list[Person]:
    """60 people of the organisation file who are not in Slack."""
    manager = workspace.company.manager
    return [person(workspace.store, f"P{n:02d} Absent", manager=manager, linked=False) for n in range(60)]


@pytest.mark.soak
def test_sixty_people_who_are_not_in_slack_are_one_message_to_the_admin(
    workspace: Workspace, absent: list[Person]
) -> None:
    quarter_opens(workspace)

    [card] = told(workspace)
    assert "60 people of the organisation file" in card.plain
    updates = [
        call
        for call in workspace.sandbox.calls
        if call.method == "chat.update" and call.arguments["ts"] == card.ts
    ]
    assert len(updates) <= 5
    workspace.move_to(FRIDAY_FOUR)
    [card] = told(workspace)
    assert "60 people of the organisation file" in card.plain


def test_the_list_is_behind_a_button_with_names_and_since_when(
    workspace: Workspace, absent: list[Person]
) -> None:
    quarter_opens(workspace)

    [card] = told(workspace)
    card.click("Show all…")
    modal = workspace.person("lin").wait_for_modal(title="Not in Slack")
    assert "P00 Absent (p00.absent@example.com), since Tue 24 Nov" in modal.plain
    assert "Page 1 of 2" in modal.plain
    modal.click("Next page")
    workspace.person("lin").wait_for_modal(containing="P59 Absent")


def test_whoever_joins_gets_what_waited_and_leaves_the_list(
    workspace: Workspace, absent: list[Person]
) -> None:
    quarter_opens(workspace)

    join(workspace, absent[0], "U0ABSENT0")

    workspace.sandbox.person("U0ABSENT0").wait_for_message(containing="2026 Q4 review")
    workspace.person("lin").wait_for_message(containing="59 people of the organisation file")
    for number, somebody in enumerate(absent[1:], start=1):
        join(workspace, somebody, f"U0ABSENT{number}")
    workspace.person("lin").wait_for_message(containing="Settled: Not in Slack", timeout=30)
    assert len(told(workspace)) == 1
    assert workspace.parked() == []


def test_an_account_closed_by_mistake_gets_the_quarters_message_once_it_is_open_again(
    workspace: Workspace,
) -> None:
    chen = workspace.company.employee
    workspace.sandbox.change_user("U0CHEN", deleted=True)
    workspace.wait_until(lambda: workspace.look(lambda unit: unit.people.get(chen.id).deactivated_on))
    quarter_opens(workspace)
    workspace.move_to(FRIDAY_FOUR)
    assert [problem for _, problem in workspace.parked()] == ["user_disabled"]
    workspace.move_to(FRIDAY_FOUR + timedelta(days=11))
    [card] = told(workspace)
    assert "Chen Jie (chen.jie@example.com)" in card.plain

    workspace.sandbox.change_user("U0CHEN", deleted=False)

    workspace.person("chen").wait_for_message(containing="2026 Q4 review")
    workspace.settle()
    assert [each.plain for each in workspace.person("chen").dm() if "waiting for you" in each.plain] == []
    assert workspace.parked() == []
    [card] = told(workspace)
    assert card.plain.startswith("Settled: Not in Slack")


def test_a_desk_that_was_archived_and_made_anew_gets_its_cards_and_what_is_said_under_them(
    workspace: Workspace,
) -> None:
    filed(workspace)
    workspace.settle()
    make_the_desk_anew(workspace)

    my_card(workspace).reply("It is empty on the phone too.")

    card = workspace.person("sun").wait_for_message(containing="#1 · Chengdu", where=NEW_DESK)
    workspace.person("sun").wait_for_message(containing="on the phone too", thread=card)
    workspace.settle()
    assert workspace.parked() == []
    assert [each.plain[:4] for each in workspace.person("sun").channel(NEW_DESK)] == ["#1 ·"]


def test_every_open_request_is_shown_at_the_new_desk_as_soon_as_it_is_noticed(workspace: Workspace) -> None:
    filed(workspace)
    workspace.settle()
    make_the_desk_anew(workspace)

    wu = workspace.person("wu")
    wu.command("/website-issue")
    fill_in(wu.wait_for_modal(title="Website issue"), happened="The search is slow").submit()

    sun = workspace.person("sun")
    sun.wait_for_message(containing="#2 · Hangzhou", where=NEW_DESK)
    sun.wait_for_message(containing="#1 · Chengdu", where=NEW_DESK)
    workspace.settle()
    assert len(sun.channel(NEW_DESK)) == 2


def test_every_open_request_follows_to_a_desk_that_is_made_anew_only_after_it_was_missed(
    workspace: Workspace,
) -> None:
    filed(workspace)
    workspace.settle()
    workspace.sandbox.archive_channel(INTAKE)
    wu, sun = workspace.person("wu"), workspace.person("sun")
    wu.command("/website-issue")
    fill_in(wu.wait_for_modal(title="Website issue"), happened="The search is slow").submit()
    workspace.person("lin").wait_for_message(containing="#website-requests, since")

    make_the_desk_anew(workspace)
    workspace.move_to(workspace.clock.now() + timedelta(minutes=20))

    sun.wait_for_message(containing="#2 · Hangzhou", where=NEW_DESK)
    sun.wait_for_message(containing="#1 · Chengdu", where=NEW_DESK)
    workspace.settle()
    assert len(sun.channel(NEW_DESK)) == 2
    assert workspace.parked() == []


def test_a_desk_that_is_archived_is_told_and_what_waited_stands_there_once_it_is_back(
    workspace: Workspace,
) -> None:
    workspace.sandbox.archive_channel(INTAKE)
    chen = workspace.person("chen")
    chen.command("/website-issue")
    fill_in(chen.wait_for_modal(title="Website issue")).submit()

    workspace.person("lin").wait_for_message(containing="#website-requests, since")
    workspace.sandbox.archive_channel(INTAKE, archived=False)
    workspace.move_to(workspace.clock.now() + timedelta(minutes=20))
    desk_card(workspace)
    workspace.person("lin").wait_for_message(containing="Settled: Channel missing")


def test_what_is_said_about_a_card_that_somebody_deleted_stands_under_a_new_one(
    workspace: Workspace,
) -> None:
    mine, card = filed(workspace)
    workspace.settle()
    workspace.sandbox.remove_message(card.channel, card.ts)

    mine.reply("It is empty on the phone too.")

    anew = desk_card(workspace)
    workspace.person("sun").wait_for_message(containing="on the phone too", thread=anew)
    workspace.settle()
    assert [each.plain[:4] for each in workspace.person("sun").channel(INTAKE)] == ["#1 ·"]
