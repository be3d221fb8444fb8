"""How fast Slack may be called: its tiers, one bucket a method, and one a channel for what is posted there.

Nothing waits here: whoever asks is told how long it would be. What Slack itself asks to wait for is kept here
too, whether buckets are on or not.
"""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot.slack.errors import RateLimited

POST = "chat.postMessage"
PER_CHANNEL = frozenset({POST})
"""Methods that Slack limits by channel as well."""

MINUTE = 60.0


@dataclass(frozen=True, kw_only=True)
class Rate:
    """`burst` calls at once, and never more than `a_minute` in any minute. `kept` of the burst are for what
    somebody waits for.
    """

    a_minute: int
    burst: int
    kept: int = 0

    @property
    def per_second(self) -> float:
        """What refills it: with a whole burst before it, a minute is not more than it may be."""
        return (self.a_minute - self.burst) / MINUTE


TIER_2 = Rate(a_minute=20, burst=15)
TIER_3 = Rate(a_minute=50, burst=20)
TIER_4 = Rate(a_minute=100, burst=30)
OF_MANY_3 = Rate(a_minute=50, burst=3, kept=1)
"""Of a method that is called for thousands one after the other: little at once, so that more goes in all."""
RATES: Mapping[str, Rate] = {
    POST: Rate(a_minute=300, burst=12, kept=6),
    "chat.update": OF_MANY_3,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.list": TIER_2,
    "conversations.open": OF_MANY_3,
    "conversations.replies": TIER_3,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "usergroups.list": TIER_2,
    "users.info": TIER_4,
    "users.lookupByEmail": OF_MANY_3,
    "views.publish": TIER_4,
}
"""Source: Slack's documentation of each method; of posting it says no more than "several hundred a minute"
for a workspace. What is not here is held back by what Slack asks for, and by nothing else.
"""
OTHERS = Rate(a_minute=1000, burst=100)

CHANNEL = Rate(a_minute=64, burst=4)
"""About one a second, with short bursts."""

LEAST = 1 / 16
"""So much of its rate a method keeps, however often Slack refuses it."""
SLOWED = 0.8
"""What is left of a method's rate after a refusal: another process calls it as well."""
GAINED_A_MINUTE = 0.2
"""So much of its rate it gets back: whoever else called may have stopped."""
FORGOTTEN_AFTER = 120.0
"""Seconds after which a channel's bucket is full whatever happened."""


class HeldBack(RateLimited):
    """Steward itself did not call, as Slack would have refused it: nothing was tried.

    `method` has to wait, or one channel of it only where `is_channels`.
    """

    def __init__(self, wait: float, *, method: str, is_channels: bool) -> None:
        super().__init__(wait)
        self.method = method
        self.is_channels = is_channels


@dataclass(kw_only=True)
class Bucket:
    """Tokens that refill steadily. Times are seconds of whatever clock the caller has."""

    rate: Rate
    tokens: float
    at: float
    share: float = 1.0
    closed_until: float = 0.0

    def wait(self, now: float, *, keep: int = 0) -> float:
        """0 where there is a token beside those kept, else the seconds until there is one."""
        self._refill(now)
        missing = keep + 1 - self.tokens
        until_full = missing / (self.rate.per_second * self.share) if missing > 1e-9 else 0.0
        return max(until_full, self.closed_until - now, 0.0)

    def free(self, now: float, *, keep: int = 0) -> int:
        """How many calls may go now."""
        self._refill(now)
        return 0 if now < self.closed_until else max(0, int(self.tokens + 1e-9) - keep)

    def take(self) -> None:
        """Use one, after `wait` said 0."""
        self.tokens -= 1

    def close(self, now: float, seconds: float) -> None:
        """Slack refused a call: it begins again with one token when it said so, and slower than before."""
        if now >= self.closed_until:  # of calls that were under way together only one slows it down
            self.share = max(LEAST, self.share * SLOWED)
        self.closed_until = max(self.closed_until, now + seconds)
        self.tokens, self.at = 1.0, self.closed_until

    def _refill(self, now: float) -> None:
        passed = max(0.0, now - self.at)
        self.tokens = min(float(self.rate.burst), self.tokens + passed * self.rate.per_second * self.share)
        self.share = min(1.0, self.share + passed * GAINED_A_MINUTE / MINUTE)
        self.at = max(self.at, now)


@dataclass(kw_only=True)
class Limits:
    """The buckets of one process. `on`: False leaves only the pauses that Slack itself asks for.

    `now`: seconds; the wall where tests press time together.
    """

    on: bool = True
    now: Callable[[], float] = time.monotonic
    rates: Mapping[str, Rate] = field(default_factory=lambda: RATES)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _methods: dict[str, Bucket] = field(default_factory=dict, repr=False)
    _channels: dict[str, Bucket] = field(default_factory=dict, repr=False)

    def take(self, method: str, *, channel: str | None = None, soon: bool = False) -> None:
        """Use a token of the method and one of the channel. `soon`: somebody waits for it.

        Raises HeldBack, and uses none then.
        """
        with self._lock:
            now = self.now()
            of_method = self._method(method, now)
            of_channel = self._channel(channel, now) if method in PER_CHANNEL and channel else None
            wait = self._wait(of_method, now, soon=soon)
            if wait:
                raise HeldBack(wait, method=method, is_channels=False)
            if of_channel is not None and (wait := self._wait(of_channel, now, soon=soon)):
                raise HeldBack(wait, method=method, is_channels=True)
            for bucket in (of_method, of_channel):
                if bucket is not None and self.on:
                    bucket.take()

    def refused(self, method: str, *, channel: str | None, seconds: float, reason: str) -> None:
        """Slack answered 429. Posting it names `rate_limited` where it is about the channel: then other
        channels go on.
        """
        with self._lock:
            now = self.now()
            if method in PER_CHANNEL and channel and reason == "rate_limited":
                self._channel(channel, now).close(now, seconds)
                return
            self._methods.setdefault(method, self._new(self.rates.get(method, OTHERS), now)).close(
                now, seconds
            )

    def free(self, method: str, *, soon: bool) -> int | None:
        """How many calls of it may go now; None where nothing limits it."""
        with self._lock:
            now = self.now()
            bucket = self._method(method, now)
            if bucket is None:
                return None
            if not self.on:
                return 0 if now < bucket.closed_until else None
            return bucket.free(now, keep=0 if soon else bucket.rate.kept)

    def opens(self, methods: Collection[str], *, soon: bool) -> float:
        """Seconds until the first of these may be called."""
        with self._lock:
            now = self.now()
            found = [self._method(method, now) for method in methods]
            return min((self._wait(each, now, soon=soon) for each in found), default=0.0)

    def _wait(self, bucket: Bucket | None, now: float, *, soon: bool) -> float:
        if bucket is None:
            return 0.0
        if not self.on:
            return max(0.0, bucket.closed_until - now)
        return bucket.wait(now, keep=0 if soon else bucket.rate.kept)

    def _method(self, method: str, now: float) -> Bucket | None:
        found = self._methods.get(method)
        if found is None and self.on and method in self.rates:
            found = self._methods[method] = self._new(self.rates[method], now)
        return found

    def _channel(self, channel: str, now: float) -> Bucket:
        found = self._channels.get(channel)
        if found is None:
            for name in [each for each, old in self._channels.items() if old.at < now - FORGOTTEN_AFTER]:
                if self._channels[name].closed_until <= now:
                    del self._channels[name]
            found = self._channels[channel] = self._new(CHANNEL, now)
        return found

    @staticmethod
    def _new(rate: Rate, now: float) -> Bucket:
        return Bucket(rate=rate, tokens=float(rate.burst), at=now)


def limits_for(posts_a_minute: int) -> Limits:
    """Slack's own, with so many messages a minute in the whole workspace; 0: only what Slack asks for."""
    if posts_a_minute == 0:
        return Limits(on=False)
    burst = max(4, min(RATES[POST].burst, posts_a_minute // 25))
    return Limits(rates={**RATES, POST: Rate(a_minute=posts_a_minute, burst=burst, kept=burst // 2)})
