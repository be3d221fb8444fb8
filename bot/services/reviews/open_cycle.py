"""Open a cycle for the right people, all or nothing, and give it more time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import next_opening
from bot.domain.nudging.notices import NudgeChanged
from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import (
    Dates,
    OpenedCycle,
    UnusualPeriod,
    dates_for,
    moved_to,
    period_named,
    usual_names,
)
from bot.domain.reviews.notices import (
    QuarterCardChanged,
    QuarterOpened,
    SelfScoreHandedIn,
    TeamProgressChanged,
)
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.states import OWED_BY_MANAGER, UNFINISHED
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.passing import REMINDED
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.schemes import dump_scheme, load_scheme
from storage.models.people import PersonRow
from storage.models.reviews import CycleExtensionRow
from storage.unit import Unit

DEFAULT_SCHEME = "kpi-values"
NAMES_SHOWN = 20
REASON_LIMIT = 500


def open_cycle(
    acting: Acting, *, name: str, scheme_key: str = DEFAULT_SCHEME, is_meant: bool = False
) -> OpenedCycle:
    """Open a cycle; each employee hears of it at the opening hour of their own next working day.

    `is_meant`: an unusual period was asked about, and is to be opened. `by` is None on the command
    line. Raises UnusualPeriod; Refusal: cycle.not_hr, cycle.name, scheme.unknown, scheme.changed,
    cycle.already_open, cycle.nobody, cycle.no_manager, cycle.manager_left, cycle.no_sheet.
    """
    require_hr(acting.by)
    period = period_named(name)
    scheme = load_scheme(scheme_key)
    today = _today(acting)
    dates = dates_for(
        period, opened_on=today, schedule=acting.policy.schedule, country=acting.policy.default_country
    )
    with acting.store.begin() as unit:
        _refuse_if_open(unit, period.name)
        _refuse_a_changed_scheme(unit, scheme)
        sheets = unit.cycles.sheets()
        everybody = unit.cycles.people(period.grade)
        # Whoever leads the company has neither: they are not under review, which the answer says.
        people = [row for row in everybody if row.manager_id is not None or row.id in sheets]
        _refuse_unready(unit, people, sheets, period_name=period.name, grade=period.grade.value)
        usual = usual_names(period.grade, today=today)
        if not is_meant and period.name not in usual:
            raise UnusualPeriod(period, people=len(people), usual=usual)
        cycle_id = unit.cycles.add(
            name=period.name,
            scheme_key=scheme.key,
            scheme_version=scheme.version,
            scheme=dump_scheme(scheme),
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            opened_at=acting.now,
            opened_by_id=acting.by_id,
            self_score_due=dates.self_score_due,
            self_score_closes=dates.self_score_closes,
            approval_due=dates.approval_due,
        )
        if cycle_id is None:  # somebody else was faster by a moment
            _refuse_if_open(unit, period.name)
            raise Refusal("cycle.already_open", name=period.name, on=acting.now, by="")
        reviews = unit.cycles.add_reviews(
            cycle_id,
            [(row.id, row.manager_id, sheets[row.id][0]) for row in people if row.manager_id is not None],
            by_id=acting.by_id,
            at=acting.now,
        )
        _announce(unit, people, reviews, acting)
        return OpenedCycle(
            name=period.name,
            people=len(people),
            dates=dates,
            not_reviewed=tuple(row.name for row in everybody if row.manager_id is None),
        )


def extend_cycle(acting: Acting, *, name: str, closes: date, reason: str) -> Dates:
    """Take self-scores until `closes`; the cards of those whom it concerns show the new days.

    Raises Refusal: cycle.not_hr, cycle.unknown, cycle.none, cycle.reason, cycle.not_later, cycle.past.
    """
    require_hr(acting.by)
    reason = typed_text(reason).strip()
    if not reason or len(reason) > REASON_LIMIT:
        raise Refusal("cycle.reason", limit=REASON_LIMIT)
    if closes < _today(acting):
        raise Refusal("cycle.past", new=closes)
    with acting.store.begin() as unit:
        cycle = find_cycle(unit, name, lock=True)
        before = Dates(
            self_score_due=cycle.self_score_due,
            self_score_closes=cycle.self_score_closes,
            approval_due=cycle.approval_due,
        )
        dates = moved_to(
            closes, now=before, schedule=acting.policy.schedule, country=acting.policy.default_country
        )
        unit.session.add(
            CycleExtensionRow(
                cycle_id=cycle.id,
                due_before=before.self_score_due,
                closes_before=before.self_score_closes,
                closes=closes,
                by_id=acting.by_id,
                at=acting.now,
                reason=reason,
            )
        )
        cycle.self_score_due = dates.self_score_due
        cycle.self_score_closes = dates.self_score_closes
        cycle.approval_due = dates.approval_due
        _announce_days(unit, cycle.id, version=f"closes:{closes.isoformat()}", now=acting.now)
        return dates


def _announce_days(unit: Unit, cycle_id: int, *, version: str, now: datetime) -> None:
    """Everything that names a day of the cycle: both sides' cards, and the reminders that stand."""
    unfinished = [
        each for each in unit.cycles.reviews(cycle_id) if each.is_active and each.state in UNFINISHED
    ]
    concerned = {person for each in unfinished for person in (each.employee_id, each.manager_id)}
    unit.outbox.add(
        *(QuarterCardChanged(to=each.employee_id, review_id=each.id, version=version) for each in unfinished),
        *(
            TeamProgressChanged(to=manager_id, cycle_id=cycle_id, version=version)
            for _, manager_id in unit.passing.threads([cycle_id])
        ),
        *(
            SelfScoreHandedIn(to=each.manager_id, review_id=each.id, version=version)
            for each in unfinished
            if each.state in OWED_BY_MANAGER
        ),
        *(
            NudgeChanged(to=row.id, day=day.isoformat(), version=version)
            for row, day in unit.passing.reminded(since=now - REMINDED)
            if row.id in concerned
        ),
        now=now,
    )


def require_hr(by: Person | None) -> None:
    """Cycles are HR's, and the command line's (None). Raises Refusal("cycle.not_hr")."""
    if by is not None and not by.has(Role.HR):
        raise Refusal("cycle.not_hr")


def _today(acting: Acting) -> date:
    return acting.now.astimezone(ZoneInfo(acting.policy.default_timezone)).date()


def _refuse_if_open(unit: Unit, name: str) -> None:
    known = unit.cycles.named(name)
    if known is not None:
        opener = unit.people.get(known.opened_by_id).name if known.opened_by_id else ""
        raise Refusal("cycle.already_open", name=name, on=known.opened_at, by=opener)


def _refuse_a_changed_scheme(unit: Unit, scheme: Scheme) -> None:
    """A scheme in use never changes: an edited file needs a new version. Source: domain.md §3."""
    in_use = unit.cycles.on_scheme(scheme.key, scheme.version)
    if in_use is not None and in_use.scheme != dump_scheme(scheme):
        raise Refusal("scheme.changed", name=scheme.key, version=scheme.version, cycle=in_use.name)


def _refuse_unready(
    unit: Unit,
    people: Sequence[PersonRow],
    sheets: Mapping[int, tuple[int, int]],
    *,
    period_name: str,
    grade: str,
) -> None:
    if not people:
        raise Refusal("cycle.nobody", name=period_name, grade=grade)
    _refuse_named("cycle.no_manager", [row.name for row in people if row.manager_id is None])
    gone = unit.cycles.people_who_left()
    _refuse_named("cycle.manager_left", [row.name for row in people if row.manager_id in gone])
    _refuse_named("cycle.no_sheet", [row.name for row in people if sheets.get(row.id, (0, 0))[1] != 100])


def _refuse_named(code: str, names: Sequence[str]) -> None:
    if names:
        raise Refusal(code, names=list(names[:NAMES_SHOWN]), more=max(0, len(names) - NAMES_SHOWN))


def _announce(unit: Unit, people: Sequence[PersonRow], reviews: Mapping[int, int], acting: Acting) -> None:
    due: dict[tuple[str, str], datetime] = {}
    notices: dict[datetime, list[QuarterOpened]] = {}
    for row in people:
        person = row.value()
        place = (person.timezone, person.country)
        if place not in due:
            due[place] = next_opening(
                acting.now, zone=person.zone, country=person.country, hour=acting.policy.schedule.opening_hour
            )
        notices.setdefault(due[place], []).append(QuarterOpened(to=person.id, review_id=reviews[person.id]))
    for due_at, some in sorted(notices.items()):
        unit.outbox.add(*some, now=acting.now, due_at=due_at)
