"""The Web API refuses what Slack refuses, with Slack's error names."""

from collections.abc import Iterator
from typing import Any

import pytest
import urllib3
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox, SeedApp, SeedChannel
from tests.sandbox.conftest import SCOPES, manifest, seed


def post(
    sandbox: Sandbox, method: str, *, token: str | None = "xoxb-sandbox", **more: Any
) -> urllib3.BaseHTTPResponse:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    if "body" in more:
        headers["content-type"] = "application/x-www-form-urlencoded"
    return urllib3.request("POST", sandbox.api_url + method, headers=headers, **more)


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", None, "not_authed"),
        ("auth.test", "xoxb-other", "invalid_auth"),
        ("apps.connections.open", "xoxb-sandbox", "not_allowed_token_type"),
        ("chat.postMessage", "xapp-sandbox", "not_allowed_token_type"),
        ("chat.shout", "xoxb-sandbox", "unknown_method"),
    ],
)
def test_a_call_with_the_wrong_token_or_method_is_refused(sandbox, method, token, error):
    answer = post(sandbox, method, token=token)

    assert answer.json()["error"] == error


def test_a_token_may_stand_in_a_form_but_not_in_the_address_or_in_json(sandbox):
    form = post(sandbox, "auth.test", token=None, body="token=xoxb-sandbox")
    address = post(sandbox, "auth.test?token=xoxb-sandbox", token=None)
    body = post(sandbox, "auth.test", token=None, json={"token": "xoxb-sandbox"})

    assert form.json()["ok"] is True
    assert address.json()["error"] == "not_authed"
    assert body.json()["error"] == "not_authed"


def test_auth_test_tells_who_the_bot_is(client, sandbox):
    told = client.auth_test()

    assert told["user_id"] == sandbox.workspace.bot_user_id
    assert told["team"] == "Sandbox"
    assert told["user"] == "helper"


# Method, arguments, and the error that Slack gives.
REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "C9", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C2", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "C4", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C1"}, "no_text"),
    ("chat.postMessage", {"channel": "C1", "text": "  "}, "no_text"),
    ("chat.postMessage", {"channel": "C1", "blocks": "{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "C1", "blocks": [{}]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "C1", "text": "x", "metadata": "no"}, "invalid_metadata_format"),
    ("chat.postMessage", {"channel": "C1", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ("chat.postMessage", {"channel": "C1", "attachments": [{}] * 101}, "too_many_attachments"),
    ("chat.update", {"channel": "C1", "ts": "1.2", "text": "x"}, "message_not_found"),
    ("chat.delete", {"channel": "C1", "ts": "1.2"}, "message_not_found"),
    ("chat.postEphemeral", {"channel": "C1", "user": "U3", "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": "C1", "user": "U9", "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": "C1", "text": "x"}, "invalid_arguments"),
    ("chat.getPermalink", {"channel": "C1", "message_ts": "1.2"}, "invalid_arguments"),
    ("chat.scheduleMessage", {"channel": "C1", "text": "x", "post_at": 1}, "time_in_past"),
    ("chat.scheduleMessage", {"channel": "C1", "text": "x", "post_at": 9_999_999_999}, "time_too_far"),
    (
        "chat.deleteScheduledMessage",
        {"channel": "C1", "scheduled_message_id": "Q"},
        "invalid_scheduled_message_id",
    ),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U9"}, "user_not_found"),
    ("conversations.open", {"users": "U4"}, "user_disabled"),
    ("conversations.open", {"users": ",".join(f"U{n}" for n in range(9))}, "too_many_users"),
    ("conversations.history", {"channel": "C2"}, "not_in_channel"),
    ("conversations.history", {"channel": "C4"}, "channel_not_found"),
    ("conversations.history", {"channel": "C1", "oldest": "monday"}, "invalid_ts_oldest"),
    ("conversations.history", {"channel": "C1", "cursor": "bogus"}, "invalid_cursor"),
    ("conversations.history", {"channel": "C1", "limit": 1000}, "invalid_arguments"),
    ("conversations.create", {"name": "General"}, "invalid_name_specials"),
    ("conversations.create", {"name": "general"}, "name_taken"),
    ("conversations.create", {"name": "x" * 81}, "invalid_name_maxlength"),
    ("conversations.create", {"name": "--"}, "invalid_name_punctuation"),
    ("conversations.create", {"name": ""}, "invalid_name_required"),
    ("conversations.invite", {"channel": "C1", "users": "U1"}, "already_in_channel"),
    ("conversations.invite", {"channel": "C1", "users": ""}, "no_user"),
    ("conversations.setTopic", {"channel": "C1", "topic": "x" * 251}, "too_long"),
    ("conversations.join", {"channel": "C3"}, "method_not_supported_for_channel_type"),
    ("reactions.add", {"channel": "C1", "timestamp": "1.2", "name": "eyes"}, "message_not_found"),
    ("reactions.add", {"channel": "C1", "name": "eyes"}, "no_item_specified"),
    ("blocks.validate", {"blocks": [{"type": "hero"}]}, "invalid_blocks"),
    ("blocks.validate", {}, "invalid_arguments"),
    ("conversations.members", {"channel": "C1"}, "invalid_arguments"),
    ("pins.add", {"channel": "C1"}, "no_item_specified"),
    ("bookmarks.add", {"channel_id": "C1", "title": "x", "type": "link", "link": "ftp:"}, "invalid_link"),
    ("views.open", {"trigger_id": "x", "view": {"type": "modal"}}, "invalid_trigger_id"),
    ("views.open", {"trigger_id": "1.2.ab"}, "invalid_arguments"),
    ("views.update", {"view_id": "V9", "view": {"type": "modal"}}, "not_found"),
    ("views.update", {"view_id": "V", "external_id": "E", "view": {}}, "invalid_arguments"),
    ("views.publish", {"user_id": "U9", "view": {"type": "home", "blocks": []}}, "invalid_arguments"),
    ("files.completeUploadExternal", {"files": [{"id": "F9"}]}, "file_not_found"),
]


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    """One workspace for calls that change nothing."""
    with Sandbox(seed(), rate_limits=False) as running:
        yield running


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSALS)
def test_what_slack_refuses_is_refused_by_name(shared, method, arguments, error):
    answer = post(shared, method, json=arguments).json()

    assert (answer["ok"], answer["error"]) == (False, error)
    assert shared.calls[-1].error == error


def test_some_methods_take_no_json(sandbox):
    as_json = post(sandbox, "users.info", json={"user": "U1"})
    as_form = post(sandbox, "users.info", body="user=U1")

    assert as_json.json()["error"] == "user_not_found"
    assert as_form.json()["user"]["name"] == "ann"


def test_a_missing_scope_names_what_is_needed_and_what_is_there():
    with Sandbox(seed(SeedApp(manifest(scopes=["commands", "im:write", "channels:history"])))) as sandbox:
        refused = post(sandbox, "chat.postMessage", json={"channel": "C1", "text": "x"}).json()
        private = post(sandbox, "conversations.history", json={"channel": "C3"}).json()

    assert refused == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "channels:history,commands,im:write",
    }
    assert (private["error"], private["needed"]) == ("missing_scope", "groups:history")


def test_posting_to_a_public_channel_from_outside_needs_its_own_scope():
    with Sandbox(seed(SeedApp(manifest(scopes=[*SCOPES, "chat:write.public"])))) as sandbox:
        answer = post(sandbox, "chat.postMessage", json={"channel": "#other", "text": "x"}).json()

    assert (answer["ok"], answer["channel"]) == (True, "C2")


def test_an_archived_channel_takes_no_messages(sandbox, client):
    sandbox.archive_channel("C1")

    with pytest.raises(SlackApiError, match="is_archived"):
        client.chat_postMessage(channel="C1", text="x")


def test_an_archived_channel_keeps_its_name_until_it_is_renamed(sandbox, client):
    name = sandbox.workspace.channels["C1"].name
    sandbox.archive_channel("C1")
    with pytest.raises(ValueError, match="name_taken"):
        sandbox.create_channel(SeedChannel("C8", name, ("U1",)))

    sandbox.rename_channel("C1", f"{name}-old")
    sandbox.create_channel(SeedChannel("C8", name, ("U1",)))

    assert client.chat_postMessage(channel=f"#{name}", text="x")["channel"] == "C8"
    with pytest.raises(SlackApiError, match="is_archived"):
        client.chat_postMessage(channel="C1", text="x")


def test_a_deleted_channel_is_not_known_any_more_and_its_name_is_free(sandbox, client):
    name = sandbox.workspace.channels["C1"].name
    sandbox.delete_channel("C1")
    sandbox.create_channel(SeedChannel("C8", name, ("U1",)))

    assert client.chat_postMessage(channel="C8", text="x")["ok"]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel="C1", text="x")


def test_a_home_tab_that_is_switched_off_cannot_be_published():
    with Sandbox(seed(SeedApp(manifest(home=False)))) as sandbox:
        answer = post(
            sandbox, "views.publish", json={"user_id": "U1", "view": {"type": "home", "blocks": []}}
        )

    assert answer.json()["error"] == "not_enabled"


def test_email_and_locale_come_only_when_allowed_and_asked_for(client):
    told = client.users_info(user="U1")["user"]
    asked = client.users_info(user="U1", include_locale=True)["user"]

    assert told["profile"]["email"] == "ann@example.com"
    assert "locale" not in told
    assert (asked["locale"], asked["tz"], asked["tz_offset"]) == ("zh-CN", "Asia/Shanghai", 28800)
    with Sandbox(seed(SeedApp(manifest(scopes=["commands", "users:read"])))) as strict:
        bare = WebClient("xoxb-sandbox", base_url=strict.api_url).users_info(user="U1")["user"]
        assert "email" not in bare["profile"]


def test_people_are_found_by_email_unless_they_left(client):
    assert client.users_lookupByEmail(email="BEN@example.com")["user"]["id"] == "U2"
    with pytest.raises(SlackApiError, match="users_not_found"):
        client.users_lookupByEmail(email="dora@example.com")


def test_lists_come_in_pages(client):
    first = client.users_list(limit=2)
    pages = [[each["id"] for each in page["members"]] for page in first]

    assert [len(each) for each in pages] == [2, 2, 1]
    assert pages[0] == ["U1", "U2"]


def test_every_call_is_noted_for_assertions(sandbox, client):
    client.chat_postMessage(channel="C1", text="x")

    noted = sandbox.calls[-1]
    assert (noted.method, noted.arguments["text"], noted.error) == ("chat.postMessage", "x", None)


def test_a_file_goes_up_in_three_steps_and_can_be_fetched_with_the_token(sandbox, client):
    shared = client.files_upload_v2(channel="C1", filename="a.txt", content="hello", initial_comment="look")

    file = client.files_info(file=shared["files"][0]["id"])["file"]
    right = urllib3.request("GET", file["url_private"], headers={"authorization": "Bearer xoxb-sandbox"})
    wrong = urllib3.request("GET", file["url_private"], redirect=False)
    assert (right.data, wrong.status) == (b"hello", 302)
    assert sandbox.person("U1").channel("C1")[-1].shape["files"][0]["name"] == "a.txt"


def test_reactions_pins_and_bookmarks_are_counted_once(client):
    ts = client.chat_postMessage(channel="C1", text="x")["ts"]

    client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    client.pins_add(channel="C1", timestamp=ts)
    client.bookmarks_add(channel_id="C1", title="x", type="link", link="https://example.com")

    assert client.conversations_history(channel="C1")["messages"][0]["reactions"][0]["count"] == 1
    with pytest.raises(SlackApiError, match="already_reacted"):
        client.reactions_add(channel="C1", timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="already_pinned"):
        client.pins_add(channel="C1", timestamp=ts)
    client.reactions_remove(channel="C1", timestamp=ts, name="eyes")
    with pytest.raises(SlackApiError, match="no_reaction"):
        client.reactions_remove(channel="C1", timestamp=ts, name="eyes")
