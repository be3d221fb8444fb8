"""Trigger ids: three seconds, one view; and response URLs: five uses in half an hour."""

import re
import secrets
import time
from dataclasses import dataclass

from bot.sandbox.errors import SlackError
from bot.sandbox.state.seed import Timing

RESPONSE_URL_USES = 5  # Source: slack.md, Acknowledging (2nd).


@dataclass
class Trigger:
    """Who acted, and in which view."""

    id: str
    user: str
    view_id: str | None
    at: float
    used: bool = False


class Triggers:
    """Hands out trigger ids and takes each back once."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._known: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str | None = None) -> str:
        """A trigger for what a person just did."""
        now = time.monotonic()
        self._known = {key: each for key, each in self._known.items() if now - each.at < 600}
        number = f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**10):010d}"
        trigger = Trigger(f"{number}.{secrets.token_hex(16)}", user, view_id, now)
        self._known[trigger.id] = trigger
        return trigger.id

    def look(self, trigger_id: str) -> Trigger:
        """The trigger, if it may still open a view.

        Raises SlackError invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        if not re.fullmatch(r"\d+\.\d+\.[0-9a-f]+", trigger_id) or trigger_id not in self._known:
            raise SlackError("invalid_trigger_id")
        trigger = self._known[trigger_id]
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.at > self._timing.trigger_lifetime:
            raise SlackError("expired_trigger_id")
        return trigger


@dataclass
class ResponseTarget:
    """Where an answer through a response URL goes."""

    key: str
    user: str
    channel: str
    at: float
    message_ts: str | None = None
    ephemeral: bool = False
    thread_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """Hands out response URLs."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._known: dict[str, ResponseTarget] = {}

    def issue(
        self,
        user: str,
        channel: str,
        *,
        message_ts: str | None = None,
        ephemeral: bool = False,
        thread_ts: str | None = None,
    ) -> str:
        """The path of a new response URL."""
        key = secrets.token_urlsafe(18)
        self._known[key] = ResponseTarget(
            key, user, channel, time.monotonic(), message_ts, ephemeral, thread_ts
        )
        return key

    def use(self, key: str) -> ResponseTarget:
        """The target, counted. Raises SlackError expired_url or used_url."""
        target = self._known.get(key)
        if target is None or time.monotonic() - target.at > self._timing.response_url_lifetime:
            raise SlackError("expired_url")
        if target.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        target.uses += 1
        return target
