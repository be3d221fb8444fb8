"""What a process counts of itself, for `/metrics`. Labels are names of ours or of Slack's methods: never a
person's, never a text.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

UP_TO_THREE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Slack takes a request for lost after three."""

REQUESTS = Histogram(
    "steward_request_duration_seconds",
    "Time to the answer that Slack waits for, by the request's kind and what became of it.",
    labelnames=["kind", "outcome"],
    buckets=UP_TO_THREE_SECONDS,
    registry=None,
)
CALLS = Histogram(
    "steward_slack_call_duration_seconds",
    "Calls of Slack's Web API by method and outcome: ok, limited (429), refused, unreachable.",
    labelnames=["method", "outcome"],
    buckets=(*UP_TO_THREE_SECONDS, 10.0),
    registry=None,
)
DELIVERIES = Counter(
    "steward_deliveries",
    "Tries to deliver a notice by outcome: sent, dropped, put_off, parked.",
    labelnames=["outcome"],
    registry=None,
)
JOB_SUCCEEDED = Gauge(
    "steward_job_last_success_timestamp_seconds",
    "When a job last came to its end in this process.",
    labelnames=["job"],
    registry=None,
)
JOB_LASTED = Gauge(
    "steward_job_last_duration_seconds",
    "How long a job took the last time.",
    labelnames=["job"],
    registry=None,
)
JOB_FAILED = Counter("steward_job_failures", "Jobs that broke.", labelnames=["job"], registry=None)
REACH_STEPS = Gauge(
    "steward_reach_steps",
    "Steps of the newest period and of its year by what became of them: on_time, late, open.",
    labelnames=["period", "state"],
    registry=None,
)
REACH_REMINDERS = Gauge(
    "steward_reach_reminders_per_step",
    "Reminders that came while a step waited, over the steps that are done.",
    labelnames=["period"],
    registry=None,
)
REACH_DAYS = Gauge(
    "steward_reach_median_days",
    "Working days until half of the steps that are done were done.",
    labelnames=["period"],
    registry=None,
)

ALL = (
    REQUESTS,
    CALLS,
    DELIVERIES,
    JOB_SUCCEEDED,
    JOB_LASTED,
    JOB_FAILED,
    REACH_STEPS,
    REACH_REMINDERS,
    REACH_DAYS,
)


def register(registry: CollectorRegistry) -> None:
    """Let what this process counts be read there."""
    for each in ALL:
        registry.register(each)


class Outcome:
    """What is to become of something that is being timed."""

    def __init__(self, outcome: str) -> None:
        self.outcome = outcome


@contextmanager
def timed(histogram: Histogram, label: str, *, at_worst: str) -> Iterator[Outcome]:
    """Note how long it takes, by `label` and whatever outcome it is given inside; `at_worst` without one."""
    found, began = Outcome(at_worst), time.perf_counter()
    try:
        yield found
    finally:
        histogram.labels(label, found.outcome).observe(time.perf_counter() - began)
