"""An organisation as a workspace: ids, languages, channels."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar import Calendar
from bot.domain.people import Person
from bot.domain.policy import Channels, Policy
from bot.local.seeding import slack_id, workspace_seed
from storage.unit import Store
from tests.builders.people import company


@pytest.fixture
def chen(store: Store) -> Person:
    return company(store).employee


@pytest.mark.parametrize(
    ("name", "country", "told", "expected"),
    [
        ("Chen Jie", "CN", "", "en-US"),
        ("陈洁", "CN", "", "zh-CN"),
        ("林雅婷", "TW", "", "zh-TW"),
        ("Lin Yating", "TW", "", "en-US"),
        ("Chen Jie", "CN", "zh-CN", "zh-CN"),
    ],
)
def test_language_follows_slack_then_name_and_country(
    chen: Person, name: str, country: str, told: str, expected: str
) -> None:
    person = replace(chen, name=name, calendar=Calendar(country))

    seed = workspace_seed([person], told={person.id: told} if told else {}, policy=Policy(), request_url=None)

    assert seed.users[0].locale == expected


def test_an_id_is_the_files_or_made_of_the_number(chen: Person) -> None:
    assert slack_id(chen) == "U0CHEN"
    assert slack_id(replace(chen, id=7, slack_id=None)) == "U0000007"


def test_channels_have_who_belongs_there(store: Store) -> None:
    people = company(store).everyone
    policy = Policy(channels=Channels(intake="#desk"))

    seed = workspace_seed(people, told={}, policy=policy, request_url=None)

    members = {channel.name: set(channel.members) for channel in seed.channels}
    assert members["general"] == members["desk"] == {slack_id(person) for person in people}
    assert members["developers"] == {"U0HE", "U0LIN", "U0SUN"}
    assert "U0CHEN" in members["marketing"]
    assert "U0HE" not in members["marketing"]
    assert not next(channel for channel in seed.channels if channel.name == "random").bot_is_member


def test_who_left_is_deactivated_and_in_no_channel(chen: Person) -> None:
    gone = replace(chen, left_on=date(2026, 11, 20))

    seed = workspace_seed([gone], told={}, policy=Policy(), request_url=None)

    assert seed.users[0].deleted
    assert all(channel.members == () for channel in seed.channels)


def test_another_bots_manifest_brings_its_own_address(chen: Person) -> None:
    manifest = {"settings": {"interactivity": {"is_enabled": True, "request_url": "http://127.0.0.1:3000/s"}}}

    over_http = workspace_seed([chen], told={}, policy=Policy(), request_url=None, manifest=manifest)
    settings = manifest["settings"] | {"socket_mode_enabled": True}
    by_socket = workspace_seed(
        [chen], told={}, policy=Policy(), request_url=None, manifest={"settings": settings}
    )

    assert over_http.app.request_url == "http://127.0.0.1:3000/s"
    assert by_socket.app.request_url is None
