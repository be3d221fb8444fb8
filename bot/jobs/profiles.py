"""Reading people's Slack profiles, a few at a time and no faster than Slack likes."""

from datetime import datetime

import structlog

from bot.domain.accounts import Profile
from bot.services.people import note_no_profile, profiles_to_read, take_profile
from bot.slack.client import Slack
from bot.slack.errors import NotThere, RateLimited, Unreachable
from storage.unit import Store

BATCH = 40
"""A beat's worth: users.lookupByEmail allows about 50 calls a minute. Source: slack.md."""

log = structlog.get_logger()


def read_profiles(store: Store, slack: Slack, *, now: datetime) -> None:
    """Language, time zone and reachability of those not linked yet or not read for a week.

    Where Slack asks to wait or does not answer, the rest is left to the next beat.
    """
    for person_id, slack_id, email in profiles_to_read(store, now=now, limit=BATCH):
        try:
            profiles = _profiles(slack, slack_id, email)
            home = slack.home()
        except (RateLimited, Unreachable) as trouble:
            log.info("profiles.put_off", reason=trouble.reason)
            return
        for profile in profiles:
            take_profile(store, profile, home=home, now=now)
        if not profiles:
            note_no_profile(store, person_id=person_id, now=now)


def _profiles(slack: Slack, slack_id: str | None, email: str) -> list[Profile]:
    """The account that a person has, and, where that is closed or gone, one made anew with their address."""
    try:
        own = slack.profile(slack_id) if slack_id else None
    except NotThere:
        own = None
    if own is not None and not own.is_deleted:
        return [own]
    return [profile for profile in (own, slack.profile_by_email(email)) if profile is not None]
