"""How fast Slack may be called: its tiers, one bucket a method, and one a channel for what is posted there.

Nothing waits here: whoever asks is told how long it would be. What Slack itself asks to wait for is kept here
too, whether buckets are on or not.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from bot.slack.errors import RateLimited

POST = "chat.postMessage"
PER_CHANNEL = frozenset({POST})
"""Methods that Slack limits by channel as well."""

MINUTE = 60.0


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Never more than `a_minute` calls in any minute. Of what nobody waits for `burst` go at once and the
    others one after the other, and `kept` calls of each minute are left to whom somebody waits for.
    """

    a_minute: int
    burst: int
    kept: int = 0

    @property
    def per_second(self) -> float:
        """How fast what nobody waits for goes in the long run."""
        return (self.a_minute - self.kept) / MINUTE


TIER_2 = Rate(a_minute=20, burst=10)
TIER_3 = Rate(a_minute=50, burst=25, kept=2)
TIER_4 = Rate(a_minute=100, burst=50, kept=4)
RATES: Mapping[str, Rate] = {
    POST: Rate(a_minute=300, burst=60, kept=12),
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "chat.postEphemeral": TIER_4,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.list": TIER_2,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "usergroups.list": TIER_2,
    "users.info": TIER_4,
    "users.lookupByEmail": TIER_3,
    "views.publish": TIER_4,
}
"""Source: Slack's documentation of each method; of posting it says no more than "several hundred a minute"
for a workspace. What is not here is held back by what Slack asks for, and by nothing else.
"""
OTHERS = Rate(a_minute=1000, burst=100)

CHANNEL_BURST, CHANNEL_PER_SECOND = 6, 1.0
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

    burst: int
    per_second: float
    tokens: float
    at: float

    def refill(self, now: float, *, share: float = 1.0) -> float:
        """How many there are now."""
        passed = max(0.0, now - self.at)
        self.tokens = min(float(self.burst), self.tokens + passed * self.per_second * share)
        self.at = max(self.at, now)
        return self.tokens

    def begin_again(self, at: float) -> None:
        """With one token, then."""
        self.tokens, self.at = 1.0, at


@dataclass(kw_only=True)
class Minute:
    """The calls of one method in the last minute, and a bucket for those for which nobody waits."""

    rate: Rate
    bulk: Bucket
    at: float
    calls: deque[float] = field(default_factory=deque)
    share: float = 1.0
    closed_until: float = 0.0

    def wait(self, now: float, *, soon: bool) -> float:
        """0 where it may be called, else the seconds until it may."""
        self._pass(now)
        there = self._allowed(soon=soon)
        over = len(self.calls) - there
        until = self.calls[over] + MINUTE - now if over >= 0 else 0.0
        if not soon:
            missing = 1 - self.bulk.tokens
            until = max(until, missing / (self.bulk.per_second * self.share) if missing > 1e-9 else 0.0)
        return max(until, self.closed_until - now, 0.0)

    def free(self, now: float, *, soon: bool) -> int:
        """How many calls may go now."""
        self._pass(now)
        if now < self.closed_until:
            return 0
        room = max(0, self._allowed(soon=soon) - len(self.calls))
        return room if soon else min(room, int(self.bulk.tokens + 1e-9))

    def take(self, now: float, *, soon: bool) -> None:
        """Call it, after `wait` said 0."""
        self.calls.append(now)
        if not soon:
            self.bulk.tokens -= 1

    def close(self, now: float, seconds: float) -> None:
        """Slack refused a call: what nobody waits for begins again with one when it said so, and all of it
        goes slower than before.
        """
        if now >= self.closed_until:  # of calls that were under way together only one slows it down
            self.share = max(LEAST, self.share * SLOWED)
        self.closed_until = max(self.closed_until, now + seconds)
        self.bulk.begin_again(self.closed_until)

    def _allowed(self, *, soon: bool) -> int:
        return max(1, int(self.rate.a_minute * self.share) - (0 if soon else self.rate.kept))

    def _pass(self, now: float) -> None:
        while self.calls and self.calls[0] <= now - MINUTE:
            self.calls.popleft()
        self.bulk.refill(now, share=self.share)
        self.share = min(1.0, self.share + max(0.0, now - self.at) * GAINED_A_MINUTE / MINUTE)
        self.at = max(self.at, now)


@dataclass(kw_only=True)
class Channel:
    """What is posted into one channel."""

    bucket: Bucket
    closed_until: float = 0.0

    def wait(self, now: float) -> float:
        """0 where something may be posted, else the seconds until it may."""
        missing = 1 - self.bucket.refill(now)
        until = missing / self.bucket.per_second if missing > 1e-9 else 0.0
        return max(until, self.closed_until - now, 0.0)

    def close(self, now: float, seconds: float) -> None:
        """Slack refused a post."""
        self.closed_until = max(self.closed_until, now + seconds)
        self.bucket.begin_again(self.closed_until)


@dataclass(kw_only=True)
class Limits:
    """The buckets of one process. `on`: False leaves only the pauses that Slack itself asks for.

    `now`: seconds; the wall where tests press time together.
    """

    on: bool = True
    now: Callable[[], float] = time.monotonic
    rates: Mapping[str, Rate] = field(default_factory=lambda: RATES)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _methods: dict[str, Minute] = field(default_factory=dict, repr=False)
    _channels: dict[str, Channel] = field(default_factory=dict, repr=False)

    def take(self, method: str, *, channel: str | None = None, soon: bool = False) -> None:
        """Count a call of the method, and one of the channel. `soon`: somebody waits for it.

        Raises HeldBack, and counts nothing then.
        """
        with self._lock:
            now = self.now()
            of_method = self._method(method, now)
            of_channel = self._channel(channel, now) if method in PER_CHANNEL and channel else None
            if wait := self._wait(of_method, now, soon=soon):
                raise HeldBack(wait, method=method, is_channels=False)
            if of_channel is not None:
                wait = of_channel.wait(now) if self.on else max(0.0, of_channel.closed_until - now)
                if wait:
                    raise HeldBack(wait, method=method, is_channels=True)
            if self.on and of_method is not None:
                of_method.take(now, soon=soon)
            if self.on and of_channel is not None:
                of_channel.bucket.tokens -= 1

    def refused(self, method: str, *, channel: str | None, seconds: float, reason: str) -> None:
        """Slack answered 429. Posting it names `rate_limited` where it is about the channel: then other
        channels go on.
        """
        with self._lock:
            now = self.now()
            if method in PER_CHANNEL and channel and reason == "rate_limited":
                self._channel(channel, now).close(now, seconds)
                return
            rate = self.rates.get(method, OTHERS)
            self._methods.setdefault(method, _minute(rate, now)).close(now, seconds)

    def free(self, method: str, *, soon: bool) -> int | None:
        """How many calls of it may go now; None where nothing limits it."""
        with self._lock:
            now = self.now()
            found = self._method(method, now)
            if found is None:
                return None
            if not self.on:
                return 0 if now < found.closed_until else None
            return found.free(now, soon=soon)

    def paused_for(self) -> float:
        """Seconds until the last of those methods may be called again that Slack has refused."""
        with self._lock:
            now = self.now()
            return max((0.0, *(each.closed_until - now for each in self._methods.values())))

    def opens(self, methods: Collection[str], *, soon: bool) -> float:
        """Seconds until the first of these may be called."""
        with self._lock:
            now = self.now()
            found = [self._method(method, now) for method in methods]
            return min((self._wait(each, now, soon=soon) for each in found), default=0.0)

    def _wait(self, found: Minute | None, now: float, *, soon: bool) -> float:
        if found is None:
            return 0.0
        if not self.on:
            return max(0.0, found.closed_until - now)
        return found.wait(now, soon=soon)

    def _method(self, method: str, now: float) -> Minute | None:
        found = self._methods.get(method)
        if found is None and self.on and method in self.rates:
            found = self._methods[method] = _minute(self.rates[method], now)
        return found

    def _channel(self, channel: str, now: float) -> Channel:
        found = self._channels.get(channel)
        if found is None:
            for name in [
                each for each, old in self._channels.items() if old.bucket.at < now - FORGOTTEN_AFTER
            ]:
                if self._channels[name].closed_until <= now:
                    del self._channels[name]
            found = self._channels[channel] = Channel(
                bucket=Bucket(
                    burst=CHANNEL_BURST, per_second=CHANNEL_PER_SECOND, tokens=CHANNEL_BURST, at=now
                )
            )
        return found


def _minute(rate: Rate, now: float) -> Minute:
    bulk = Bucket(burst=rate.burst, per_second=rate.per_second, tokens=rate.burst, at=now)
    return Minute(rate=rate, bulk=bulk, at=now)


def limits_for(posts_a_minute: int) -> Limits:
    """Slack's own, with so many messages a minute in the whole workspace; 0: only what Slack asks for."""
    if posts_a_minute == 0:
        return Limits(on=False)
    burst, kept = max(4, posts_a_minute // 5), max(1, posts_a_minute // 25)
    return Limits(rates={**RATES, POST: Rate(a_minute=posts_a_minute, burst=burst, kept=kept)})
