"""Who stands where in a cycle; no scores."""

from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import CycleStatus, Dates, Standing
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle


def cycle_status(acting: Acting, *, name: str | None) -> CycleStatus:
    """A cycle by name, or the latest; HR and the command line see everybody, a manager their reports,
    everyone else themselves. Whoever left is not counted.

    Raises as `find_cycle`.
    """
    with acting.store.read() as unit:
        cycle = find_cycle(unit, name)
        standings = tuple(
            Standing(
                department=department,
                name=employee,
                employee_id=employee_id,
                manager=manager,
                manager_id=manager_id,
                state=state,
                owed_since=owed_since,
                is_active=is_active,
            )
            for department, employee, employee_id, manager, manager_id, state, owed_since, is_active in (
                unit.cycles.standing(cycle.id)
            )
            if is_active and _may_see(acting.by, employee_id, manager_id)
        )
        return CycleStatus(
            name=cycle.name,
            starts_on=cycle.starts_on,
            ends_on=cycle.ends_on,
            dates=Dates(
                self_score_due=cycle.self_score_due,
                self_score_closes=cycle.self_score_closes,
                approval_due=cycle.approval_due,
            ),
            standings=standings,
        )


def _may_see(by: Person | None, employee_id: int, manager_id: int) -> bool:
    return by is None or by.has(Role.HR) or by.id in (employee_id, manager_id)
