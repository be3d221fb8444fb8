"""Whose move things are, and since how many working hours: of many in the same few queries."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.domain.absences import away_on
from bot.domain.obligations import Subject
from bot.domain.people import Person
from bot.domain.whose_move import Move, Worked, holder_of
from bot.domain.working_hours import ONE_MINUTE, WorkingHours
from bot.services.acting import Acting
from storage.unit import Unit


def moves(
    unit: Unit, subject: Subject, ids: Collection[int], *, reader: Person, acting: Acting
) -> Mapping[int, Move]:
    """Who has the next move of each of these; nothing of what waits for nobody, or is not asked for yet."""
    holders = {
        each.subject_id: (each.person_id, max(each.since, each.opens_at))
        for each in unit.obligations.of_each(subject, ids)
        if each.opens_at <= acting.now
    }
    return held(unit, holders, reader=reader, acting=acting, hours=acting.policy.hours.office)


def held(
    unit: Unit,
    holders: Mapping[int, tuple[int, datetime]],
    *,
    reader: Person,
    acting: Acting,
    hours: WorkingHours,
) -> Mapping[int, Move]:
    """The same of what is known to be somebody's since then."""
    if not holders:
        return {}
    people = {each.id: each for each in unit.people.values({who for who, _ in holders.values()})}
    since = min(acting.now.astimezone(each.zone).date() for each in people.values())
    absences = unit.absences.of(people, since=since)
    return {
        number: Move(
            holder=holder_of(people[who], reader=reader),
            name=people[who].name,
            since=begun,
            worked=worked(people[who], since=begun, now=acting.now, hours=hours),
            away=away_on(
                absences.get(who, ()),
                acting.now.astimezone(people[who].zone).date(),
                calendar=people[who].calendar,
            ),
        )
        for number, (who, begun) in holders.items()
    }


def worked(who: Person, *, since: datetime, now: datetime, hours: WorkingHours) -> Worked:
    """How long something lies with somebody, in their own hours and days."""
    day = sum((ends - begins for begins, ends in hours.of(now.date(), zone=who.zone)), timedelta())
    return Worked(
        minutes=hours.minutes_between(since, now, zone=who.zone, calendar=who.calendar),
        of_a_day=max(1, day // ONE_MINUTE),
    )
