"""Who somebody is: an account with a colleague's address is not yet the colleague."""

from sqlalchemy import select

from bot.sandbox import SeedUser
from bot.services.reviews.open_cycle import open_cycle
from storage.models.people import PersonRow
from tests.builders.acting import acting
from tests.builders.people import person
from tests.scenarios.conftest import MONDAY, Workspace

ADDRESS = "new.name@example.com"
PARTNER = "T0PARTNER"


def account_of(workspace: Workspace, email: str) -> str | None:
    return workspace.look(
        lambda unit: unit.session.scalar(select(PersonRow.slack_id).where(PersonRow.email == email))
    )


def admin_reads(workspace: Workspace) -> str:
    workspace.settle()
    return "\n".join(message.text for message in workspace.person("lin").dm())


def test_a_partners_account_with_a_colleagues_address_gets_neither_the_message_nor_the_form(
    workspace: Workspace,
) -> None:
    person(workspace.store, "New Name", manager=workspace.company.manager, linked=False)
    outsider = SeedUser("U0PARTNER", "partner", "A partner", ADDRESS, team_id=PARTNER)

    workspace.sandbox.add_user(outsider)
    open_cycle(acting(workspace.store, now=MONDAY), name="2026Q4")
    keyboard = workspace.sandbox.person("U0PARTNER")
    (answer,) = keyboard.command("/website-issue", "let me in")

    assert "another Slack workspace" in answer.text
    assert keyboard.modal() is None
    assert account_of(workspace, ADDRESS) is None
    assert "another company's account" in admin_reads(workspace)


def test_a_second_account_with_an_address_is_told_to_the_admin_and_settled_when_closed(
    workspace: Workspace,
) -> None:
    twin = SeedUser("U0TWIN", "twin", "Chen Jie", "chen.jie@example.com")

    workspace.sandbox.add_user(twin)
    workspace.wait_until(lambda: "second Slack account" in admin_reads(workspace))
    assert account_of(workspace, "chen.jie@example.com") == "U0CHEN"

    workspace.sandbox.change_user("U0TWIN", deleted=True)
    workspace.wait_until(lambda: "Settled" in admin_reads(workspace))


def test_a_bot_with_a_colleagues_address_is_written_to_by_nobody(workspace: Workspace) -> None:
    newcomer = person(workspace.store, "New Name", manager=workspace.company.manager, linked=False)

    workspace.sandbox.add_user(SeedUser("U0ROBOT", "robot", "A robot", ADDRESS, is_bot=True))
    workspace.wait_until(lambda: "lead to" in admin_reads(workspace) or "leads to" in admin_reads(workspace))

    assert account_of(workspace, newcomer.email) is None


def test_the_account_of_somebody_who_left_goes_to_whom_it_belongs_now(workspace: Workspace) -> None:
    newcomer = person(workspace.store, "New Name", manager=workspace.company.manager, linked=False)
    with workspace.store.begin() as unit:
        unit.session.get_one(PersonRow, workspace.company.colleague.id).left_on = MONDAY.date()

    workspace.sandbox.change_user("U0WU", email=newcomer.email)
    workspace.wait_until(lambda: account_of(workspace, newcomer.email) == "U0WU")

    open_cycle(acting(workspace.store, now=MONDAY), name="2026Q4")
    workspace.settle()
    assert workspace.parked() == []
