"""What each department came to in a month: to whoever heads it, on the second working day of the next one."""

from datetime import timedelta

from bot.domain.absences import is_away
from bot.domain.access import Deed, require
from bot.domain.calendar import ONE_DAY
from bot.domain.people import Person
from bot.domain.reports.department import DepartmentAbout
from bot.domain.reports.month import Month, due_month, month_of
from bot.services.acting import Acting
from bot.services.reports.department import add_notices, departments, report_of
from storage.unit import Unit

AROUND = timedelta(days=1)
"""Somewhere it is a day earlier or later than at the head office."""


def send_department_reports(acting: Acting) -> int:
    """Announce it to each head whose day has come; returns how many announcements that were.

    A month without anything is not spoken of, and a department that nobody heads is nobody's. Safe to run
    twice and in two processes at once. What it says is read when it is sent.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        due = [
            (person, about, month, _has_news(unit, acting, about, month))
            for person, about, month in _due(unit, acting)
        ]
    sent = 0
    for person, about, month, has_news in due:
        with acting.store.begin() as unit:
            is_first = unit.department_reports.record(person.id, about.id, month=month, at=acting.now)
            if is_first and has_news:
                add_notices(unit, person.id, about.id, month, now=acting.now)
                sent += 1
    return sent


def _has_news(unit: Unit, acting: Acting, about: DepartmentAbout, month: Month) -> bool:
    return report_of(unit, about, month, policy=acting.policy, now=acting.now).has_news


def _due(unit: Unit, acting: Acting) -> list[tuple[Person, DepartmentAbout, Month]]:
    """Heads who were told nothing of a month, and whose day it is, each with what they head."""
    found = departments(unit)
    everybody = frozenset().union(*(each.heads for each in found))
    months = {month_of((acting.now + each).date()).before for each in (-AROUND, AROUND)}
    told = {month: unit.department_reports.were_told(month) for month in months}
    people = {each.id: each for each in unit.people.values(everybody)}
    absences = unit.absences.of(list(people), since=acting.now.date() - ONE_DAY)
    hour = acting.policy.schedule.digest_hour
    due = []
    for about in found:
        for head in sorted(about.heads & people.keys()):
            person = people[head]
            month = due_month(person, hour=hour, now=acting.now)
            if month is None or (head, about.id) in told.get(month, ()):
                continue
            if not is_away(absences.get(head, ()), acting.now.astimezone(person.zone).date()):
                due.append((person, about, month))
    return due
