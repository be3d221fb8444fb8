"""Colleagues and their Slack profiles."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.domain.account_closed import AccountClosed
from bot.domain.people import Person, Role
from bot.domain.places import locale_told, timezone_told
from storage.models.people import PersonRow
from storage.unit import Store, Unit

READ_AGAIN_AFTER = timedelta(days=7)


class KnownProfile(Protocol):
    """What Slack tells of a person (bot.slack.client.Profile)."""

    @property
    def slack_id(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def locale(self) -> str | None: ...
    @property
    def timezone(self) -> str | None: ...
    @property
    def is_deleted(self) -> bool: ...


def link_profile(store: Store, profile: KnownProfile, *, default_locale: str) -> Person | None:
    """Remember a person's Slack id, language and time zone; None for somebody who is not ours.

    Safe to run twice. A colleague is recognised by Slack id, else by e-mail.
    """
    with store.begin() as unit:
        row = _known(unit, profile)
        if row is None:
            return None
        _link(row, profile)
        return row.value(default_locale=default_locale)


def take_profile(store: Store, profile: KnownProfile, *, now: datetime) -> None:
    """Bring somebody's language, time zone and reachability up to date with what Slack tells.

    When an account is closed, HR hear of it once, and nothing is sent to it any more. Safe to run twice;
    a profile of somebody who is not ours changes nothing.
    """
    with store.begin() as unit:
        row = _known(unit, profile)
        if row is None:
            return
        row.profile_read_on = now.astimezone(UTC).date()
        if not profile.is_deleted:
            _link(row, profile)
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


def _known(unit: Unit, profile: KnownProfile) -> PersonRow | None:
    row = unit.people.by_slack_id(profile.slack_id)
    if row is None and profile.email:
        row = unit.people.by_email(profile.email)
    return row


def _link(row: PersonRow, profile: KnownProfile) -> None:
    if row.slack_id != profile.slack_id:
        row.slack_id, row.dm_channel = profile.slack_id, None
    row.locale = locale_told(profile.locale) or row.locale
    row.timezone = timezone_told(profile.timezone) or row.timezone


def _tell_hr(unit: Unit, row: PersonRow, *, now: datetime) -> None:
    if row.left_on is not None:
        return
    day = now.astimezone(UTC).date().isoformat()
    readers = unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)
    unit.outbox.add(
        *(AccountClosed(to=each.id, person_id=row.id, day=day) for each in readers if each.id != row.id),
        now=now,
    )
