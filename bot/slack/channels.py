"""Channel names as people configure them, to the ids that Slack wants."""

import re

from bot.slack.client import Slack
from bot.slack.errors import NotThere

_ID = re.compile(r"^[CGD][A-Z0-9]{6,}$")


class ChannelBook:
    """Looks a channel up by name once; a name that is not found is asked for again each time."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._ids: dict[str, str] = {}

    def find(self, channel: str) -> str:
        """The id of a channel given by name (with or without #) or id. Raises NotThere."""
        if _ID.match(channel):
            return channel
        name = channel.removeprefix("#")
        if name not in self._ids:
            self._ids |= self._slack.channels()
        try:
            return self._ids[name]
        except KeyError:
            raise NotThere("channel_not_found") from None
