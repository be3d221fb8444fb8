"""Reading people's Slack profiles, a few at a time and no faster than Slack likes."""

import structlog

from bot.services.acting import Acting
from bot.services.people.profiles import forget_account, note_no_profile, profiles_to_read, take_profile
from bot.slack.client import Profile, Slack
from bot.slack.errors import NotThere, RateLimited, Unreachable
from storage.unit import Store

BATCH = 40
"""A beat's worth: users.lookupByEmail allows about 50 calls a minute. Source: slack.md."""

log = structlog.get_logger()


def read_profiles(acting: Acting, slack: Slack) -> None:
    """Language, time zone and reachability of those not linked yet or not read for a week.

    Where Slack asks to wait or does not answer, the rest is left to the next beat.
    """
    for person_id, slack_id, email in profiles_to_read(acting, limit=BATCH):
        try:
            own_team = slack.own_team()
            profile = _profile(acting.store, slack, slack_id, email)
        except (RateLimited, Unreachable) as trouble:
            log.info("profiles.put_off", reason=trouble.reason)
            return
        if profile is None:
            note_no_profile(acting, person_id=person_id)
        else:
            take_profile(acting, profile, own_team=own_team)


def _profile(store: Store, slack: Slack, slack_id: str | None, email: str) -> Profile | None:
    """By the account that is known; where that was closed or Slack knows it no more, by the address.

    There may be a new account by now.
    """
    known = None
    if slack_id:
        try:
            known = slack.profile(slack_id)
        except NotThere as gone:
            log.info("profiles.account_is_gone", reason=gone.reason)
    if known is not None and not known.is_deleted:
        return known
    try:
        other = slack.profile_by_email(email)
    except NotThere:
        other = None
    if other is not None and slack_id:
        forget_account(store, slack_id)
    return other or known
