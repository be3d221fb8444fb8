"""What all owners of a shared KPI have agreed on goes on their KPI sheets: one target, each with its weight.

Where an owner signed all the rest of their sheet, and agreed to this on top of it, the two are one version,
which they have signed and their manager has to sign. Everywhere else it enters what they are drafting.
"""

from dataclasses import replace
from datetime import date

from bot.domain.drafts import Form
from bot.domain.goals.draft import SheetDraft
from bot.domain.goals.goals import Goals, Signature
from bot.domain.goals.shared import Owner, SharedKpi, placed, stands_as
from bot.domain.goals.sheet import SheetVersion, why_unsound
from bot.domain.goals.way import Event, Party
from bot.domain.history import Facts
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.services.acting import Acting
from bot.services.goals.advance import advance
from bot.services.goals.sheet_draft import standing
from storage.unit import Unit


def put_on_sheets(unit: Unit, shared: SharedKpi, acting: Acting) -> None:
    """On the sheet of every owner who can still agree on one."""
    for owner in shared.owners:
        if owner.department_id is not None:
            unit.sheets.renew_for_department(owner.department_id, shared, at=acting.now)
        elif owner.has_agreed and owner.person_id is not None:
            _put_on_own(unit, shared, owner, unit.people.get(owner.person_id), acting)


def basis_of(unit: Unit, shared: SharedKpi, person_id: int) -> int | None:
    """The version of somebody's sheet, signed by them, on which the KPI stands already: what they agree to
    changes only that. None where there is none, or the other side has changed it meanwhile.
    """
    goals = goals_of(unit, shared, person_id)
    if goals is None or not goals.is_here:
        return None
    stands = standing(unit, goals)
    is_own = goals.stage.waits_for(Party.MANAGER) or (goals.stage.agreed and goals.stage.move is None)
    is_whose_key = person_id == shared.proposed_by_id
    if stands is None or not is_own or stands_as(shared, stands.kpis, is_whose_key=is_whose_key) is None:
        return None
    return stands.id


def goals_of(unit: Unit, shared: SharedKpi, person_id: int) -> Goals | None:
    """Somebody's goals that are about the days for which the KPI is shared, and can still be changed."""
    cycle = unit.cycles.facts(shared.cycle_id)
    for goals in unit.goals.look_under_way_of(person_id):
        theirs = unit.cycles.facts(goals.cycle_id)
        if theirs.starts_on <= cycle.ends_on and cycle.starts_on <= theirs.ends_on:
            return goals if theirs.scoring_opened_at is None else None
    return None


def _put_on_own(unit: Unit, shared: SharedKpi, owner: Owner, person: Person, acting: Acting) -> None:
    found = goals_of(unit, shared, person.id)
    if found is None or not found.is_here:
        return
    goals = unit.goals.get(found.id)
    stands, theirs = standing(unit, goals), replace(acting, by=person)
    if stands is not None and stands.id == owner.basis_id == basis_of(unit, shared, person.id):
        _send(unit, shared, owner, goals, stands, theirs)
    else:
        _draft(unit, shared, goals, stands, theirs)


def _send(
    unit: Unit, shared: SharedKpi, owner: Owner, goals: Goals, stands: SheetVersion, acting: Acting
) -> None:
    """A new version of what they had signed, with this on it; the manager has it now."""
    kpis = _with(unit, shared, goals, stands.kpis)
    if why_unsound(kpis) or kpis == stands.kpis:
        _draft(unit, shared, goals, stands, acting)
        return
    if goals.stage.proposed:
        goals = advance(unit, goals, Event.TAKE_BACK, acting, facts=Facts(sheet=stands.id))
    cycle = unit.cycles.facts(goals.cycle_id)
    sheet_id = unit.sheets.propose(
        goals.employee_id,
        kpis,
        cycle_id=goals.cycle_id,
        by_id=goals.employee_id,
        at=acting.now,
        because=shared.because,
        counts_from=_counts_from(cycle, acting) if goals.stage.agreed else None,
    )
    unit.sheets.sign(
        Signature(
            sheet_id=sheet_id,
            side=Party.EMPLOYEE,
            by_id=goals.employee_id,
            at=owner.agreed_at or acting.now,
        )
    )
    advance(
        unit,
        goals,
        Event.SEND,
        acting,
        note=shared.because,
        facts=Facts(sheet=sheet_id),
        on_the_table=sheet_id,
    )


def _draft(unit: Unit, shared: SharedKpi, goals: Goals, stands: SheetVersion | None, acting: Acting) -> None:
    """Into what they are drafting: they give it a weight, and send it."""
    subject = str(goals.id)
    kept = unit.drafts.get(goals.employee_id, Form.GOALS_SHEET, subject)
    draft = (
        SheetDraft.of(kept.data)
        if kept
        else SheetDraft(base_id=stands.id if stands else None, kpis=stands.kpis if stands else ())
    )
    because = draft.reason or shared.because
    changed = replace(draft, kpis=_with(unit, shared, goals, draft.kpis), reason=because)
    unit.drafts.save(goals.employee_id, Form.GOALS_SHEET, subject, changed.as_kept(), at=acting.now)


def _with(unit: Unit, shared: SharedKpi, goals: Goals, kpis: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    is_whose_key = goals.employee_id == shared.proposed_by_id
    taken = unit.sheets.keys_of(goals.employee_id)
    return placed(shared, kpis, taken=taken, is_whose_key=is_whose_key)


def _counts_from(cycle: CycleFacts, acting: Acting) -> date:
    """From today on, within the period."""
    return min(max(acting.today, cycle.starts_on), cycle.ends_on)
