"""What a message is called among people."""

from collections.abc import Mapping
from typing import Any

from messages.catalog import Mrkdwn, Words, has_text


def notice_name(words: Words, facts: Mapping[str, Any]) -> Mrkdwn:
    """As in "the card of request #214 in #website-requests": never the name of a class.

    By its own sentence, where the kind has one; else as a message about its request or its review. Of a
    kind of an earlier version nothing is known: it is just a message.
    """
    about = "of_a_request" if facts.get("number") else "of_a_review" if facts.get("period") else "unknown"
    own = f"notices/{facts['kind']}"
    return words.say(own if has_text(own) else f"notices/{about}", **facts)
