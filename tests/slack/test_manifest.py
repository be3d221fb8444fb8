"""The manifest asks for what is used, and for nothing else.

manifest.schema.json is Slack's own schema 2.0.0 (github.com/slackapi/manifest-schema, MIT).
"""

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.slack.manifest import BOT_EVENTS, COMMANDS, SCOPES, SHORTCUTS, manifest
from handlers.listeners import register_all

HOUSE = Path(__file__).parents[2]
SCHEMA = json.loads(Path(__file__).with_name("manifest.schema.json").read_text(encoding="utf-8"))
OURS = ("bot/app.py", "bot/delivery", "bot/jobs", "bot/services", "bot/slack", "handlers", "messages")

# Any one of a method's scopes lets it be called; of each kind of channel it sees only what is granted.
HISTORY = {"channels:history", "groups:history", "im:history"}
METHOD_SCOPES: dict[str, set[str]] = {
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_getPermalink": set(),
    "conversations_history": HISTORY,
    "conversations_replies": HISTORY,
    "conversations_info": {"channels:read"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "files_info": {"files:read"},
    "files_getUploadURLExternal": {"files:write"},
    "files_completeUploadExternal": {"files:write"},
    "reactions_add": {"reactions:write"},
    "usergroups_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "users_lookupByEmail": {"users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}
# Slack lets an app with a file_input in its forms be installed only with files:read.
FILES_IN_FORMS = {"files:read"}


class Register(App):
    """A Bolt app that writes down what is listened to."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-test", signing_secret="secret", token_verification_enabled=False)
        self.heard: dict[str, list[Any]] = {"event": [], "command": [], "shortcut": []}

    def event(self, event: Any, *_: Any, **__: Any) -> Any:
        return self._note("event", event)

    def command(self, command: Any, *_: Any, **__: Any) -> Any:
        return self._note("command", command)

    def shortcut(self, constraints: Any, *_: Any, **__: Any) -> Any:
        return self._note("shortcut", constraints)

    def _note(self, kind: str, what: Any) -> Callable[[Any], Any]:
        self.heard[kind].append(what)
        return lambda listener: listener


@pytest.fixture
def heard() -> dict[str, list[Any]]:
    register = Register()
    register_all(register)
    return register.heard


METHOD_NAMES = {
    name
    for name in dir(WebClient)
    if name.split("_")[0]
    in {"chat", "conversations", "files", "pins", "reactions", "usergroups", "users", "views"}
}


def methods_called() -> set[str]:
    """Every method of the Web API that stands in our code."""
    return {name for file in our_files() for name in attributes(file) if name in METHOD_NAMES}


def our_files() -> Iterator[Path]:
    for place in OURS:
        path = HOUSE / place
        yield from path.rglob("*.py") if path.is_dir() else [path]


def attributes(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr


@pytest.mark.parametrize("url", [None, "https://steward.example.com/slack/events"])
def test_slack_would_take_the_manifest(url: str | None) -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(manifest(request_url=url))


def test_over_http_every_address_is_given_and_socket_mode_is_off() -> None:
    url = "https://steward.example.com/slack/events"
    found = manifest(request_url=url)

    assert found["settings"]["socket_mode_enabled"] is False
    assert found["settings"]["interactivity"]["request_url"] == url
    assert found["settings"]["event_subscriptions"]["request_url"] == url
    assert {command["url"] for command in found["features"]["slash_commands"]} == {url}


def test_the_file_at_the_top_is_what_the_command_prints() -> None:
    assert json.loads((HOUSE / "manifest.json").read_text(encoding="utf-8")) == manifest()


def test_each_method_that_is_called_has_a_line_in_the_table_above() -> None:
    assert methods_called() == METHOD_SCOPES.keys()


def test_each_scope_is_needed_and_each_need_is_granted() -> None:
    needed = {"commands"} | FILES_IN_FORMS
    needed = needed.union(*METHOD_SCOPES.values(), *(EVENT_SCOPES[event] for event in BOT_EVENTS))

    assert sorted(SCOPES) == sorted(needed)


def test_each_event_is_listened_to_and_nothing_else_is(heard: dict[str, list[Any]]) -> None:
    assert {event.split(".")[0] for event in BOT_EVENTS} == set(heard["event"])


def test_each_command_is_listened_to_and_nothing_else_is(heard: dict[str, list[Any]]) -> None:
    assert sorted(command["command"] for command in COMMANDS) == sorted(heard["command"])


def test_each_shortcut_is_listened_to_and_nothing_else_is(heard: dict[str, list[Any]]) -> None:
    types = {"global": "shortcut", "message": "message_action"}
    declared = [{"type": types[each["type"]], "callback_id": each["callback_id"]} for each in SHORTCUTS]

    assert sorted(declared, key=str) == sorted(heard["shortcut"], key=str)
