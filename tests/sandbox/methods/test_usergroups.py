"""User groups, as Slack lists them and as people call them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox, SeedApp, SeedGroup
from tests.sandbox.conftest import SCOPES, client_of, manifest, seed

GROUPS = (
    SeedGroup("S1", "web-devs", "Web developers", ("U1", "U2")),
    SeedGroup("S2", "desk", "Desk", ("U3",), deleted=True),
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    app = SeedApp(manifest(scopes=[*SCOPES, "usergroups:read"]))
    with Sandbox(replace(seed(app), groups=GROUPS), rate_limits=False) as running:
        yield running


def test_people_numbers_and_disabled_groups_come_only_when_asked_for(client: WebClient) -> None:
    [plain] = client.usergroups_list()["usergroups"]
    full = client.usergroups_list(include_users=True, include_count=True, include_disabled=True)["usergroups"]

    assert (plain["id"], plain["handle"], plain["date_delete"]) == ("S1", "web-devs", 0)
    assert "users" not in plain
    assert "user_count" not in plain
    assert [(each["handle"], each["users"], each["user_count"]) for each in full] == [
        ("desk", ["U3"], "1"),
        ("web-devs", ["U1", "U2"], "2"),
    ]
    assert full[0]["date_delete"] > 0


def test_the_people_of_one_group_are_listed(client: WebClient) -> None:
    assert client.usergroups_users_list(usergroup="S1")["users"] == ["U1", "U2"]
    assert client.usergroups_users_list(usergroup="S2", include_disabled=True)["users"] == ["U3"]


@pytest.mark.parametrize("group", ["S2", "S9", "web-devs"])
def test_a_group_that_is_disabled_or_none_is_refused(client: WebClient, group: str) -> None:
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        client.usergroups_users_list(usergroup=group)


def test_both_need_their_scope() -> None:
    with Sandbox(seed(), rate_limits=False) as sandbox:
        client = client_of(sandbox)
        for ask in (client.usergroups_list, lambda: client.usergroups_users_list(usergroup="S1")):
            with pytest.raises(SlackApiError, match="missing_scope"):
                ask()


def test_who_calls_a_group_has_it_in_the_text_and_as_an_element(sandbox: Sandbox) -> None:
    said = sandbox.person("U1").say("C1", "hello @web-devs, @desk and @web-devs-x")

    [section] = sandbox.workspace.channels["C1"].messages[said.ts].blocks[0]["elements"]
    assert said.text == "hello <!subteam^S1>, @desk and @web-devs-x"
    assert section["elements"] == [
        {"type": "text", "text": "hello "},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "text", "text": ", @desk and @web-devs-x"},
    ]
