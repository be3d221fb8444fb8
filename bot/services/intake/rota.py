"""Who is on duty at the website desk: now, in the weeks to come, and by whose word."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.absences import Absence
from bot.domain.access import Deed, may, require
from bot.domain.intake.notices import DutyDecided
from bot.domain.intake.rota import (
    WEEK,
    DutyFacts,
    DutyWeek,
    WeekOfDuty,
    is_away_from_desk,
    parse_week,
    present,
    today_of,
    week_of,
)
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.desk_change import pass_on
from bot.services.intake.duty import find_on_duty, hours_of, line_of
from bot.services.intake.swap_moves import void_over
from storage.unit import Unit

WEEKS_SHOWN = 4


def who_is_on_duty(acting: Acting) -> DutyFacts:
    """Who has the desk now, until when, in which hours, and the next four weeks."""
    require(Deed.ASK_WHO_IS_ON_DUTY, acting.by)
    with acting.store.read() as unit:
        return duty_facts(unit, acting)


def duty_on_home(unit: Unit, person: Person, acting: Acting) -> DutyFacts | None:
    """The same for whoever takes turns at it."""
    return duty_facts(unit, acting) if person.has(Role.PRODUCT_MANAGER) else None


def duty_facts(unit: Unit, acting: Acting) -> DutyFacts:
    """The same within a transaction."""
    today = today_of(acting.now, timezone=acting.policy.default_timezone)
    on_duty = find_on_duty(unit, policy=acting.policy, now=acting.now)
    weeks = weeks_ahead(unit, acting, first=week_of(today), count=1 + WEEKS_SHOWN)
    return DutyFacts(
        on_duty=on_duty,
        hours=hours_of(unit, on_duty, policy=acting.policy) if on_duty else None,
        this_week=weeks[0] if weeks else None,
        next_weeks=tuple(weeks[1:]),
        may_swap=may(Deed.ASK_FOR_SWAP, acting.by) and len(unit.people.holding(Role.PRODUCT_MANAGER)) > 1,
    )


def weeks_ahead(unit: Unit, acting: Acting, *, first: date, count: int) -> Sequence[WeekOfDuty]:
    """So many weeks from that Monday on; none where nobody has the role."""
    found = []
    absences: Mapping[int, tuple[Absence, ...]] | None = None
    for number in range(count):
        week = first + number * WEEK
        line = line_of(unit, week, policy=acting.policy)
        if not line:
            return []
        if absences is None:
            absences = unit.absences.of([each.id for each in line], since=first - WEEK)
        found.append(WeekOfDuty(week=week, person=line[0], stand_ins=_stand_ins(line, week, absences)))
    return found


def decide_week(acting: Acting, *, slack_id: str, said: str) -> WeekOfDuty:
    """Say whose a week is; it beats the turns, and swaps that wait about that week are void.

    Everybody to whom it gives or takes the week is told. Safe to run twice. Raises Refusal: duty.desk_only,
    duty.not_a_product_manager, duty.week_unknown, duty.week_over, duty.week_too_far.
    """
    require(Deed.DECIDE_DUTY, acting.by, refuse=lambda: Refusal("duty.desk_only"))
    today = today_of(acting.now, timezone=acting.policy.default_timezone)
    week = parse_week(said, today=today)
    with acting.store.begin() as unit:
        person = unit.people.by_slack_id(slack_id)
        if person is None or not person.is_active or not person.has(Role.PRODUCT_MANAGER):
            raise Refusal("duty.not_a_product_manager", name=person.name if person else "")
        unit.requests.queue_up(person.id)
        before = line_of(unit, week, policy=acting.policy)[0]
        if before.id != person.id:
            entry = DutyWeek(week=week, person_id=person.id)
            unit.rota.decide(entry, by_id=acting.by_id, at=acting.now)
            unit.homes.concern([each.id for each in unit.people.holding(Role.PRODUCT_MANAGER)])
            void_over(unit, [week], acting)
            _tell(unit, {person.id, before.id}, week, acting)
            pass_on(unit, acting)
        return weeks_ahead(unit, acting, first=week, count=1)[0]


def _tell(unit: Unit, people: set[int], week: date, acting: Acting) -> None:
    by, at = acting.person.id, acting.now.isoformat()
    for each in sorted(people - {by}):
        unit.outbox.add(DutyDecided(to=each, week=week.isoformat(), by_id=by, at=at), now=acting.now)


def _stand_ins(
    line: Sequence[Person], week: date, absences: Mapping[int, tuple[Absence, ...]]
) -> tuple[Person, ...]:
    """Whoever has the desk on some day of the week in place of the first."""

    def on(day: date) -> Person | None:
        def is_away(person: Person) -> bool:
            return is_away_from_desk(absences.get(person.id, ()), day, calendar=person.calendar)

        return present(line, is_away)

    days = [on(week + timedelta(days=number)) for number in range(7)]
    return tuple({each.id: each for each in days if each is not None and each.id != line[0].id}.values())
