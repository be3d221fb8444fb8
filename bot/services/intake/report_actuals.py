"""The desk's figures of a period, entered where a KPI names the desk as its source."""

from bot.domain.access import Deed, require
from bot.domain.intake.report_actuals import Actuals, actuals
from bot.domain.intake.report_period import checked
from bot.services.acting import Acting
from bot.services.goals.figures import keep_new
from bot.services.intake.report import report_of
from bot.services.reviews.find_cycle import find_cycle
from storage.unit import Unit


def check_desk_figures(acting: Acting, *, period: str) -> Actuals:
    """What would be entered; nothing is. Raises as `enter_desk_figures`."""
    with acting.store.read() as unit:
        return _actuals(unit, acting, period)[1]


def enter_desk_figures(acting: Acting, *, period: str) -> Actuals:
    """Enter them; what is as it was stays, what differs is corrected and the former one kept. Safe to run
    twice. Of a period that is not over they are those up to today.

    Raises Refusal: cycle.unknown, cycle.withdrawn, cycle.none, report.not_begun, report.too_long.
    """
    with acting.store.begin() as unit:
        cycle_id, found = _actuals(unit, acting, period)
        keep_new(unit, acting, cycle_id, found.new)
        return found


def _actuals(unit: Unit, acting: Acting, period: str) -> tuple[int, Actuals]:
    cycle = find_cycle(unit, period)
    wanted = unit.figures.wanted(cycle.id)
    for each in wanted:
        require(Deed.ENTER_FIGURES, acting.by, each)
    days = checked(cycle.starts_on, cycle.ends_on, today=acting.today)
    return cycle.id, actuals(report_of(unit, days, policy=acting.policy), wanted, days=days)
