"""What a call to Slack costs with a connection of its own, and over one that is kept."""

import ssl
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import trustme
from slack_sdk import WebClient

from bot.slack.client import web_client
from tests.bench.null_slack import null_slack

TOKEN = "xoxb-bench"


@dataclass(frozen=True, kw_only=True)
class Calling:
    """Medians in milliseconds, over loopback: without the way there, which a handshake goes twice."""

    transport: str
    anew_ms: float
    kept_ms: float

    @property
    def ratio(self) -> float:
        return self.anew_ms / self.kept_ms


def measure_calling(*, times: int) -> list[Calling]:
    """Call auth.test so many times each way, in the clear and over TLS."""
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    return [
        _calling("in the clear", None, trusting, times=times),
        _calling("over TLS", serving, trusting, times=times),
    ]


def _calling(
    transport: str, serving: ssl.SSLContext | None, trusting: ssl.SSLContext, *, times: int
) -> Calling:
    with null_slack(tls=serving) as address:
        anew = WebClient(TOKEN, base_url=address, retry_handlers=[], ssl=trusting)
        kept = web_client(TOKEN, base_url=address)
        kept.ssl = trusting
        calling = Calling(
            transport=transport,
            anew_ms=_median_ms(anew.auth_test, times=times),
            kept_ms=_median_ms(kept.auth_test, times=times),
        )
        kept.connections.close()
    return calling


def _median_ms(call: Callable[[], object], *, times: int) -> float:
    taken = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[1:])
