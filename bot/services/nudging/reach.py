"""How far asking reaches, for HR and heads of department."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, may
from bot.domain.calendar import at_local
from bot.domain.nudging.reach import Headed, PeriodReach, Reach, ReachOnHome, Worker, counted, heads, reach
from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import Period, cycle_name, is_ad_hoc, is_year, period_named
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit


def read_reach(acting: Acting, *, period: str | None = None) -> PeriodReach:
    """Of the period that is named, else of the newest that stands; of a year only by its name.

    Raises Refusal: reach.not_yours, reach.none, cycle.name.
    """
    with acting.store.read() as unit:
        workers = unit.reaches.workers()
        headed = heads(workers)
        seen = {
            name
            for name, who in headed.items()
            if may(Deed.READ_REACH, acting.by, Headed(department=name, heads=who))
        }
        sees_all = may(Deed.READ_REACH, acting.by, Headed(department="", heads=frozenset()))
        if not (seen or sees_all):
            raise Refusal("reach.not_yours")
        of = _period(unit, period)
        departments, whole = _reach(unit, of, workers, acting, only=None if sees_all else seen)
    return PeriodReach(
        period=of.name,
        departments=tuple(departments),
        whole=whole if sees_all else None,
        least=acting.policy.schedule.reach_least_people,
    )


def reaches_to_watch(acting: Acting) -> list[PeriodReach]:
    """Of the newest period that stands, of its year, and of the year opened last; nothing where none does.
    The company itself asks.

    Raises Refusal("reach.not_yours").
    """
    with acting.store.read() as unit:
        names = _opened(unit)
    periods = [name for name in names if not is_year(name)]
    years = [name[:4] for name in (*names[:1], *periods[:1])]
    wanted = dict.fromkeys([*periods[:1], *years])
    return [read_reach(acting, period=name) for name in wanted]


def reach_on_home(unit: Unit, person: Person, _acting: Acting) -> ReachOnHome | None:
    """Which period's HR can look into. Counting reads every step of it, too much for each look at a Home."""
    newest = _newest(unit) if person.has(Role.HR) else None
    return None if newest is None else ReachOnHome(period=newest)


def _reach(
    unit: Unit, of: Period, workers: Sequence[Worker], acting: Acting, *, only: set[str] | None
) -> tuple[list[Reach], Reach]:
    """`only`: departments whose head reads it, who knows these people anyway."""
    first, end = _moments(of, acting)
    names, policy = _names(unit, of), acting.policy
    since = unit.reaches.first_since(names, first=first, end=end) or acting.now
    nudges: Mapping[int, Sequence[datetime]] = unit.reaches.nudges(since=since)
    steps = counted(unit.reaches.steps(names, first=first, end=end))
    calendars = {each: policy.calendar(each) for each in unit.reaches.countries()}
    shown = [each for each in workers if only is None or each.department in only]
    least = acting.policy.schedule.reach_least_people if only is None else 1
    return reach(steps, shown, nudges, calendars, now=acting.now, least=least)


def _names(unit: Unit, of: Period) -> Sequence[str]:
    """Of the period itself; of a year with all that lies in it."""
    if not of.is_year:
        return (of.name,)
    return [name for name in _opened(unit) if period_named(name).starts_on.year == of.starts_on.year]


def _period(unit: Unit, named: str | None) -> Period:
    if named is not None:
        return period_named(cycle_name(named))
    newest = _newest(unit)
    if newest is None:
        raise Refusal("reach.none")
    return period_named(newest)


def _newest(unit: Unit) -> str | None:
    """The period opened last; a year, which has all that lies in it, only by its name."""
    names = _opened(unit)
    return next((name for name in names if not is_year(name)), next(iter(names), None))


def _opened(unit: Unit) -> Sequence[str]:
    """What stands, newest first, but for ad-hoc reviews: of one person nothing is counted."""
    return [name for name in unit.cycles.names() if not is_ad_hoc(name)]


def _moments(of: Period, acting: Acting) -> tuple[datetime, datetime]:
    """From the period's first day to after its last, at the head office."""
    zone = ZoneInfo(acting.policy.default_timezone)
    return at_local(of.starts_on, 0, zone=zone), at_local(of.ends_on + timedelta(days=1), 0, zone=zone)
