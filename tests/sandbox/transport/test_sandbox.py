"""The sandbox as a whole: what it starts with, and its start and end."""

from dataclasses import replace

import urllib3

from bot.sandbox import Sandbox, SeedChannel
from tests.sandbox.conftest import seed


def test_the_page_is_served(sandbox):
    assert urllib3.request("GET", sandbox.url).status == 200


def test_a_channel_that_nobody_is_in_yet_opens_with_the_bot_alone():
    quiet = replace(seed(), channels=(SeedChannel("C9", "quiet", ()),))

    with Sandbox(quiet) as running:
        assert running.workspace.channels["C9"].members == [running.workspace.bot_user_id]


def test_a_stopped_workspace_can_be_started_again():
    sandbox = Sandbox(seed())
    for _ in range(2):
        sandbox.start()
        assert sandbox.person("U1").dm() == []
        sandbox.stop()
