"""What is kept of a message of any kind, and which events tell of a change of its words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.weeks.pocket_message import LONGEST, Change, change_in, heard_in, moment_of
from bot.errors import Refusal
from tests.builders.acting import MONDAY
from tests.builders.pockets import SAID_AT, TS, heard, message

EDITED = "1764658920.000100"
EDITED_AT = datetime(2025, 12, 2, 7, 2, 0, 100, tzinfo=UTC)


def test_a_message_is_kept_with_its_words_author_time_and_place() -> None:
    found = heard("<@U0CHEN> thanks", thread_ts="1.1", user_profile={"real_name": "Guest"})

    assert (found.text, found.author_slack_id, found.author) == ("<@U0CHEN> thanks", "U0WU", "Guest")
    assert (found.channel, found.channel_name, found.ts, found.thread_ts) == (
        "C0GENERAL",
        "general",
        TS,
        "1.1",
    )
    assert (found.at, found.is_cut) == (SAID_AT, False)


@pytest.mark.parametrize(
    ("content", "text", "author"),
    [
        ({"bot_id": "B1", "bot_profile": {"name": "Alerts"}}, "Thanks", "Alerts"),
        ({"bot_id": "B1", "username": "Deploys"}, "Thanks", "Deploys"),
        ({"bot_id": "B1"}, "Thanks", ""),
        (
            {"text": "", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Well* done"}}]},
            "*Well* done",
            "",
        ),
        ({"text": "", "attachments": [{"text": "p95 is 4 s"}]}, "p95 is 4 s", ""),
    ],
)
def test_messages_of_apps_and_of_blocks_are_kept_too(content: dict[str, Any], text: str, author: str) -> None:
    found = heard(**{"text": "Thanks", "user": None, **content})

    assert (found.text, found.author) == (text, author)
    assert found.author_slack_id == content.get("bot_id", "")


def test_twenty_files_without_a_word_are_kept_by_name() -> None:
    files = [{"id": f"F{n}", "name": f"{n}.png", "mimetype": "image/png", "size": n} for n in range(20)]
    gone = {"id": "F20", "mode": "tombstone"}

    found = heard("", files=[*files, gone])

    assert found.text == ""
    assert [(file.slack_id, file.name, file.size) for file in found.files] == [
        (f"F{n}", f"{n}.png", n) for n in range(20)
    ]


def test_a_file_of_which_little_is_told_has_its_id_for_a_name() -> None:
    (file,) = heard(files=[{"id": "F1", "permalink": "https://a.b/" + "x" * 600}]).files

    assert (file.name, file.size, file.permalink) == ("F1", None, "")


def test_a_message_longer_than_slack_takes_is_cut_and_marked() -> None:
    whole, longer = heard("x" * LONGEST), heard("x" * (LONGEST + 1))

    assert (len(whole.text), whole.is_cut) == (LONGEST, False)
    assert (len(longer.text), longer.text[-1], longer.is_cut) == (LONGEST, "…", True)


def test_what_nobody_can_read_is_refused() -> None:
    with pytest.raises(Refusal, match=r"pocket\.nothing_to_keep"):
        heard("", blocks=[{"type": "divider"}])


def test_a_time_that_is_none_is_now() -> None:
    odd = heard_in(message(ts="soon"), channel="C1", channel_name="", now=MONDAY)

    assert odd.at == MONDAY
    assert moment_of("1764658920.0001") == EDITED_AT
    assert moment_of("1764658920") == EDITED_AT.replace(microsecond=0)
    assert [moment_of(ts) for ts in ("", "x.1", "99999999999.0", "½.0")] == [None] * 4


def changed(after: dict[str, Any], before: dict[str, Any] | None = None, **rest: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "event_ts": "1764658999.000000",
        "message": {"ts": "1.1", **after},
        "previous_message": {"ts": "1.1", **(before or {})},
        **rest,
    }


def test_an_edit_is_one_at_the_moment_of_the_edit() -> None:
    expected = Change(channel="C1", ts="1.1", at=EDITED_AT, is_deletion=False)

    assert change_in(changed({"edited": {"ts": EDITED}})) == expected
    assert change_in(changed({"edited": {"ts": EDITED}}, {"edited": {"ts": "1764658000.0"}})) == expected


@pytest.mark.parametrize(
    "event",
    [
        changed({"attachments": [{"title": "a preview"}]}),
        changed({"edited": {"ts": EDITED}}, {"edited": {"ts": EDITED}}),
        {"type": "message", "channel": "C1", "ts": "1.1", "text": "new"},
        {"type": "message", "subtype": "channel_join", "channel": "C1", "ts": "1.1"},
        {"type": "message", "subtype": "message_deleted", "channel": "C1"},
        {"type": "message", "subtype": "message_changed", "channel": "C1"},
    ],
    ids=["preview", "same edit", "new", "joined", "nothing told", "nothing told of a change"],
)
def test_what_leaves_the_words_as_they_were_is_no_change(event: dict[str, Any]) -> None:
    assert change_in(event) is None


def test_a_deletion_is_told_in_two_ways() -> None:
    at = moment_of("1764658999.000000")
    assert at is not None
    expected = Change(channel="C1", ts="1.1", at=at, is_deletion=True)

    assert change_in(changed({"subtype": "tombstone"})) == expected, "it had replies"
    assert (
        change_in(
            {
                "type": "message",
                "subtype": "message_deleted",
                "channel": "C1",
                "deleted_ts": "1.1",
                "event_ts": "1764658999.000000",
            }
        )
        == expected
    )
