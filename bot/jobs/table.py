"""Every job: its name, how often its heart beats, and the use case that it calls.

A job asks the database what is due and not yet done, so a missed beat heals itself at the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.notices import TRIED_FOR
from bot.domain.policy import Policy
from bot.jobs import profiles
from bot.services import passing
from bot.services.concerns import keep_concerns_current
from bot.services.intake.hand_over import hand_over_requests
from bot.services.nudging import nudges
from bot.services.people.places import check_places
from bot.slack.client import Slack
from bot.slack.reasons import MENDED
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
    """`cron` is five fields, UTC. `asks_slack`: it calls Slack itself, and is left out of a dry run."""

    id: str
    cron: str
    run: Callable[[Surroundings], None]
    asks_slack: bool = False


def forget_events(at: Surroundings) -> None:
    """Forget which events came a day ago; Slack repeats within minutes."""
    with at.store.begin() as unit:
        unit.seen_events.forget(before=at.now - timedelta(days=1))


def read_profiles(at: Surroundings) -> None:
    """Learn people's language, time zone and reachability."""
    profiles.read_profiles(at.store, at.slack, now=at.now)


def send_nudges(at: Surroundings) -> None:
    """Remind whose time it is."""
    nudges.send_nudges(at.store, policy=at.policy, now=at.now)


def refresh_nudges(at: Surroundings) -> None:
    """Bring reminders up to date with what moved."""
    nudges.refresh_nudges(at.store, now=at.now)


def bring_up_to_date(at: Surroundings) -> None:
    """Bring cards up to date of which a day or an hour has passed."""
    passing.bring_up_to_date(at.store, policy=at.policy, now=at.now)


def take_up_again(at: Surroundings) -> None:
    """Try again what was parked, where the reason may be gone by now."""
    with at.store.begin() as unit:
        unit.outbox.take_up_again(MENDED, since=at.now - TRIED_FOR, now=at.now)


def look_at_places(at: Surroundings) -> None:
    """Tell the admins of time zones and countries that this machine does not know."""
    check_places(at.store, policy=at.policy, now=at.now)


def keep_concerns(at: Surroundings) -> None:
    """Drop what is over by itself, and show what is still wrong to whoever became an admin since."""
    keep_concerns_current(at.store, now=at.now)


def hand_over_left_requests(at: Surroundings) -> None:
    """Give requests whose owner left to whoever is on duty."""
    hand_over_requests(at.store, policy=at.policy, now=at.now)


JOBS: tuple[Job, ...] = (
    Job(id="people.read_profiles", cron="*/10 * * * *", run=read_profiles, asks_slack=True),
    Job(id="reviews.send_nudges", cron="*/5 * * * *", run=send_nudges),
    Job(id="reviews.refresh_nudges", cron="* * * * *", run=refresh_nudges),
    Job(id="delivery.bring_up_to_date", cron="* * * * *", run=bring_up_to_date),
    Job(id="intake.hand_over_requests", cron="*/5 * * * *", run=hand_over_left_requests),
    Job(id="delivery.take_up_again", cron="*/15 * * * *", run=take_up_again),
    Job(id="people.check_places", cron="*/10 * * * *", run=look_at_places),
    Job(id="concerns.keep_current", cron="*/5 * * * *", run=keep_concerns),
    Job(id="delivery.forget_events", cron="17 * * * *", run=forget_events),
)
