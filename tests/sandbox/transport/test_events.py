"""Events: who gets which, how they look, and how often they are tried again."""

import json
import time
from typing import Any

import pytest
from slack_bolt import App

from bot.sandbox import Sandbox, SeedUser, Timing
from tests.sandbox.conftest import EVENTS, SCOPES, client_of, manifest

Json = dict[str, Any]


class Listening:
    """An app that notes the events it gets, after failing as often as it is told."""

    def __init__(self) -> None:
        self.bodies: list[Json] = []
        self.retries: list[tuple[str | None, str | None]] = []
        self.fail = 0

    def register(self, app: App) -> None:
        for name in (*{each.partition(".")[0] for each in EVENTS},):
            app.event(name)(self.take)

    def take(self, body: Json, request: Any) -> None:
        self.bodies.append(body)
        self.retries.append(
            (
                request.headers.get("x-slack-retry-num", [None])[0],
                request.headers.get("x-slack-retry-reason", [None])[0],
            )
        )
        if self.fail:
            self.fail -= 1
            raise RuntimeError("not now")

    def events(self, kind: str) -> list[Json]:
        return [each["event"] for each in self.bodies if each["event"]["type"] == kind]


@pytest.fixture
def app() -> Listening:
    return Listening()


@pytest.fixture
def house(served, app) -> Sandbox:
    return served(app.register, timing=Timing(event_retries=(0.0, 0.05, 0.1)))


def wait(house: Sandbox) -> None:
    person = house.person("U1")
    person.wait_until(person.quiet)


def test_a_message_comes_with_its_envelope_and_its_thread(house, app):
    ben = house.person("U2")
    root = ben.say("C1", "hello")
    ben.say("C1", "again", thread_ts=root.ts)
    wait(house)

    first, reply = sorted(app.events("message"), key=lambda each: each["ts"])
    body = app.bodies[0]
    assert (first["text"], first["user"], first["channel"], first["channel_type"]) == (
        "hello",
        "U2",
        "C1",
        "channel",
    )
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root.ts, "U2")
    assert body["type"] == "event_callback"
    assert body["authorizations"][0]["user_id"] == house.workspace.bot_user_id
    assert {"event_id", "event_time", "event_context", "api_app_id", "team_id"} <= body.keys()


def test_the_kind_of_conversation_is_told_and_strangers_rooms_are_silent(house, app):
    ann, ben = house.person("U1"), house.person("U2")
    ann.say(ann.app, "to the bot")
    ann.say("C3", "in private")
    ann.say("C2", "where the bot is not")
    ben.say("C4", "neither here")
    ann.say("U2", "between us")
    wait(house)

    assert sorted((each["text"], each["channel_type"]) for each in app.events("message")) == [
        ("in private", "group"),
        ("to the bot", "im"),
    ]


def test_a_mention_comes_twice_as_message_and_as_mention(house, app):
    house.person("U1").say("C1", "@helper are you there")
    wait(house)

    assert len(app.events("message")) == len(app.events("app_mention")) == 1
    assert app.events("app_mention")[0]["text"] == f"<@{house.workspace.bot_user_id}> are you there"


def test_files_reactions_and_deletions_are_told(house, app):
    ann = house.person("U1")
    message = ann.say(ann.app, "look", files={"a.png": b"png"})
    ann.post("reactions", {"channel": ann.app, "ts": message.ts, "name": "eyes"})
    wait(house)
    house.remove_message(ann.app, message.ts)
    wait(house)

    shared, deleted = app.events("message")
    assert (shared["subtype"], shared["files"][0]["name"]) == ("file_share", "a.png")
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["hidden"]) == (
        "message_deleted",
        message.ts,
        True,
    )
    assert app.events("reaction_added")[0]["item"]["ts"] == message.ts


def test_joining_leaving_and_changing_people_are_told(house, app):
    house.add_user(SeedUser("U7", "gil", "Gil New", "gil@example.com"))
    house.change_user("U2", locale="de-DE")
    wait(house)
    house.change_user("U2", deleted=True)
    house.join_channel("U3", "C1", inviter="U1")
    wait(house)

    changed = [(each["user"]["locale"], each["user"]["deleted"]) for each in app.events("user_change")]
    assert app.events("team_join")[0]["user"]["id"] == "U7"
    assert changed == [("de-DE", False), ("de-DE", True)]
    assert app.events("member_joined_channel")[0]["user"] == "U3"


def test_an_unacknowledged_event_is_tried_three_times_more_under_the_same_id(house, app):
    app.fail = 9

    house.person("U1").say("C1", "hello")
    wait(house)
    time.sleep(0.3)
    wait(house)

    assert len({each["event_id"] for each in app.bodies}) == 1
    assert app.retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


def test_an_event_is_not_tried_again_once_it_is_taken(house, app):
    app.fail = 1

    house.person("U1").say("C1", "hello")
    time.sleep(0.3)

    assert [each[0] for each in app.retries] == [None, "1"]


@pytest.mark.parametrize(
    ("scopes", "events"),
    [
        ([each for each in SCOPES if each != "channels:history"], EVENTS),
        (SCOPES, [each for each in EVENTS if each != "message.channels"]),
    ],
)
def test_an_event_needs_its_subscription_and_its_scope(served, app, scopes, events):
    house = served(app.register, manifest=manifest(scopes=scopes, events=events))

    house.person("U1").say("C1", "hello")
    wait(house)

    assert app.bodies == []


def test_the_bots_own_messages_and_changes_are_events_too(house, endpoint):
    client = client_of(house)
    ts = client.chat_postMessage(channel="C1", text="one")["ts"]
    wait(house)
    client.chat_update(channel="C1", ts=ts, text="two")
    wait(house)

    posted, changed = (json.loads(each)["event"] for each in endpoint.bodies)
    assert posted["bot_id"] == house.workspace.bot_id
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
