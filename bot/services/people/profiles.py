"""Colleagues and their Slack profiles."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.account_closed import AccountClosed
from bot.domain.accounts import CONFLICTS, Account, Unfit, is_settled, why_unfit
from bot.domain.concerns import Cause
from bot.domain.people import Person, Role
from bot.domain.places import locale_told, timezone_told
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from storage.models.people import PersonRow
from storage.unit import Store, Unit

READ_AGAIN_AFTER = timedelta(days=7)


def link_profile(acting: Acting, account: Account, *, own_team: str) -> Person | None:
    """Remember a person's Slack account, language and time zone; None for somebody who is not ours.

    Safe to run twice. A colleague is recognised by account, else by e-mail; whether the account may
    stand for anybody is the rule's to say (bot.domain.accounts). Somebody who left is found and not linked.
    """
    with acting.store.begin() as unit:
        row = None if account.is_deleted else _introduce(unit, account, own_team=own_team, now=acting.now)
        return row.value() if row else None


def take_profile(acting: Acting, account: Account, *, own_team: str) -> None:
    """Bring somebody's language, time zone and reachability up to date with what Slack tells.

    When an account is closed, HR hear of it once, and nothing is sent to it any more; when it is opened
    again, what waited follows. Safe to run twice; a profile of somebody who is not ours changes nothing.
    """
    with acting.store.begin() as unit:
        if why_unfit(account, own_team=own_team) is Unfit.CLOSED:
            _close(unit, account, now=acting.now)
            return
        row = _introduce(unit, account, own_team=own_team, now=acting.now)
        if row is not None:
            row.profile_read_on = acting.now.astimezone(UTC).date()


def forget_account(store: Store, slack_id: str) -> None:
    """Slack knows this account no more: whoever had it is found by address again. Safe to run twice."""
    with store.begin() as unit:
        row = unit.people.by_slack_id(slack_id)
        if row is not None:
            row.slack_id, row.dm_channel = None, None


def can_be_reached(unit: Unit, person_id: int, *, now: datetime) -> None:
    """Somebody who could not be found in Slack is there: all that waited for them is sent, in its order."""
    if settle_concern(unit, Cause.NOT_IN_SLACK, subject=f"person:{person_id}", now=now):
        unit.outbox.take_up_lane(f"person:{person_id}", now=now)


def profiles_to_read(acting: Acting, *, limit: int) -> Sequence[tuple[int, str | None, str]]:
    """(id, Slack id, e-mail) of people whose profile should be read: not linked yet, or read a week ago.

    Those who wait longest come first. Somebody whom Slack did not know is asked for again the next day.
    """
    today = acting.now.astimezone(UTC).date()
    with acting.store.read() as unit:
        rows = unit.people.profiles_to_read(
            linked_before=today - READ_AGAIN_AFTER, unlinked_before=today, limit=limit
        )
        return [(row.id, row.slack_id, row.email) for row in rows]


def note_no_profile(acting: Acting, *, person_id: int) -> None:
    """Slack knows nobody with this person's e-mail today."""
    with acting.store.begin() as unit:
        unit.people.get(person_id).profile_read_on = acting.now.astimezone(UTC).date()


def settle_conflicts(unit: Unit, *, now: datetime) -> None:
    """Tell the admins which conflicts between people and accounts are over, by what holds now."""
    for cause in CONFLICTS:
        for concern in unit.concerns.facts(cause, round=unit.concerns.latest_round(cause)).open:
            row = unit.people.get(concern.facts["person"])
            if is_settled(
                cause,
                concern.facts,
                email=row.email,
                slack_id=row.slack_id,
                is_reachable=row.left_on is None and row.deactivated_on is None,
            ):
                settle_concern(unit, cause, subject=concern.subject, now=now)


def _introduce(unit: Unit, account: Account, *, own_team: str, now: datetime) -> PersonRow | None:
    """Who an account stands for, linked to it; who left is found and not linked."""
    linked = unit.people.by_slack_id(account.slack_id)
    named = unit.people.by_address(account.email) if account.email else None
    if why_unfit(account, own_team=own_team) is not None:
        _keep_out(unit, account, linked or named, now=now)
        return None
    if linked is not None and linked.left_on is None:
        row = linked
        is_shared = named is not None and named is not row and named.left_on is None and not named.slack_id
        _note(unit, Cause.SHARED_ACCOUNT, account, named if is_shared else None, now=now, other=row.name)
        if account.email and named is None:
            unit.people.remember_address(row.id, account.email)
    elif named is None or named.left_on is not None:
        _settle(unit, account, now=now)
        return named or linked
    elif _is_taken(named, account):
        _note(unit, Cause.TWO_ACCOUNTS, account, named, now=now, linked=named.slack_id)
        return None
    else:
        row = named
        if linked is not None:  # an account never hangs on somebody who left
            linked.slack_id, linked.dm_channel = None, None
            unit.session.flush()
        _note(unit, Cause.SHARED_ACCOUNT, account, None, now=now)
    _link(row, account)
    _note(unit, Cause.TWO_ACCOUNTS, account, None, now=now)
    _note(unit, Cause.WRONG_ACCOUNT, account, None, now=now)
    unit.session.flush()
    settle_conflicts(unit, now=now)
    can_be_reached(unit, row.id, now=now)
    return row


def _is_taken(row: PersonRow, account: Account) -> bool:
    return row.slack_id not in (None, account.slack_id) and row.deactivated_on is None


def _keep_out(unit: Unit, account: Account, row: PersonRow | None, *, now: datetime) -> None:
    """An account that may stand for nobody: whoever it was linked to is not reached through it."""
    if row is None or row.left_on is not None or row.slack_id not in (None, account.slack_id):
        _settle(unit, account, now=now)
        return
    if row.slack_id is not None:
        row.slack_id, row.dm_channel = None, None
    row.profile_read_on = now.astimezone(UTC).date()
    _note(unit, Cause.WRONG_ACCOUNT, account, row, now=now)


def _close(unit: Unit, account: Account, *, now: datetime) -> None:
    _settle(unit, account, now=now)
    row = unit.people.by_slack_id(account.slack_id)
    if row is None:
        return
    row.profile_read_on = now.astimezone(UTC).date()
    if row.deactivated_on is None:
        row.deactivated_on = row.profile_read_on
        row.dm_channel = None
        _tell_hr(unit, row, now=now)
        unit.session.flush()
        settle_conflicts(unit, now=now)


def _note(
    unit: Unit, cause: Cause, account: Account, row: PersonRow | None, *, now: datetime, **more: Any
) -> None:
    """A conflict between an account and a person; None for the person: there is none."""
    subject = f"account:{account.slack_id}"
    if row is None:
        settle_concern(unit, cause, subject=subject, now=now)
        return
    facts = {"person": row.id, "name": row.name, "email": row.email, "account": account.slack_id, **more}
    note_concern(unit, cause, subject=subject, facts=facts, now=now)


def _settle(unit: Unit, account: Account, *, now: datetime) -> None:
    for cause in CONFLICTS:
        _note(unit, cause, account, None, now=now)


def _link(row: PersonRow, account: Account) -> None:
    if row.slack_id != account.slack_id:
        row.slack_id, row.dm_channel = account.slack_id, None
    row.locale = locale_told(account.locale) or row.locale
    row.timezone = timezone_told(account.timezone) or row.timezone
    row.deactivated_on = None


def _tell_hr(unit: Unit, row: PersonRow, *, now: datetime) -> None:
    if row.left_on is not None:
        return
    day = now.astimezone(UTC).date().isoformat()
    readers = unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)
    unit.outbox.add(
        *(AccountClosed(to=each.id, person_id=row.id, day=day) for each in readers if each.id != row.id),
        now=now,
    )
