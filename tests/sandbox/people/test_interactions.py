"""Clicks, commands and shortcuts, over signed HTTP to a real Bolt app."""

import time
from typing import Any

import pytest
import urllib3
from slack_bolt import Ack, App

from bot.sandbox import NotAcknowledged, NotOnScreen, Timing
from bot.sandbox.state.manifest import read_manifest
from tests.sandbox.conftest import client_of, manifest

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def card(*elements: Json) -> list[Json]:
    return [
        {"type": "section", "block_id": "head", "text": {"type": "mrkdwn", "text": "*Card*"}},
        {"type": "actions", "block_id": "row", "elements": list(elements)},
    ]


GO = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "7"}
SURE = {
    "title": plain("Sure?"),
    "text": plain("It cannot be undone"),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
MENU = {
    "type": "static_select",
    "action_id": "pick",
    "placeholder": plain("Pick one"),
    "options": [{"text": plain("One"), "value": "1"}, {"text": plain("Two"), "value": "2"}],
}
MORE = {"type": "overflow", "action_id": "more", "options": [{"text": plain("Decline…"), "value": "no"}]}


class Noting:
    """An app that notes what it gets."""

    def __init__(self) -> None:
        self.got: list[Json] = []
        self.pause = 0.0

    def register(self, app: App) -> None:
        for name in ("go", "pick", "more"):
            app.action(name)(self.take)
        app.command("/ask")(self.answer)
        app.shortcut("start")(self.take)
        app.shortcut("pass_on")(self.take)

    def take(self, ack: Ack, body: Json) -> None:
        time.sleep(self.pause)
        ack()
        self.got.append(body)

    def answer(self, ack: Ack, body: Json) -> None:
        time.sleep(self.pause)
        ack("You asked: " + body["text"])
        self.got.append(body)


@pytest.fixture
def app() -> Noting:
    return Noting()


@pytest.fixture
def house(served, app):
    return served(app.register, timing=Timing(ack_deadline=0.5))


@pytest.fixture
def ann(house):
    return house.person("U1")


def test_a_click_carries_message_container_state_and_a_response_url(house, ann, app):
    client = client_of(house)
    client.chat_postMessage(channel="C1", text="Card", blocks=card(GO, MENU, MORE))
    message = ann.channel("C1")[-1]

    message.select("Pick one", "Two")
    message.click("Go")
    message.choose_overflow("Decline…")

    picked, clicked, declined = app.got
    assert picked["actions"][0]["selected_option"]["value"] == "2"
    assert clicked["actions"][0]["value"] == "7"
    assert declined["actions"][0]["selected_option"]["value"] == "no"
    assert clicked["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C1",
        "is_ephemeral": False,
    }
    assert clicked["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "2"
    assert clicked["message"]["ts"] == message.ts
    assert clicked["channel"] == {"id": "C1", "name": "general"}
    assert clicked["user"]["id"] == "U1"
    assert clicked["response_url"].startswith(house.url)
    assert {"trigger_id", "team", "api_app_id", "token"} <= clicked.keys()


def test_a_button_that_asks_first_does_nothing_until_it_is_confirmed(house, ann, app):
    client_of(house).chat_postMessage(channel="C1", text="Card", blocks=card({**GO, "confirm": SURE}))
    message = ann.channel("C1")[-1]

    with pytest.raises(NotOnScreen, match="It cannot be undone"):
        message.click("Go")
    message.click("Go", confirm=False)
    assert app.got == []
    message.click("Go", confirm=True)

    assert len(app.got) == 1


def test_a_click_on_a_card_that_changed_meanwhile_finds_no_button(house, ann):
    client = client_of(house)
    ts = client.chat_postMessage(channel="C1", text="Card", blocks=card(GO))["ts"]
    message = ann.channel("C1")[-1]
    client.chat_update(channel="C1", ts=ts, text="Done", blocks=card()[:1])

    with pytest.raises(NotOnScreen, match=r"No button 'Go' on the message; there is \[\]"):
        message.click("Go")


def test_an_ephemeral_card_is_sent_without_its_message_and_can_be_replaced_and_removed(house, ann, app):
    client = client_of(house)
    client.chat_postEphemeral(channel="C1", user="U1", text="Card", blocks=card(GO))
    ann.ephemerals("C1")[0].click("Go")
    body = app.got[0]

    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    urllib3.request("POST", body["response_url"], json={"replace_original": True, "text": "Replaced"})
    assert [each.plain for each in ann.ephemerals("C1")] == ["Replaced"]
    urllib3.request("POST", body["response_url"], json={"delete_original": True})
    assert ann.ephemerals("C1") == []


def test_a_response_url_works_five_times(house, ann, app):
    ann.command("/ask", "x", channel="C1")
    url = app.got[0]["response_url"]

    ephemeral = [urllib3.request("POST", url, json={"text": "mine"}).status for _ in range(4)]
    shown = urllib3.request("POST", url, json={"text": "all", "response_type": "in_channel"})
    refused = urllib3.request("POST", url, json={"text": "x"})

    assert (ephemeral, shown.data.decode()) == ([200] * 4, "ok")
    assert (refused.status, refused.json()["error"]) == (404, "used_url")
    assert [each.plain for each in house.person("U2").channel("C1")] == ["all"]


def test_a_command_is_answered_to_its_sender_alone_with_every_field_there(ann, app):
    replies = ann.command("/ask", "the way", channel="C1")

    body = app.got[0]
    assert [each.plain for each in replies] == ["You asked: the way"]
    assert (body["command"], body["text"], body["channel_name"]) == ("/ask", "the way", "general")
    assert {"team_id", "team_domain", "user_name", "trigger_id", "response_url", "api_app_id"} <= body.keys()


def test_a_late_command_shows_slacks_words(ann, app):
    app.pause = 0.7

    with pytest.raises(NotAcknowledged, match='/ask failed with the error "operation_timeout"'):
        ann.command("/ask")


def test_an_unknown_command_and_one_in_a_thread_are_refused_by_the_client(ann):
    with pytest.raises(NotAcknowledged, match="/nothing is not a valid command"):
        ann.command("/nothing")
    with pytest.raises(NotOnScreen, match="not supported in threads"):
        ann.post("commands", {"channel": "C1", "command": "/ask", "thread_ts": "1.2"})


def test_a_late_button_is_marked(house, ann, app):
    client_of(house).chat_postMessage(channel="C1", text="Card", blocks=card(GO))
    app.pause = 0.7

    with pytest.raises(NotAcknowledged, match="Helper did not respond in time"):
        ann.channel("C1")[-1].click("Go")


def test_an_app_without_interactivity_gets_no_clicks_and_the_person_is_told(served, app):
    silent = manifest()
    silent["settings"]["interactivity"] = {"is_enabled": False}
    house = served(app.register, manifest=silent)
    client_of(house).chat_postMessage(channel="C1", text="Card", blocks=card(GO))

    with pytest.raises(NotAcknowledged, match="not configured to handle interactive responses"):
        house.person("U1").channel("C1")[-1].click("Go")

    assert app.got == []


def test_commands_without_their_scope_are_not_installed():
    with pytest.raises(ValueError, match="commands"):
        read_manifest(manifest(scopes=["chat:write"]))


def test_a_button_nobody_listens_to_is_an_error_for_the_person(house, ann):
    client_of(house).chat_postMessage(channel="C1", text="x", blocks=card({**GO, "action_id": "deaf"}))

    with pytest.raises(NotAcknowledged, match="http_client_error"):
        ann.channel("C1")[-1].click("Go")


def test_a_global_shortcut_has_no_channel_and_a_message_shortcut_works_between_people(house, ann, app):
    message = ann.say("U2", "look at this page")

    ann.shortcut("Start")
    house.person("U2").shortcut("pass_on", house.person("U2").channel(message.channel)[0])

    started, passed = app.got
    assert (started["type"], "channel" in started) == ("shortcut", False)
    assert passed["type"] == "message_action"
    assert passed["message"]["text"] == "look at this page"
    assert passed["channel"]["name"] == "directmessage"
    assert {"response_url", "message_ts", "action_ts", "trigger_id"} <= passed.keys()


def test_equal_buttons_are_told_apart_by_what_stands_beside_them(house, ann, app):
    rows = [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": name},
            "accessory": {**GO, "value": name},
        }
        for name in ("Alice", "Bob")
    ]
    client_of(house).chat_postMessage(channel="C1", text="x", blocks=rows)
    message = ann.channel("C1")[-1]

    with pytest.raises(NotOnScreen, match="2 times button 'Go'"):
        message.click("Go")
    message.click("Go", near="Bob")

    assert app.got[0]["actions"][0]["value"] == "Bob"
