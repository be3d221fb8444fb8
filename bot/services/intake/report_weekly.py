"""The desk in the figures of the last week: to product managers and heads, on their Monday morning."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.absences import Absence, is_away
from bot.domain.access import Deed, require
from bot.domain.calendar import ONE_DAY
from bot.domain.intake.notices import ReportDue
from bot.domain.intake.report_period import Which, chosen
from bot.domain.intake.report_weekly import is_their_morning
from bot.domain.people import Person, Role
from bot.services.acting import Acting
from bot.services.intake.report import heads_of_departments, report_of
from storage.unit import Unit


def send_weekly_reports(acting: Acting) -> int:
    """Announce it to each whose morning has come; returns how many that were.

    A week in which nothing happened at the desk is not spoken of. Safe to run twice and in two processes at
    once. What it says is read when it is sent.
    """
    require(Deed.RUN_STEWARD, acting.by)
    days = chosen(Which.WEEK, today=acting.today)
    with acting.store.read() as unit:
        due = _due(unit, acting, week=days.first)
        is_nothing = not due or report_of(unit, days, policy=acting.policy).is_nothing
    sent = 0
    for person in due:
        with acting.store.begin() as unit:
            if unit.desk_reports.record(person.id, week=days.first, at=acting.now) and not is_nothing:
                unit.outbox.add(ReportDue(to=person.id, week=days.first.isoformat()), now=acting.now)
                sent += 1
    return sent


def _due(unit: Unit, acting: Acting, *, week: date) -> list[Person]:
    """Readers who were told nothing of that week, and whose morning it is."""
    everybody = {each.id for each in unit.people.holding(Role.PRODUCT_MANAGER)} | heads_of_departments(unit)
    readers = unit.people.values(everybody - unit.desk_reports.were_told(everybody, week=week))
    absences = unit.absences.of([each.id for each in readers], since=acting.now.date() - ONE_DAY)
    return [
        each
        for each in readers
        if each.is_active and _reads_now(each, absences.get(each.id, ()), acting, week)
    ]


def _reads_now(person: Person, absences: Iterable[Absence], acting: Acting, week: date) -> bool:
    now: datetime = acting.now
    if is_away(absences, now.astimezone(person.zone).date()):
        return False
    after = week + timedelta(days=7)
    return is_their_morning(person, after=after, hour=acting.policy.schedule.digest_hour, now=now)
