"""What a message says is read wherever it stands, in a fixed order and nothing twice."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.intake.content import addressed, said


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def section(*leaves: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(leaves)}


def leaf(text: str, **style: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, **style}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


ALERT = {
    "text": "",
    "attachments": [
        {
            "fallback": "Checkout is slow",
            "pretext": "Alert",
            "title": "Checkout is slow",
            "title_link": "https://watch.example/1",
            "text": "p95 is *4 s*",
            "fields": [{"title": "Service", "value": "shop"}, {"title": "Since", "value": "10:02"}],
            "footer": "Watchman",
        }
    ],
}
FORWARD = {
    "text": "please look",
    "attachments": [
        {
            "is_share": True,
            "is_msg_unfurl": True,
            "from_url": "https://x.slack.com/archives/C1/p1",
            "author_name": "Wu Min",
            "text": "<@U0HE> the basket is empty",
            "fallback": "[Monday] Wu Min: the basket is empty",
            "message_blocks": [
                {
                    "message": {
                        "blocks": [
                            rich(section({"type": "user", "user_id": "U0HE"}, leaf(" the basket is empty")))
                        ]
                    }
                }
            ],
            "files": [{"id": "F1", "name": "basket.png"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("message", "markup"),
    [
        ({"text": "plain"}, "plain"),
        (
            ALERT,
            "Alert\n<https://watch.example/1|Checkout is slow>\np95 is *4 s*\nService: shop\nSince: 10:02",
        ),
        (FORWARD, "please look\nWu Min:\n<@U0HE> the basket is empty\nbasket.png"),
        ({"attachments": [{"fallback": "only this"}]}, "only this"),
        ({"attachments": [{"fallback": "[no preview available]"}]}, ""),
        ({"text": "This content can't be displayed.", "blocks": [{"type": "divider"}]}, ""),
        (
            {
                "text": "Disk is full",
                "blocks": [
                    {"type": "header", "text": {"type": "plain_text", "text": "Disk is full"}},
                    {
                        "type": "section",
                        "text": mrkdwn("on *db-1*"),
                        "fields": [mrkdwn("98 %"), mrkdwn("2 GB")],
                    },
                    {"type": "context", "elements": [mrkdwn("by"), {"type": "image", "alt_text": "R & D"}]},
                    {"type": "image", "alt_text": "a chart"},
                    {"type": "actions", "elements": [{"type": "button", "text": mrkdwn("Mute")}]},
                ],
            },
            "Disk is full\non *db-1*\n98 %\n2 GB\nby R &amp; D\na chart",
        ),
        (
            {
                "blocks": [
                    rich(
                        section(leaf("a < b ", style={"bold": True}), {"type": "emoji", "name": "smile"}),
                        {
                            "type": "rich_text_list",
                            "style": "ordered",
                            "offset": 1,
                            "elements": [section(leaf("two")), section(leaf("three"))],
                        },
                        {
                            "type": "rich_text_list",
                            "style": "bullet",
                            "indent": 1,
                            "elements": [section(leaf("x"))],
                        },
                        {"type": "rich_text_quote", "elements": [leaf("she said\nno")]},
                        {"type": "rich_text_preformatted", "elements": [leaf("404")]},
                        section(
                            {"type": "link", "url": "https://shop.example", "text": "shop"},
                            {"type": "link", "url": "https://a.example"},
                            {"type": "channel", "channel_id": "C1"},
                            {"type": "usergroup", "usergroup_id": "S1"},
                            {"type": "broadcast", "range": "here"},
                            {"type": "date", "timestamp": 1790000000, "format": "{date}", "fallback": "Mon"},
                            {"type": "date", "timestamp": 0, "format": "{date}"},
                        ),
                    )
                ]
            },
            "a &lt; b :smile:\n2. two\n3. three\n  • x\n&gt; she said\n&gt; no\n404\n"
            "<https://shop.example|shop><https://a.example|https://a.example><#C1><!subteam^S1><!here>Mon1970-01-01",
        ),
        (
            {
                "text": "see",
                "files": [{"name": "a.png", "title": "A", "permalink": "https://x.example/a"}, {"id": "F"}],
            },
            "see\n<https://x.example/a|A>",
        ),
        ({"files": [{"mode": "tombstone", "name": "gone.png"}]}, ""),
        (
            {"blocks": [{"type": "table", "rows": [[mrkdwn("a"), rich(section(leaf("b")))], [mrkdwn("c")]]}]},
            "a | b\nc",
        ),
        (
            {"blocks": [{"type": "markdown", "text": "# Title"}, {"type": "new", "text": mrkdwn("what?")}]},
            "# Title\nwhat?",
        ),
    ],
)
def test_it_is_read(message: dict[str, Any], markup: str) -> None:
    assert said(message) == markup


def test_what_a_person_wrote_is_not_repeated_by_its_blocks() -> None:
    text = "*购物*车是空的，<@U0HE> 看 <https://shop.example|这里>\n• one\n• two"
    blocks = [
        rich(
            section(
                leaf("购物", style={"bold": True}),
                leaf("车是空的，"),
                {"type": "user", "user_id": "U0HE"},
                leaf(" 看 "),
                {"type": "link", "url": "https://shop.example", "text": "这里"},
            ),
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [section(leaf("one")), section(leaf("two"))],
            },
        )
    ]

    assert said({"text": text, "blocks": blocks}) == text


def test_the_preview_of_a_link_is_not_what_was_written() -> None:
    preview = {"from_url": "https://shop.example/a?b=1&c=2", "title": "Shop", "text": "All our goods"}

    assert said({"text": "<https://shop.example/a?b=1&amp;c=2>", "attachments": [preview]}) == (
        "<https://shop.example/a?b=1&amp;c=2>"
    )


def test_whom_a_forwarded_message_names_was_not_called() -> None:
    assert addressed(FORWARD) == "please look"


def test_files_that_are_taken_over_are_not_told_of() -> None:
    assert said({"text": "", "files": [{"name": "a.png"}]}, files=False) == ""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "text",
                    "blocks",
                    "elements",
                    "attachments",
                    "fields",
                    "files",
                    "message_blocks",
                    "message",
                    "rows",
                ]
            ),
            inner
            | st.sampled_from(["rich_text", "rich_text_list", "table", "context", "date", "link", "mrkdwn"]),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments", "files"]), ANYTHING))
def test_nothing_that_a_message_may_hold_is_stumbled_over(message: dict[str, Any]) -> None:
    assert isinstance(said(message), str)
    assert isinstance(addressed(message), str)
