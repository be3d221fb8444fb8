"""Names in the settings, as Slack knows them."""

import pytest

from bot.domain.intake.ping_scope import UserGroup, ids_of, meant

DEVS = UserGroup(slack_id="S0DEVS", handle="web-devs")
DESK = UserGroup(slack_id="S0DESK", handle="desk")


@pytest.mark.parametrize("name", ["web-devs", "@web-devs", "Web-Devs", "S0DEVS", "@S0DEVS"])
def test_a_group_is_named_by_its_handle_or_its_id(name: str) -> None:
    assert list(meant([DESK, DEVS], [name])) == [DEVS]


def test_no_other_group_is_meant() -> None:
    assert list(meant([DESK, DEVS], ["web", "devs", ""])) == []


def test_a_channel_is_named_with_or_without_its_sign_or_by_its_id() -> None:
    there = {"incidents": "C0INCIDENTS", "war-room": "C0WAR"}

    assert ids_of(["#incidents", "C0WAR", "gone"], there) == {"#incidents": "C0INCIDENTS", "C0WAR": "C0WAR"}
