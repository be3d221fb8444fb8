"""What an issue tracker tells over HTTP: taken up, or refused and logged without its content."""

from collections.abc import Mapping

import structlog

from bot.clock import Clock
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.tracker import Heard, hear
from bot.trackers.tracker import Place
from bot.trackers.webhooks import Forged, Unreadable, read_webhook
from storage.unit import Store

log = structlog.get_logger()

ANSWERS: Mapping[Heard, int] = {Heard.TAKEN: 200, Heard.UNKNOWN: 200, Heard.AGAIN: 403, Heard.OLD: 403}
"""An issue of their own is nothing wrong: GitLab would stop to tell at all after a few refusals."""


class TrackerWebhook:
    """`POST /trackers/<name>`, of the one tracker that is set up."""

    def __init__(
        self, *, name: str, place: Place, secret: str, store: Store, clock: Clock, policy: Policy
    ) -> None:
        self._name = name
        self._place = place
        self._secret = secret
        self._store = store
        self._clock = clock
        self._policy = policy

    def __call__(self, name: str, headers: Mapping[str, str], body: bytes) -> int:
        """The number to answer with. Header names in lower case."""
        if name != self._name:
            return _refused("unknown_tracker", 404)
        try:
            told = read_webhook(name, headers, body, secret=self._secret, place=self._place)
        except Forged:
            return _refused("forged", 401)
        except Unreadable:
            return _refused("unreadable", 400)
        if told is None:
            return 200
        acting = Acting(store=self._store, by=None, now=self._clock.now(), policy=self._policy)
        heard = hear(acting, tracker=name, told=told)
        if heard is Heard.TAKEN:
            log.info("tracker.taken")
            return 200
        return _refused(heard.value, ANSWERS[heard])


def _refused(reason: str, status: int) -> int:
    log.warning("tracker.refused", reason=reason)
    return status
