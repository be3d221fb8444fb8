"""What of the outbox may go now: no more is claimed than Slack will take."""

import threading
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.slack.limits import OTHERS, POST, HeldBack, Limits
from storage.outbox import Claim

REMEMBERED_SECONDS = 600.0
PROBED_EVERY_SECONDS = 1.0
LOOKED_EVERY_SECONDS = 1.0
"""So often it is looked through what is many, where some of it cannot go: to find the others takes long."""
PROBED = 2
"""So many of what seems to be held up are tried all the same: they may call another method than others of
their kind.
"""
SOONEST_SECONDS = 0.02
LONGEST_SECONDS = 3600.0


class Pace:
    """Knows by what was sent of a kind which methods it calls, and by the limits which of these are open."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._calls: dict[str, dict[str, float]] = defaultdict(dict)
        self._slots: dict[tuple[str, str], float] = {}
        self._probed_at = -PROBED_EVERY_SECONDS
        self._looked_at = -LOOKED_EVERY_SECONDS
        self._waits_for: Collection[str] = ()

    def called(self, kind: str, method: str) -> None:
        """A notice of this kind called that, or would have."""
        with self._lock:
            self._calls[kind][method] = self._limits.now()

    def held(self, *, soon: bool) -> Collection[str] | None:
        """The kinds of which none may go; now and then none is, so that what calls something else goes. None
        where nothing need be looked for at present.
        """
        with self._lock:
            closed = self._closed(soon=soon)
            if not soon:
                self._waits_for = closed
            if not closed:
                return ()
            if not soon and self._limits.now() - self._probed_at > PROBED_EVERY_SECONDS:
                return ()
            kinds = [kind for kind in self._calls if set(self._methods(kind)) <= closed]
            if kinds and not soon:
                if self._limits.now() - self._looked_at < LOOKED_EVERY_SECONDS:
                    return None
                self._looked_at = self._limits.now()
            return kinds

    def choose(self, due: Sequence[Claim]) -> Sequence[Claim]:
        """Those for which there is room, in their order."""
        with self._lock:
            room = {
                (method, soon): self._limits.free(method, soon=soon)
                for method in {each for claim in due for each in self._methods(claim.kind)}
                for soon in (True, False)
            }
            probes = PROBED if self._limits.now() - self._probed_at > PROBED_EVERY_SECONDS else 0
            chosen = []
            for claim in due:
                method = next(
                    (
                        each
                        for each in self._methods(claim.kind)
                        if (left := room[each, not claim.bulk]) is None or left > 0
                    ),
                    None,
                )
                if method is not None:
                    for soon in (True, False):
                        if (left := room[method, soon]) is not None:
                            room[method, soon] = left - 1
                elif probes:
                    probes -= 1
                    self._probed_at = self._limits.now()
                else:
                    continue
                chosen.append(claim)
            return chosen

    def slot(self, claim: Claim, held: HeldBack, *, now: datetime) -> datetime:
        """When what was held back after all is claimed again: one after the other, as fast as they may go."""
        with self._lock:
            if held.is_channels:
                return now + timedelta(seconds=held.retry_after)
            instant = self._limits.now()
            key = (held.method, str(claim.bulk))
            apart = 1 / self._limits.rates.get(held.method, OTHERS).per_second
            at = max(instant + held.retry_after, self._slots.get(key, 0.0) + apart)
            self._slots[key] = at
            return now + timedelta(seconds=min(at - instant, LONGEST_SECONDS))

    def opens(self, *, longest: float) -> float:
        """Seconds until it is worth while to look again."""
        with self._lock:
            waits_for = self._waits_for
        if not waits_for:
            return longest
        return max(SOONEST_SECONDS, min(longest, self._limits.opens(waits_for, soon=False)))

    def _closed(self, *, soon: bool) -> set[str]:
        methods = {method for kind in self._calls for method in self._methods(kind)} | {POST}
        return {each for each in methods if self._limits.free(each, soon=soon) == 0}

    def _methods(self, kind: str) -> Sequence[str]:
        """What it calls, newest first; who has never been seen posts."""
        known = self._calls.get(kind)
        if not known:
            return (POST,)
        newest = max(known.values())
        return sorted(
            (each for each, at in known.items() if at >= newest - REMEMBERED_SECONDS),
            key=lambda each: -known[each],
        )
