"""Channel names as people configure them, to the ids that Slack wants."""

import re
import time

from bot.slack.client import Slack
from bot.slack.errors import NotThere

_ID = re.compile(r"^[CGD][A-Z0-9]{6,}$")
TRUSTED_FOR_SECONDS = 3600.0


class ChannelBook:
    """Looks a channel up by name, and again after an hour, or once Slack says that it is gone.

    A name that is not found is asked for again each time. A channel that was only renamed stays the one
    that is meant, as long as nobody else has the name.
    """

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._ids: dict[str, str] = {}
        self._read_at = float("-inf")

    def find(self, channel: str) -> str:
        """The id of a channel given by name (with or without #) or id. Raises NotThere."""
        if _ID.match(channel):
            return channel
        name = channel.removeprefix("#")
        if name not in self._ids or time.monotonic() - self._read_at > TRUSTED_FOR_SECONDS:
            self._read(name)
        try:
            return self._ids[name]
        except KeyError:
            raise NotThere("channel_not_found") from None

    def forget(self, channel_id: str) -> None:
        """Slack says that this channel is gone: whoever has its name now is looked up."""
        self._ids = {name: each for name, each in self._ids.items() if each != channel_id}

    def _read(self, name: str) -> None:
        there = self._slack.channels()
        meant = self._ids.get(name)
        if meant in there.values():
            there.setdefault(name, str(meant))
        self._ids, self._read_at = there, time.monotonic()
