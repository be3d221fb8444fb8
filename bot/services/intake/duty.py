"""Whose turn it is at the website desk, and until when an answer is owed."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.access import Deed, require
from bot.domain.intake.rota import WEEK, in_line, is_away_from_desk, present, today_of, week_of
from bot.domain.intake.triage import Urgency
from bot.domain.intake.visibility import Guarded, may_read
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def person_on_duty(unit: Unit, *, policy: Policy, now: datetime) -> Person:
    """The product manager on duty. Raises Refusal("request.nobody_on_duty") where there is none."""
    found = find_on_duty(unit, policy=policy, now=now)
    if found is None:
        raise Refusal("request.nobody_on_duty")
    return found


def find_on_duty(unit: Unit, *, policy: Policy, now: datetime) -> Person | None:
    """The product manager whose week it is, or who stands in; None where nobody has the role."""
    week = week_of(today_of(now, timezone=policy.default_timezone))
    line = line_of(unit, week, policy=policy)
    away = those_away(unit, line, now=now)
    return present(line, lambda person: person.id in away)


def who_looks_after(unit: Unit, owner_id: int, *, policy: Policy, now: datetime) -> Person:
    """The product manager who has something, or while they are away whoever has the desk."""
    owner, duty = unit.people.get(owner_id), find_on_duty(unit, policy=policy, now=now)
    is_away = duty is not None and owner.id in those_away(unit, [owner, duty], now=now)
    return duty if duty is not None and (is_away or not owner.is_active) else owner


def line_of(unit: Unit, week: date, *, policy: Policy) -> tuple[Person, ...]:
    """Everybody who can have the desk in a week, in the order in which they stand in."""
    return in_line(
        unit.people.holding(Role.PRODUCT_MANAGER),
        week=week,
        rota=policy.intake.rota,
        named=policy.intake.on_duty,
        entry=unit.rota.entry(week),
    )


def hold_rota(unit: Unit) -> None:
    """Make changes of the rota go one after the other."""
    for each in unit.people.holding(Role.PRODUCT_MANAGER)[:1]:
        unit.people.queue_up(each.id)


def those_away(unit: Unit, people: Sequence[Person], *, now: datetime) -> frozenset[int]:
    """Those of them who are away now, each by their own calendar."""
    if len(people) < 2:
        return frozenset()  # there is nobody else, whoever is away
    since = now.date() - 2 * WEEK
    absences = unit.absences.of([each.id for each in people], since=since)
    return frozenset(
        each.id
        for each in people
        if is_away_from_desk(
            absences.get(each.id, ()), now.astimezone(each.zone).date(), calendar=each.calendar
        )
    )


def only_the_desk(
    unit: Unit, acting: Acting, request: Guarded | None = None, *, deed: Deed = Deed.TRIAGE
) -> None:
    """Raises Refusal("request.product_managers_only"), which names whom to ask, for anybody else.

    `request`: the one in question; of a private one "request.is_private" for an admin. Without
    one it is "desk.product_managers_only".
    """

    def refusal() -> Refusal:
        by = acting.by
        if request is not None and by is not None and by.has(Role.ADMIN) and not may_read(request, by):
            return its_readers_only(unit, request)
        duty = find_on_duty(unit, policy=acting.policy, now=acting.now)
        name = duty.name if duty else None
        if request is None:
            return Refusal("desk.product_managers_only", name=name)
        return Refusal("request.product_managers_only", name=name)

    require(deed, acting.by, request, refuse=refusal)


def its_readers_only(unit: Unit, request: Guarded) -> Refusal:
    """What whoever may not read a private request is told; who filed it is not."""
    return Refusal("request.is_private", owner=unit.people.get(request.owner_id).name)


def hours_of(unit: Unit, person: Person, *, policy: Policy) -> WorkingHours:
    """When somebody at the desk works, by their own clock: their own hours, else when the desk is open."""
    return unit.desk_hours.of(person.id) or policy.hours.working


def answer_owed_by(unit: Unit, owner: Person, *, urgency: Urgency, policy: Policy, now: datetime) -> datetime:
    """When somebody who asks now is owed an answer, in the owner's working hours."""
    return hours_of(unit, owner, policy=policy).after(
        now,
        policy.intake.answer_minutes(urgency),
        zone=owner.zone,
        calendar=owner.calendar,
    )
