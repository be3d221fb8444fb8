"""Give a cycle more time for its goals."""

from collections.abc import Sequence
from datetime import date

from bot.domain.follows import stale
from bot.domain.goals.follows import DAYS_MOVED, Moved
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import JobForm
from bot.domain.goals.job_form_follows import DAYS_MOVED as FORMS_MOVED
from bot.domain.goals.job_form_follows import FormMoved
from bot.domain.nudging.cards import nudge_card
from bot.domain.obligations import Kind
from bot.domain.reviews.cycles import Dates, GoalsDates
from bot.domain.reviews.opening import goals_moved_to
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals import advance_job_form as job_forms
from bot.services.goals.advance import all_implied
from bot.services.passing import REMINDED
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.find_cycle import REASON_LIMIT, find_cycle, reason_given, require_hr
from bot.services.reviews.fingerprint import fix_rules
from storage.unit import Unit


def give_more_time(acting: Acting, *, name: str, day: date, reason: str) -> Dates | GoalsDates:
    """For goals, while they are agreed on; for self-scores once scoring is open.

    Raises as `extend_goals` and `extend_cycle`.
    """
    require_hr(acting)
    with acting.store.read() as unit:
        is_in_goals = find_cycle(unit, name).is_in_goals
    if is_in_goals:
        return extend_goals(acting, name=name, due=day, reason=reason)
    return extend_cycle(acting, name=name, closes=day, reason=reason)


def extend_goals(acting: Acting, *, name: str, due: date, reason: str) -> GoalsDates:
    """Goals are due on `due`, within the period; scoring opens after it. The cards of those whom it concerns
    show the new day.

    Raises Refusal: cycle.not_hr, cycle.unknown, cycle.none, cycle.reason, cycle.past, cycle.scoring_open,
    cycle.goals_not_later, cycle.goals_after_end.
    """
    require_hr(acting)
    reason = reason_given(reason, otherwise=Refusal("cycle.reason", limit=REASON_LIMIT))
    if due < acting.today:
        raise Refusal("cycle.past", new=due)
    with acting.store.begin() as unit:
        cycle_id = find_cycle(unit, name).id
        goals = [each for _, each in unit.goals.of_cycle(cycle_id, lock=True)]
        forms = unit.job_forms.of_cycle(cycle_id, lock=True)
        cycle = unit.cycles.get(cycle_id, lock=True)
        if cycle.goals is None or not cycle.is_in_goals:
            raise Refusal(
                "cycle.scoring_open", name=cycle.name, on=cycle.scoring_opened_at, waiting=[], more=0
            )
        moved = goals_moved_to(due, now=cycle.goals, ends_on=cycle.ends_on, calendar=acting.policy.calendar())
        unit.cycles.extend_goals(cycle, moved, by_id=acting.by_id, at=acting.now, reason=reason)
        fix_rules(unit, cycle.id, acting, reason=reason)
        _show(
            unit,
            acting,
            goals=[each for each in goals if each.is_here and each.stage.move is not None],
            forms=[each for each in forms if each.is_here and each.stage.move is not None],
            because=f"goals-{due.isoformat()}",
        )
        return moved


def _show(
    unit: Unit, acting: Acting, *, goals: Sequence[Goals], forms: Sequence[JobForm], because: str
) -> None:
    """Everything that names the day: what is owed, both sides' cards, and the reminders."""
    days: dict[tuple[Kind, date], list[int]] = {}
    for owed in (*all_implied(unit, goals, acting), *job_forms.all_implied(unit, forms, acting)):
        days.setdefault((owed.kind, owed.due_on), []).append(owed.subject_id)
    for (kind, day), ids in days.items():
        unit.obligations.move_days(kind, ids, due_on=day, lapses_on=None)
    cards = [
        *(notice for each in goals for notice in DAYS_MOVED.notices(Moved(goals=each), because=because)),
        *(
            notice
            for each in forms
            for notice in FORMS_MOVED.notices(FormMoved(form=each, before=each), because=because)
        ),
    ]
    concerned = {person for each in goals for person in (each.employee_id, each.manager_id)}
    concerned |= {person for each in forms for person in (each.employee_id, each.manager_id)}
    reminders = (
        (person.id, nudge_card(person.id, day))
        for person, day in unit.passing.reminded(since=acting.now - REMINDED)
        if person.id in concerned
    )
    unit.outbox.add(*cards, *stale(reminders, because=because), now=acting.now)
