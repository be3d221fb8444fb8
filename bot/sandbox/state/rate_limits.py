"""Rate limits per method, workspace and app, as Slack's tiers put them."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

# Calls allowed in any 60 seconds. Slack tolerates a small burst on tier 1 without naming it; ten lets an
# app open all the connections it is allowed.
TIERS = {"tier1": 10, "tier2": 20, "tier3": 50, "tier4": 100, "hundreds": 600}
POSTS_PER_MINUTE_PER_WORKSPACE = 300
# About one message a second per channel, with short bursts.
POST_BURST = 10
POSTS_PER_SECOND = 1.0


@dataclass
class Bucket:
    """Tokens that refill steadily: bursts up to its size, then the steady rate."""

    size: int
    per_second: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Use one token; the answer is 0, or the seconds to wait until there is one."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.per_second)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.per_second


class RateLimits:
    """Counts calls on real time; `refusal` says how long to wait."""

    def __init__(self, *, on: bool = True, now: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._now = now
        self._windows: dict[str, deque[float]] = {}
        self._channels: dict[str, Bucket] = {}

    def refusal(self, method: str, tier: str) -> int | None:
        """Seconds for Retry-After when the method's minute is used up, else None."""
        if not self.on:
            return None
        allowed = POSTS_PER_MINUTE_PER_WORKSPACE if tier == "posting" else TIERS[tier]
        now = self._now()
        window = self._windows.setdefault(method, deque())
        while window and window[0] <= now - 60:
            window.popleft()
        if len(window) >= allowed:
            return max(1, math.ceil(window[0] + 60 - now))
        window.append(now)
        return None

    def posting_refusal(self, channel: str) -> int | None:
        """Seconds for Retry-After when a channel gets messages too fast, else None."""
        if not self.on:
            return None
        now = self._now()
        bucket = self._channels.setdefault(channel, Bucket(POST_BURST, POSTS_PER_SECOND, POST_BURST, now))
        wait = bucket.take(now)
        return max(1, math.ceil(wait)) if wait else None
