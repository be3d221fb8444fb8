"""What everybody's cards show of a shared KPI."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.goals.draft import SheetDraft
from bot.domain.goals.goals import Goals
from bot.domain.goals.shared import Asked, Owner, SharedKpi, answered_by
from bot.domain.goals.shared_facts import Decided, OwnerFacts, Placed, SharedFacts
from bot.domain.goals.shared_way import Event
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.my_goals import named_by
from bot.services.goals.shared_owners import around, asked_of
from bot.services.goals.shared_sheets import basis_of, goals_of
from bot.services.goals.sheet_draft import standing
from storage.unit import Unit

_DECIDING = frozenset({Event.SETTLE, Event.DECLINE, Event.WITHDRAW})


def read_shared(acting: Acting, *, shared_kpi_id: int) -> SharedFacts:
    """A version in full. Raises Refusal("shared.not_yours")."""
    with acting.store.read() as unit:
        shared = unit.shared.look(shared_kpi_id)
        about = around(unit, shared, asked_of(unit, shared))
        require(Deed.READ_SHARED_KPI, acting.by, about, refuse=lambda: Refusal("shared.not_yours"))
        return shared_facts(unit, shared_kpi_id, acting.person.id)


def shared_facts(unit: Unit, shared_kpi_id: int, reader_id: int) -> SharedFacts:
    """A version as one reader needs it; whoever shows it checks for whom. Raises Missing."""
    shared = unit.shared.look(shared_kpi_id)
    asked = asked_of(unit, shared)
    names = unit.shared.names(shared)
    before = unit.shared.agreed(shared.shared_id, before=shared.number)
    goals = goals_of(unit, shared, reader_id) if reader_id in shared.owner_people else None
    signs = (
        not shared.stage.closed
        and reader_id in shared.owner_people
        and basis_of(unit, shared, reader_id) is not None
    )
    return SharedFacts(
        shared=shared,
        period=unit.cycles.facts(shared.cycle_id).name,
        proposer=unit.people.get(shared.proposed_by_id),
        reader=unit.people.get(reader_id),
        owners=tuple(_owner(unit, owner, asked, names[owner.id]) for owner in shared.owners),
        before=before.kpi if before else None,
        named=named_by(unit, [shared.kpi], [before.kpi] if before else []),
        answers_for=tuple(names[each.id] for each in answered_by(shared, asked, reader_id)),
        goals_id=goals.id if goals else None,
        manager=unit.people.get(goals.manager_id).name if goals else "",
        signs=signs,
        placed=_placed(unit, shared, goals),
        decided=_decided(unit, shared),
    )


def _owner(unit: Unit, owner: Owner, asked: Asked, name: str) -> OwnerFacts:
    return OwnerFacts(
        name=name,
        is_department=owner.department_id is not None,
        agreed_by=unit.people.get(owner.agreed_by_id).name if owner.agreed_by_id is not None else "",
        agreed_at=owner.agreed_at,
        asked=tuple(person.name for person in asked[owner.id]),
    )


def _placed(unit: Unit, shared: SharedKpi, goals: Goals | None) -> Placed:
    """Whether it is on the reader's sheet as it was agreed on, or only in what they are drafting."""
    if goals is None:
        return Placed.NOWHERE
    stands = standing(unit, goals)
    if stands is not None and _is_there(shared, stands.kpis):
        return Placed.ON_SHEET
    kept = unit.drafts.get(goals.employee_id, Form.GOALS_SHEET, str(goals.id))
    is_drafted = kept is not None and _is_there(shared, SheetDraft.of(kept.data).kpis)
    return Placed.IN_DRAFT if is_drafted else Placed.NOWHERE


def _is_there(shared: SharedKpi, kpis: tuple[Kpi, ...]) -> bool:
    return any(kpi.shared_id == shared.shared_id and kpi.target == shared.kpi.target for kpi in kpis)


def _decided(unit: Unit, shared: SharedKpi) -> Decided | None:
    for entry in unit.shared.history(shared.id):
        if entry.event in _DECIDING:
            by = unit.people.get(entry.by_id).name if entry.by_id is not None else ""
            return Decided(event=entry.event, by=by, at=entry.at, reason=entry.note or "")
    return None
