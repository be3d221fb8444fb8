"""Colleagues and their Slack profiles."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.account_closed import AccountClosed, account_closed_card
from bot.domain.accounts import CONFLICTS, Account, Unfit, is_settled, why_unfit
from bot.domain.concerns import Cause
from bot.domain.follows import stale
from bot.domain.moves import Move, Moved
from bot.domain.people import Person, Role
from bot.domain.places import locale_told, timezone_told
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern, settle_concerns
from bot.services.people.away_status import follow_status
from bot.services.reviews.second_look_seats import pass_on_of
from storage.unit import Store, Unit

READ_AGAIN_AFTER = timedelta(days=7)


def link_profile(acting: Acting, account: Account, *, own_team: str) -> Person | None:
    """Remember a person's Slack account, language and time zone; None for somebody who is not ours.

    Safe to run twice. A colleague is recognised by account, else by e-mail; whether the account may
    stand for anybody is the rule's to say (bot.domain.accounts). Somebody who left is found and not linked.
    """
    require(Deed.GET_TO_KNOW, acting.by)
    with acting.store.begin() as unit:
        return None if account.is_deleted else _introduce(unit, account, own_team=own_team, acting=acting)


def take_profile(acting: Acting, account: Account, *, own_team: str) -> None:
    """Bring somebody's language, time zone, reachability and leave up to date with what Slack tells.

    When an account is closed, HR hear of it once, and nothing is sent to it any more; when it is opened
    again, what waited follows. Safe to run twice; a profile of somebody who is not ours changes nothing.
    """
    require(Deed.GET_TO_KNOW, acting.by)
    with acting.store.begin() as unit:
        if why_unfit(account, own_team=own_team) is Unfit.CLOSED:
            _close(unit, account, now=acting.now)
            return
        person = _introduce(unit, account, own_team=own_team, acting=acting)
        if person is not None:
            unit.accounts.was_read(person.id, on=acting.now.astimezone(UTC).date())


def forget_account(store: Store, slack_id: str) -> None:
    """Slack knows this account no more: whoever had it is found by address again. Safe to run twice."""
    with store.begin() as unit:
        person = unit.people.by_slack_id(slack_id)
        if person is not None:
            unit.accounts.unlink(person.id)


def can_be_reached(unit: Unit, person_id: int, *, now: datetime) -> None:
    """Somebody who could not be found in Slack is there: all that waited for them is sent, in its order."""
    if settle_concern(unit, Cause.NOT_IN_SLACK, subject=f"person:{person_id}", now=now):
        unit.outbox.take_up_lane(f"person:{person_id}", now=now)


def profiles_to_read(acting: Acting, *, limit: int) -> Sequence[tuple[int, str | None, str]]:
    """(id, Slack id, e-mail) of people whose profile should be read: not linked yet, or read a week ago.

    Those who wait longest come first. Somebody whom Slack did not know is asked for again the next day.
    """
    require(Deed.RUN_STEWARD, acting.by)
    today = acting.now.astimezone(UTC).date()
    with acting.store.read() as unit:
        people = unit.accounts.to_read(
            linked_before=today - READ_AGAIN_AFTER, unlinked_before=today, limit=limit
        )
        return [(each.person_id, each.slack_id, each.email) for each in people]


def note_no_profile(acting: Acting, *, person_id: int) -> None:
    """Slack knows nobody with this person's e-mail today."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.accounts.was_read(person_id, on=acting.now.astimezone(UTC).date())


def settle_conflicts(unit: Unit, *, now: datetime) -> None:
    """Tell the admins which conflicts between people and accounts are over, by what holds now."""
    for cause in sorted({cause for cause, _ in unit.concerns.open_of(CONFLICTS)}, key=CONFLICTS.index):
        for concern in unit.concerns.facts(cause, round=unit.concerns.latest_round(cause)).open:
            person = unit.people.get(concern.facts["person"])
            if is_settled(
                cause,
                concern.facts,
                email=person.email,
                slack_id=person.slack_id,
                is_reachable=person.is_active and person.deactivated_on is None,
            ):
                settle_concern(unit, cause, subject=concern.subject, now=now)


def _introduce(unit: Unit, account: Account, *, own_team: str, acting: Acting) -> Person | None:
    """Who an account stands for, linked to it; who left is found and not linked."""
    now = acting.now
    linked = unit.people.by_slack_id(account.slack_id)
    named = unit.people.by_address(account.email) if account.email else None
    if why_unfit(account, own_team=own_team) is not None:
        _keep_out(unit, account, linked or named, now=now)
        return None
    over = list(CONFLICTS)
    if linked is not None and linked.is_active:
        person = linked
        if named is not None and named.id != person.id and named.is_active and not named.slack_id:
            over.remove(Cause.SHARED_ACCOUNT)
            _note(unit, Cause.SHARED_ACCOUNT, account, named, now=now, other=person.name)
        if account.email and named is None:
            unit.people.remember_address(person.id, account.email)
    elif named is None or not named.is_active:
        _settle(unit, account, now=now)
        return named or linked
    elif _is_taken(named, account):
        _note(unit, Cause.TWO_ACCOUNTS, account, named, now=now, linked=named.slack_id)
        return None
    else:
        person = named
        if linked is not None:  # an account never hangs on somebody who left
            unit.accounts.unlink(linked.id)
    if person.deactivated_on is not None:
        _tell_that_it_is_open(unit, person, now=now)
    unit.accounts.link(
        person,
        account.slack_id,
        locale=locale_told(account.locale),
        timezone=timezone_told(account.timezone),
    )
    _settle(unit, account, over, now=now)
    settle_conflicts(unit, now=now)
    can_be_reached(unit, person.id, now=now)
    known = unit.people.get(person.id)
    if known != person:
        unit.homes.concern([person.id])
    if follow_status(unit, known, account.status, policy=acting.policy, now=now):
        pass_on_of(unit, [known.id], acting)
    return known


def _is_taken(person: Person, account: Account) -> bool:
    return person.slack_id not in (None, account.slack_id) and person.deactivated_on is None


def _keep_out(unit: Unit, account: Account, person: Person | None, *, now: datetime) -> None:
    """An account that may stand for nobody: whoever it was linked to is not reached through it."""
    if person is None or not person.is_active or person.slack_id not in (None, account.slack_id):
        _settle(unit, account, now=now)
        return
    if person.slack_id is not None:
        unit.accounts.unlink(person.id)
    unit.accounts.was_read(person.id, on=now.astimezone(UTC).date())
    _note(unit, Cause.WRONG_ACCOUNT, account, person, now=now)


def _close(unit: Unit, account: Account, *, now: datetime) -> None:
    _settle(unit, account, now=now)
    person = unit.people.by_slack_id(account.slack_id)
    if person is None:
        return
    today = now.astimezone(UTC).date()
    unit.accounts.was_read(person.id, on=today)
    if person.deactivated_on is None:
        unit.accounts.close(person.id, on=today)
        unit.moves.add([Moved(person_id=person.id, move=Move.ACCOUNT_CLOSED, day=today, at=now)])
        _tell_hr(unit, person, now=now)
        settle_conflicts(unit, now=now)


def _note(unit: Unit, cause: Cause, account: Account, person: Person, *, now: datetime, **more: Any) -> None:
    """A conflict between an account and a person."""
    facts = {
        "person": person.id,
        "name": person.name,
        "email": person.email,
        "account": account.slack_id,
        **more,
    }
    note_concern(unit, cause, subject=_subject(account), facts=facts, now=now)


def _settle(unit: Unit, account: Account, causes: Collection[Cause] = CONFLICTS, *, now: datetime) -> None:
    settle_concerns(unit, causes, subject=_subject(account), now=now)


def _subject(account: Account) -> str:
    return f"account:{account.slack_id}"


def _tell_that_it_is_open(unit: Unit, person: Person, *, now: datetime) -> None:
    """Whoever was told that it was closed sees since when it is not; nobody else hears of it."""
    opened = Moved(person_id=person.id, move=Move.ACCOUNT_OPENED, day=now.astimezone(UTC).date(), at=now)
    unit.moves.add([opened])
    closed_on = person.deactivated_on or opened.day
    readers = unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)
    cards = ((each.id, account_closed_card(person.id, closed_on, each.id)) for each in readers)
    unit.outbox.add(*stale(cards, because=now.isoformat()), now=now)


def _tell_hr(unit: Unit, person: Person, *, now: datetime) -> None:
    if not person.is_active:
        return
    day = now.astimezone(UTC).date().isoformat()
    readers = unit.people.holding(Role.HR) or unit.people.holding(Role.ADMIN)
    unit.outbox.add(
        *(
            AccountClosed(to=each.id, person_id=person.id, day=day)
            for each in readers
            if each.id != person.id
        ),
        now=now,
    )
