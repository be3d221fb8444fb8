"""The local workspace itself: people, channels, time."""

from datetime import timedelta

from tests.scenarios.conftest import MONDAY, Workspace


def test_everybody_of_the_company_is_in_the_workspace(workspace: Workspace) -> None:
    names = {user.real_name for user in workspace.sandbox.workspace.users.values()}

    assert {person.name for person in workspace.company.everyone} <= names


def test_the_clock_starts_where_it_is_told_and_only_moves_forward(workspace: Workspace) -> None:
    workspace.move_to(MONDAY + timedelta(days=2))
    workspace.move_to(MONDAY)

    assert timedelta(days=2) <= workspace.clock.now() - MONDAY < timedelta(days=2, minutes=1)
