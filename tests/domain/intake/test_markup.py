"""Slack's markup becomes what people saw."""

import pytest

from bot.domain.intake.markup import as_seen, called, mentioned, without_mentions

NAMES = {"U0HE": "He Jun"}


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("plain", "plain"),
        ("<@U0HE> look", "@He Jun look"),
        ("<@U0HE|hejun> look", "@He Jun look"),
        ("<@U0GONE|gone>", "@gone"),
        ("<@U0GONE>", "@U0GONE"),
        ("<#C1|shop> and <#C2>", "#shop and #C2"),
        ("<!here> <!channel|@channel> <!subteam^S1|@desk>", "@here @channel @desk"),
        ("<!date^1700000000^{date}|Monday>", "Monday"),
        ("<https://shop.example/a?b=1&amp;c=2>", "https://shop.example/a?b=1&c=2"),
        ("<https://shop.example|the shop>", "the shop (https://shop.example)"),
        ("<http://shop.example|shop.example>", "http://shop.example"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        # A command's words come as they were typed: what is none of Slack's signs is somebody's own.
        ("It was full <yesterday>, a <b> c", "It was full <yesterday>, a <b> c"),
        ("<@me> <#1> <!stop> <a|b>", "<@me> <#1> <!stop> <a|b>"),
    ],
)
def test_markup_is_read_as_people_saw_it(markup: str, seen: str) -> None:
    assert as_seen(markup, NAMES) == seen


def test_everybody_mentioned_is_found_once_in_order() -> None:
    assert mentioned("<@U2> <@W1|x> <@U2> @U3 &lt;@U4&gt;") == ("U2", "W1")


def test_what_was_written_beside_people_stays() -> None:
    assert without_mentions("export <@U2>, <@W1|x y> csv").split() == ["export", ",", "csv"]


def test_people_and_groups_are_called_in_their_order_each_once() -> None:
    text = "<!subteam^S0DEVS|@web-devs> <@U0HE> <!subteam^S0DESK> <@U0HE|he> <!here> &lt;@U0WU&gt;"

    assert called(text) == ("S0DEVS", "U0HE", "S0DESK")


def test_a_group_is_seen_by_its_handle() -> None:
    assert as_seen("<!subteam^S0DEVS> look", {"S0DEVS": "web-devs"}) == "@web-devs look"
    assert as_seen("<!subteam^S0DEVS> look", {}) == "@subteam look"
