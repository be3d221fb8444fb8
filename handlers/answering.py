"""A question gives way to its answer, where it was asked."""

from http import HTTPStatus

from slack_bolt import Respond

from bot.slack.errors import Unreachable
from messages.kit import Message


def give_way(respond: Respond, answer: Message) -> None:
    """Put the answer in place of what was clicked on, and its buttons with it. Raises Unreachable."""
    done = respond(text=answer.text, blocks=answer.blocks, replace_original=True)
    if done.status_code != HTTPStatus.OK:
        raise Unreachable(f"http_{done.status_code}")
