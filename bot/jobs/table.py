"""Every job: its name, how often its heart beats, and the use case that it calls.

A job asks the database what is due and not yet done, so a missed beat heals itself at the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.policy import Policy
from bot.slack.client import Slack
from storage.unit import Store


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a job may use."""

    store: Store
    policy: Policy
    slack: Slack
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Job:
    """`cron` is five fields, UTC."""

    id: str
    cron: str
    run: Callable[[Surroundings], None]


def forget_events(at: Surroundings) -> None:
    with at.store.begin() as unit:
        unit.outbox.forget_events(before=at.now - timedelta(days=1))


JOBS: tuple[Job, ...] = (Job(id="delivery.forget_events", cron="17 * * * *", run=forget_events),)
