"""What a message is called among people."""

from collections.abc import Mapping
from typing import Any

from messages.catalog import Mrkdwn, Words, has_text


def notice_name(words: Words, facts: Mapping[str, Any]) -> Mrkdwn:
    """As in "the card of request #214 in #website-requests": never the name of a class.

    One sentence a kind; a kind of an earlier version, which has none, is just a message.
    """
    template = f"notices/{facts['kind']}"
    return words.say(template if has_text(template) else "notices/unknown", **facts)
