"""The second moment of a cycle: everybody whose sheet is agreed on is scored by it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from zoneinfo import ZoneInfo

from bot.domain.access import Deed, require
from bot.domain.calendar import at_local
from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.notices import Notice
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import Cycle, Dates
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.notices import JoinedLate, NotReadyForScoring
from bot.domain.reviews.opening import (
    Candidate,
    EarlyScoring,
    Lacks,
    NotReady,
    OpenedScoring,
    candidate,
    dates_at_scoring,
)
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals import advance as goals_advance
from bot.services.reviews.find_cycle import find_cycle, require_hr, withdrawn_refusal
from bot.services.reviews.fingerprint import fix_rules
from bot.services.reviews.too_new import Days, tell_too_new, too_new
from bot.services.reviews.under_review import (
    NAMES_SHOWN,
    Field,
    begin_reviews,
    field_of,
    field_of_cycle,
    period_of,
    refuse_without_team_sheet,
)
from storage.unit import Unit


def open_scoring(acting: Acting, *, name: str, is_meant: bool = False) -> OpenedScoring:
    """Open a cycle for scoring; whose sheet is not agreed on joins when it is. Where it is open already, take
    in whoever has become ready since by other means than a signature: with a manager, a department's KPIs.

    `is_meant`: it was asked about that its day has not come. Raises EarlyScoring; Refusal: cycle.not_hr,
    cycle.unknown, cycle.none, cycle.withdrawn, cycle.scoring_open, cycle.manager_left,
    cycle.no_manager, cycle.no_team_sheet, cycle.nobody_ready.
    """
    require_hr(acting)
    with acting.store.begin() as unit:
        cycle, goals = _locked(unit, find_cycle(unit, name).id)
        if cycle.is_withdrawn:
            raise withdrawn_refusal("cycle.withdrawn", unit, cycle)
        if cycle.goals is None:
            raise _open_already(cycle, ())
        facts = unit.cycles.facts(cycle.id)
        field = field_of(unit, period_of(facts), facts.scheme, cycle_id=cycle.id, goals=goals)
        field.require_managers()
        candidates = _candidates(unit, field, facts, acting.policy)
        refuse_without_team_sheet(candidates, facts.scheme)
        ready, others = _parted(candidates, unit.cycles.reviewed(cycle.id))
        if not ready:
            raise (
                _open_already(cycle, others)
                if cycle.scoring_opened_at
                else Refusal("cycle.nobody_ready", name=cycle.name, due=cycle.goals.due)
            )
        if cycle.is_in_goals and acting.today < cycle.goals.scoring_opens_on and not is_meant:
            raise EarlyScoring(
                name=cycle.name,
                opens_on=cycle.goals.scoring_opens_on,
                ready=len(ready),
                people=len(ready) + len(others),
            )
        return _open(unit, acting, cycle, facts, goals=goals, ready=ready, others=others)


def open_due_scoring(acting: Acting) -> int:
    """Open each cycle for scoring whose day has come, at the opening hour of the head office, for all who are
    ready; returns how many cycles that were.

    Nobody else waits for somebody who is not ready: HR is told who that is. A day that was missed is made up
    for. Safe to run twice, and by two at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    zone = ZoneInfo(acting.policy.default_timezone)
    with acting.store.read() as unit:
        due = [
            cycle_id
            for cycle_id, opens_on in unit.cycles.due_for_scoring(acting.today)
            if acting.now >= at_local(opens_on, acting.policy.schedule.opening_hour, zone=zone)
        ]
    return sum(_open_by_itself(acting, cycle_id) for cycle_id in due)


def join_scoring(unit: Unit, goals: Goals, acting: Acting) -> None:
    """Whoever signs last leaves these goals agreed on: where the cycle is open for scoring, their person is
    scored from now on, as though it had been opened now.

    `goals`: locked, as they are by then. The cycle's days hold for them, too; where they join after the
    period's end, they have until it closes. HR hears of it where that leaves fewer working days than
    `self_score_days`, for only HR gives more time. Whoever is too new to be rated hears that instead. Nothing
    happens where they are scored already: the sheet that was agreed on before stays.
    """
    cycle = unit.cycles.facts(goals.cycle_id)
    if cycle.scoring_opened_at is None or not goals.stage.agreed or not goals.is_here:
        return
    if goals.employee_id in unit.cycles.reviewed(cycle.id):
        return
    person = unit.people.get(goals.employee_id)
    if too_new(unit, [person], cycle, acting.policy):
        tell_too_new(unit, acting, cycle.id, [replace(person, manager_id=goals.manager_id)])
        return
    scores_team = Whose.TEAM in cycle.scheme.sheets
    joining = candidate(
        replace(person, manager_id=goals.manager_id),
        goals=goals,
        sheet=None,
        manager_left=False,
        team_sheet=unit.cycles.team_sheets().get(person.department) if scores_team else None,
        scores_team=scores_team,
    )
    if joining.lacks is not None:
        return
    [review] = begin_reviews(unit, acting, cycle=cycle, ready=[joining])
    calendar = acting.policy.calendar()
    enough = calendar.add_working_days(acting.today, acting.policy.schedule.self_score_days)
    if enough > cycle.self_score_closes:
        _tell_hr(unit, acting, [JoinedLate(to=each, review_id=review.id) for each in _hr(unit)])


def not_ready(unit: Unit, cycle_id: int, policy: Policy) -> list[NotReady]:
    """Who is under review in a cycle that was opened for goals and is not scored, though scoring is open."""
    field = field_of_cycle(unit, cycle_id)
    candidates = _candidates(unit, field, unit.cycles.get(cycle_id), policy)
    _, others = _parted(candidates, unit.cycles.reviewed(cycle_id))
    return list(_named(others))


def _open_by_itself(acting: Acting, cycle_id: int) -> bool:
    with acting.store.begin() as unit:
        cycle, goals = _locked(unit, cycle_id)
        if cycle.is_withdrawn or not cycle.is_in_goals:
            return False  # somebody was faster
        facts = unit.cycles.facts(cycle.id)
        field = field_of(unit, period_of(facts), facts.scheme, cycle_id=cycle.id, goals=goals)
        candidates = _candidates(unit, field, facts, acting.policy)
        ready, others = _parted(candidates, unit.cycles.reviewed(cycle.id))
        _open(unit, acting, cycle, facts, goals=goals, ready=ready, others=others)
        return True


def _locked(unit: Unit, cycle_id: int) -> tuple[Cycle, list[Goals]]:
    """The goals of a cycle, and then the cycle: in the order in which whoever signs takes them."""
    goals = [each for _, each in unit.goals.of_cycle(cycle_id, lock=True)]
    return unit.cycles.get(cycle_id, lock=True), goals


def _candidates(unit: Unit, field: Field, period: Days, policy: Policy) -> list[Candidate]:
    unrated = too_new(unit, (person for person, _ in field.people), period, policy)
    return field.candidates(signed_count=False, too_new=unrated)


def _parted(
    candidates: Sequence[Candidate], reviewed: Collection[int]
) -> tuple[list[Candidate], list[Candidate]]:
    """Who can be scored and is not yet, and who cannot."""
    missing = [each for each in candidates if each.person.id not in reviewed]
    return (
        [each for each in missing if each.lacks is None],
        [each for each in missing if each.lacks is not None],
    )


def _open(
    unit: Unit,
    acting: Acting,
    cycle: Cycle,
    facts: CycleFacts,
    *,
    goals: Sequence[Goals],
    ready: Sequence[Candidate],
    others: Sequence[Candidate],
) -> OpenedScoring:
    dates = cycle.dates
    if cycle.is_in_goals:
        dates = _begin_scoring(unit, acting, cycle, facts, goals)
        facts = replace(facts, **asdict(dates), scoring_opened_at=acting.now)
        if others:
            _tell_hr(unit, acting, [NotReadyForScoring(to=each, cycle_id=cycle.id) for each in _hr(unit)])
    begin_reviews(unit, acting, cycle=facts, ready=ready)
    tell_too_new(unit, acting, cycle.id, [each.person for each in others if each.lacks is Lacks.DAYS])
    return OpenedScoring(
        name=cycle.name,
        people=tuple(each.person.name for each in ready),
        dates=dates,
        not_ready=_named(others),
        is_more=not cycle.is_in_goals,
    )


def _begin_scoring(
    unit: Unit, acting: Acting, cycle: Cycle, facts: CycleFacts, goals: Sequence[Goals]
) -> Dates:
    """A change that only one side has signed, or nobody, falls away by nobody's doing: what was agreed is
    scored.
    """
    policy = acting.policy
    dates = dates_at_scoring(
        cycle.dates,
        period_of(facts),
        opened_on=acting.today,
        schedule=policy.schedule,
        calendar=policy.calendar(),
    )
    unit.cycles.open_scoring(cycle.id, dates, at=acting.now)
    fix_rules(unit, cycle.id, acting)
    for each in goals:
        if each.stage.agreed and each.stage.move is not None:
            goals_advance.advance(unit, each, GoalsEvent.DROP_CHANGE, replace(acting, by=None))
    return dates


def _named(others: Sequence[Candidate]) -> tuple[NotReady, ...]:
    return tuple(
        NotReady(name=each.person.name, lacks=each.lacks) for each in others if each.lacks is not None
    )


def _open_already(cycle: Cycle, others: Sequence[Candidate]) -> Refusal:
    return Refusal(
        "cycle.scoring_open",
        name=cycle.name,
        on=cycle.scoring_opened_at,
        waiting=[each.person.name for each in others[:NAMES_SHOWN]],
        more=max(0, len(others) - NAMES_SHOWN),
    )


def _hr(unit: Unit) -> list[int]:
    return [each.id for each in unit.people.holding(Role.HR)]


def _tell_hr(unit: Unit, acting: Acting, notices: Sequence[Notice]) -> None:
    unit.outbox.add(*notices, now=acting.now)
