"""Messages: posting, threads, changing, deleting, history, ephemerals, schedule."""

import time

import pytest
from slack_sdk.errors import SlackApiError

DIVIDER = [{"type": "divider"}]


def test_a_message_to_a_person_lands_in_their_conversation_with_the_bot(sandbox, client):
    sent = client.chat_postMessage(channel="U1", text="Hello")

    ann = sandbox.person("U1")
    assert sent["channel"] == ann.app == client.conversations_open(users="U1")["channel"]["id"]
    assert [each.text for each in ann.dm()] == ["Hello"]
    assert sent["message"]["bot_id"]


def test_timestamps_are_unique_and_increase(client):
    stamps = [client.chat_postMessage(channel="C1", text="x")["ts"] for _ in range(5)]

    assert sorted(set(stamps), key=float) == stamps


def test_what_the_sender_left_out_is_filled_in(client):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    message = client.chat_postMessage(channel="C1", text="Go", blocks=blocks)["message"]

    block = message["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert block["elements"][0]["text"]["emoji"] is True


def test_replies_stand_in_the_thread_and_the_root_counts_them(sandbox, client):
    root = client.chat_postMessage(channel="C1", text="root")["ts"]
    first = client.chat_postMessage(channel="C1", text="one", thread_ts=root)["ts"]
    client.chat_postMessage(channel="C1", text="two", thread_ts=first)

    replies = client.conversations_replies(channel="C1", ts=root)["messages"]
    history = client.conversations_history(channel="C1")["messages"]
    assert [each["text"] for each in replies] == ["root", "one", "two"]
    assert [(each["text"], each["reply_count"]) for each in history] == [("root", 2)]
    assert replies[1]["parent_user_id"] == sandbox.workspace.bot_user_id


def test_a_broadcast_reply_shows_in_the_channel_as_well(client):
    root = client.chat_postMessage(channel="C1", text="root")["ts"]
    client.chat_postMessage(channel="C1", text="all", thread_ts=root, reply_broadcast=True)

    history = client.conversations_history(channel="C1")["messages"]
    assert [each["text"] for each in history] == ["all", "root"]


def test_history_can_be_cut_by_time_and_read_in_pages(client):
    stamps = [client.chat_postMessage(channel="C1", text=str(n))["ts"] for n in range(5)]

    after = client.conversations_history(channel="C1", oldest=stamps[1])["messages"]
    between = client.conversations_history(channel="C1", oldest=stamps[1], latest=stamps[3], inclusive=True)
    pages = [
        [each["text"] for each in page["messages"]]
        for page in client.conversations_history(channel="C1", limit=2)
    ]
    assert [each["text"] for each in after] == ["4", "3", "2"]
    assert [each["text"] for each in between["messages"]] == ["3", "2", "1"]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]


def test_metadata_comes_back_only_when_asked_for(client):
    metadata = {"event_type": "card", "event_payload": {"key": "k1"}}
    client.chat_postMessage(channel="C1", text="x", metadata=metadata)

    plain = client.conversations_history(channel="C1")["messages"][0]
    full = client.conversations_history(channel="C1", include_all_metadata=True)["messages"][0]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_an_update_keeps_what_it_leaves_out_and_takes_away_what_is_empty(client):
    ts = client.chat_postMessage(channel="C1", text="old", blocks=DIVIDER)["ts"]

    kept = client.chat_update(channel="C1", ts=ts, text="new")["message"]
    gone = client.chat_update(channel="C1", ts=ts, text="new", blocks=[])["message"]
    assert (kept["text"], len(kept["blocks"])) == ("new", 1)
    assert "blocks" not in gone
    assert gone["edited"]["ts"]


def test_an_update_takes_4000_characters_and_no_more(client):
    ts = client.chat_postMessage(channel="C1", text="x" * 5000)["ts"]

    client.chat_update(channel="C1", ts=ts, text="x" * 4000)
    with pytest.raises(SlackApiError, match="msg_too_long"):
        client.chat_update(channel="C1", ts=ts, text="x" * 4001)


def test_nobody_elses_message_can_be_changed_or_deleted(sandbox, client):
    ts = sandbox.person("U1").say("C1", "mine").ts

    with pytest.raises(SlackApiError, match="cant_update_message"):
        client.chat_update(channel="C1", ts=ts, text="x")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        client.chat_delete(channel="C1", ts=ts)


def test_a_deleted_message_is_gone_and_an_answer_to_it_lands_at_the_root(client):
    ts = client.chat_postMessage(channel="C1", text="x")["ts"]

    client.chat_delete(channel="C1", ts=ts)

    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel="C1", ts=ts, text="y")
    answer = client.chat_postMessage(channel="C1", text="y", thread_ts=ts)

    assert "thread_ts" not in answer["message"]
    assert [each["text"] for each in client.conversations_history(channel="C1")["messages"]] == ["y"]


def test_an_ephemeral_message_is_seen_by_its_reader_alone_and_is_in_no_history(sandbox, client):
    client.chat_postEphemeral(channel="C1", user="U1", text="psst")

    assert [each.text for each in sandbox.person("U1").ephemerals("C1")] == ["psst"]
    assert sandbox.person("U2").ephemerals("C1") == []
    assert client.conversations_history(channel="C1")["messages"] == []


def test_a_permalink_names_the_thread_of_a_reply(client):
    root = client.chat_postMessage(channel="C1", text="root")["ts"]
    reply = client.chat_postMessage(channel="C1", text="x", thread_ts=root)["ts"]

    link = client.chat_getPermalink(channel="C1", message_ts=reply)["permalink"]
    assert link.endswith(f"/archives/C1/p{reply.replace('.', '')}?thread_ts={root}&cid=C1")


def test_a_scheduled_message_is_posted_in_time_but_never_with_metadata(sandbox, client):
    at = int(time.time()) + 1
    client.chat_scheduleMessage(channel="C1", text="later", post_at=at)
    metadata = {"event_type": "x", "event_payload": {}}
    client.chat_scheduleMessage(channel="C1", text="never", post_at=at, metadata=metadata)
    withdrawn = client.chat_scheduleMessage(channel="C1", text="withdrawn", post_at=at)
    client.chat_deleteScheduledMessage(channel="C1", scheduled_message_id=withdrawn["scheduled_message_id"])

    sandbox.person("U1").wait_for_message(containing="later", where="C1")

    assert [each.text for each in sandbox.person("U1").channel("C1")] == ["later"]


def test_thirty_messages_may_be_scheduled_for_the_same_five_minutes(client):
    at = int(time.time()) + 1000
    for _ in range(30):
        client.chat_scheduleMessage(channel="C1", text="x", post_at=at)

    with pytest.raises(SlackApiError, match="restricted_too_many"):
        client.chat_scheduleMessage(channel="C1", text="x", post_at=at + 10)
    client.chat_scheduleMessage(channel="C1", text="x", post_at=at + 301)


def test_unread_messages_are_counted_until_they_are_read(sandbox, client):
    ann, ben = sandbox.person("U1"), sandbox.person("U2")
    client.chat_postMessage(channel="C1", text="one")
    ben.say("C1", "two")

    assert (ann.unread("C1"), ben.unread("C1")) == (2, 0)
    ann.read("C1")
    assert ann.unread("C1") == 0
