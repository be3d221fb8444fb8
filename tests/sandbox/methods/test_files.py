"""Which files the app sees, and what is left of a deleted one."""

import urllib3
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox


def told(client: WebClient, file_id: str) -> str:
    """The file's name, or the error."""
    try:
        return str(client.files_info(file=file_id)["file"]["name"])
    except SlackApiError as error:
        return str(error.response["error"])


def test_the_app_sees_the_files_of_conversations_that_it_is_in(sandbox: Sandbox, client: WebClient) -> None:
    writer = sandbox.person("U1")
    seen = writer.say("C1", "look", files={"seen.txt": b"seen"}).shape["files"][0]
    others = [
        writer.say(where, "look", files={"unseen.txt": b"unseen"}).shape["files"][0] for where in ("C2", "U2")
    ]

    token = {"authorization": "Bearer xoxb-sandbox"}
    assert told(client, seen["id"]) == "seen.txt"
    for each in others:
        assert told(client, each["id"]) == "file_not_found"
        answer = urllib3.request("GET", each["url_private_download"], headers=token, redirect=False)
        assert answer.status == 302


def test_the_address_of_a_file_is_one_whatever_it_is_called(sandbox: Sandbox, client: WebClient) -> None:
    writer = sandbox.person("U1")
    name = "订单 #1 & more.txt"
    file = writer.say("C1", "look", files={name: b"as it was"}).shape["files"][0]

    answer = urllib3.request(
        "GET", file["url_private_download"], headers={"authorization": "Bearer xoxb-sandbox"}, redirect=False
    )

    assert (answer.status, answer.data) == (200, b"as it was")
    assert file["url_private_download"].isascii()
    assert " " not in file["url_private"] + file["permalink"]
    assert told(client, file["id"]) == name


def test_a_deleted_file_leaves_a_tombstone(sandbox: Sandbox, client: WebClient) -> None:
    writer = sandbox.person("U1")
    said = writer.say("C1", "look", files={"seen.txt": b"seen"})
    file = said.shape["files"][0]

    writer.delete_file(file["id"])

    assert told(client, file["id"]) == "file_deleted"
    (message,) = client.conversations_history(channel="C1")["messages"]
    assert message["files"] == [{"id": file["id"], "mode": "tombstone"}]
    token = {"authorization": "Bearer xoxb-sandbox"}
    assert urllib3.request("GET", file["url_private_download"], headers=token, redirect=False).status == 404
