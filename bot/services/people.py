"""Colleagues and their Slack profiles."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.account_closed import AccountClosed
from bot.domain.accounts import Profile, Unfit, unfit
from bot.domain.concerns import Cause
from bot.domain.people import Person, Role
from bot.services.concerns import note_concern, settle_concern
from storage.models.people import PersonRow
from storage.unit import Store, Unit

READ_AGAIN_AFTER = timedelta(days=7)


def link_profile(
    store: Store, profile: Profile, *, home: str, now: datetime, default_locale: str
) -> Person | None:
    """Remember a person's Slack account, language and time zone; None for somebody who is not ours.

    Safe to run twice. A colleague is recognised by account, else by address, present or former; `home` is
    our own workspace's id. Somebody who left is recognised, and given no account. What carries a
    colleague's address without being theirs is told to the admins.
    """
    with store.begin() as unit:
        row = _recognised(unit, profile, home=home, now=now)
        return None if row is None else row.value(default_locale=default_locale)


def take_profile(store: Store, profile: Profile, *, home: str, now: datetime) -> None:
    """Bring somebody's language, time zone and reachability up to date with what Slack tells.

    When an account is closed, HR hear of it once, and nothing is sent to it any more. Safe to run twice;
    a profile of somebody who is not ours changes nothing.
    """
    with store.begin() as unit:
        row = _recognised(unit, profile, home=home, now=now)
        if row is None or row.slack_id != profile.slack_id:
            return
        row.profile_read_on = now.astimezone(UTC).date()
        if not profile.is_deleted:
            row.deactivated_on = None
        elif row.deactivated_on is None:
            row.deactivated_on = row.profile_read_on
            row.dm_channel = None
            _tell_hr(unit, row, now=now)


def profiles_to_read(store: Store, *, now: datetime, limit: int) -> Sequence[tuple[int, str | None, str]]:
    """(id, Slack id, e-mail) of people whose profile should be read: not linked yet, or read a week ago.

    Those who wait longest come first. Somebody whom Slack did not know is asked for again the next day.
    """
    today = now.astimezone(UTC).date()
    with store.read() as unit:
        rows = unit.people.profiles_to_read(
            linked_before=today - READ_AGAIN_AFTER, unlinked_before=today, limit=limit
        )
        return [(row.id, row.slack_id, row.email) for row in rows]


def note_no_profile(store: Store, *, person_id: int, now: datetime) -> None:
    """Slack knows nobody with this person's e-mail today."""
    with store.begin() as unit:
        unit.people.get(person_id).profile_read_on = now.astimezone(UTC).date()


def _recognised(unit: Unit, profile: Profile, *, home: str, now: datetime) -> PersonRow | None:
    """Whose account this is, with what it tells written down; None where it is nobody's of ours."""
    row = unit.people.by_slack_id(profile.slack_id)
    reason = unfit(profile, home=home)
    if reason in (None, Unfit.DELETED) and row is not None:
        _follow(unit, row, profile, now=now)
        return row
    if row is not None:  # linked by an address alone, before anybody looked whose account it is
        row.slack_id, row.dm_channel = None, None
    namesake = unit.people.by_address(profile.email) if profile.email else None
    if namesake is None or reason is Unfit.DELETED:
        settle_concern(unit, Cause.ACCOUNT_CONFLICT, subject=_account(profile), now=now)
        return None
    if reason is None and namesake.left_on is not None:
        return namesake
    if reason is None and namesake.slack_id is not None and namesake.deactivated_on is None:
        reason = Unfit.RIVAL
    if reason is not None:
        facts = {"account": profile.name, "name": namesake.name, "email": namesake.email, "why": reason.value}
        note_concern(unit, Cause.ACCOUNT_CONFLICT, subject=_account(profile), facts=facts, now=now)
        return None
    if not unit.people.link(namesake, profile.slack_id):
        return None
    _follow(unit, namesake, profile, now=now)
    return namesake


def _follow(unit: Unit, row: PersonRow, profile: Profile, *, now: datetime) -> None:
    if not profile.is_deleted:
        row.locale = profile.locale or row.locale
        row.timezone = profile.timezone or row.timezone
        if profile.email and profile.email.lower() != row.email.lower():
            unit.people.remember_address(row.id, profile.email)
    settle_concern(unit, Cause.ACCOUNT_CONFLICT, subject=_account(profile), now=now)


def _account(profile: Profile) -> str:
    return f"account:{profile.slack_id}"


def _tell_hr(unit: Unit, row: PersonRow, *, now: datetime) -> None:
    if row.left_on is not None:
        return
    day = now.astimezone(UTC).date().isoformat()
    readers = unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)
    unit.outbox.add(
        *(AccountClosed(to=each.id, person_id=row.id, day=day) for each in readers if each.id != row.id),
        now=now,
    )
