"""The desk in the figures of a week, in the direct messages of product managers and heads."""

from datetime import date, timedelta

from bot.delivery.intake.report import sent
from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import ReportDue
from bot.domain.intake.report_period import Days


def on_due(at: Snapshot, notice: ReportDue) -> Outgoing | None:
    """Nothing to whoever is neither by then."""
    monday = date.fromisoformat(notice.week)
    return sent(at, at.person(notice.to), Days(first=monday, last=monday + timedelta(days=6)))


ROUTES: Routes = {ReportDue: on_due}
