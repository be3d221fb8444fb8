"""The desk in figures, for product managers and heads."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, may, require
from bot.domain.intake.notices import ReportAsked, ReportFileAsked
from bot.domain.intake.report import Around, Counted, Report, report
from bot.domain.intake.report_cases import cases
from bot.domain.intake.report_clock import DeskClock
from bot.domain.intake.report_period import Days, FileForm
from bot.domain.nudging.reach import Headed, heads
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def reads_report(acting: Acting) -> bool:
    """Whether the desk's figures are theirs to read."""
    with acting.store.read() as unit:
        return may_read_report(unit, acting.by)


def require_report(acting: Acting) -> None:
    """Raises Refusal("report.not_yours")."""
    with acting.store.read() as unit:
        _require(unit, acting)


def read_report(acting: Acting, *, days: Days) -> Report:
    """The figures of these days. Raises Refusal("report.not_yours")."""
    with acting.store.read() as unit:
        _require(unit, acting)
        return report_of(unit, days, policy=acting.policy)


def ask_for_report(acting: Acting, *, days: Days) -> None:
    """Have it sent to oneself. Raises as `read_report`."""
    with acting.store.begin() as unit:
        _require(unit, acting)
        asked = ReportAsked(to=acting.person.id, days=str(days), asked=acting.now.isoformat())
        unit.outbox.add(asked, now=acting.now)


def ask_for_report_file(acting: Acting, *, days: Days, form: FileForm) -> None:
    """Have it sent to oneself as a file. Raises as `read_report`."""
    with acting.store.begin() as unit:
        _require(unit, acting)
        asked = ReportFileAsked(
            to=acting.person.id, days=str(days), form=form.value, asked=acting.now.isoformat()
        )
        unit.outbox.add(asked, now=acting.now)


def report_of(unit: Unit, days: Days, *, policy: Policy) -> Report:
    """The same within a transaction; whoever shows it checks for whom."""
    zone = ZoneInfo(policy.default_timezone)
    start, end = days.moments(zone)
    earlier, _ = days.before.moments(zone)
    told = unit.desk_reports.told(start=earlier, end=end)
    steps = unit.desk_reports.steps(start=earlier, end=end)
    clock = DeskClock(
        policy.hours.working,
        zone=zone,
        calendar=policy.calendar(policy.default_country),
        first=min((each.filed_at for each in told), default=start),
        last=end,
    )
    return report(
        Counted(
            now=list(cases(told, steps, clock, until=end)),
            before=list(cases(told, steps, clock, until=start)),
            around=_around(unit, start=start, end=end),
            around_before=_around(unit, start=earlier, end=start),
        ),
        days=days,
        zone=zone,
        least=policy.schedule.reach_least_people,
    )


def _around(unit: Unit, *, start: datetime, end: datetime) -> Around:
    around = unit.desk_reports.around(start=start, end=end)
    said = [each.good for each in unit.satisfaction.between(start, end)]
    return replace(around, good=said.count(True), bad=said.count(False))


def heads_of_departments(unit: Unit) -> frozenset[int]:
    """Everybody who heads one."""
    return frozenset().union(*heads(unit.reaches.workers()).values())


def may_read_report(unit: Unit, person: Person | None) -> bool:
    """The same within a transaction."""
    return may(Deed.READ_REPORT, person, Headed(department="", heads=heads_of_departments(unit)))


def _require(unit: Unit, acting: Acting) -> None:
    headed = Headed(department="", heads=heads_of_departments(unit))
    require(Deed.READ_REPORT, acting.by, headed, refuse=lambda: Refusal("report.not_yours"))
