"""Somebody is away, and back, as the status says that they set in Slack."""

from datetime import datetime

from bot.domain.absences import Source
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.statuses import Status, last_day, says_away
from storage.unit import Unit


def follow_status(unit: Unit, person: Person, status: Status, *, policy: Policy, now: datetime) -> bool:
    """Note an absence where the status says so and did not before, and end it where it does no more; whether
    one was noted.

    Whoever said since that they are back stays so while the same status stands. Safe to run twice.
    """
    today = now.astimezone(person.zone).date()
    is_told = says_away(status, emoji=policy.away.status_emoji, now=now)
    standing = unit.absences.status_of(person.id)
    if standing is not None:
        absence, expires = standing
        if is_told and expires == status.expires:
            return False
        unit.absences.status_is_gone(person.id)
        if absence.covers(today):
            unit.absences.end(absence.id, on=today, by=Source.STATUS, at=now)
    if is_told:
        unit.absences.add(
            [(person.id, today, last_day(status, zone=person.zone))],
            source=Source.STATUS,
            by_id=person.id,
            at=now,
            status_expires=status.expires,
        )
    return is_told
