"""A KPI is shared: proposed to its owners, agreed on by all of them, or by nobody."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.goals.kpi_form import TypedKpi, read_kpi
from bot.domain.goals.shared import (
    MOST_OWNERS,
    REASON_LIMIT,
    Asked,
    SharedKpi,
    answered_by,
    changed_fields,
    content_of,
)
from bot.domain.goals.shared_way import Event
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.advance_shared import advance, begin, settle
from bot.services.goals.shared_draft import CHANGE, DECLINE, SHARE, drop_typed
from bot.services.goals.shared_owners import around, asked_of, heads
from bot.services.goals.shared_sheets import basis_of
from bot.services.goals.sheet import source_of
from bot.services.goals.sheet_draft import working_on
from storage.unit import Unit


def share_kpi(
    acting: Acting,
    *,
    goals_id: int,
    key: str,
    with_accounts: Collection[str],
    departments: Collection[str],
    because: str,
) -> SharedKpi:
    """Ask others to share a KPI of one's own sheet: people by their Slack ids, departments by their names.

    Raises Refusal as `open_sheet`, and goals.kpi_gone, shared.already, shared.under_way, shared.with_nobody,
    shared.too_many, shared.stranger, shared.no_head, shared.reason_needed, goals.reason_too_long,
    goals.no_anchors.
    """
    with acting.store.begin() as unit:
        goals = unit.goals.get(goals_id)
        require(Deed.DRAFT_GOALS, acting.by, goals, refuse=lambda: Refusal("goals.not_yours"))
        kpi = working_on(unit, goals_id, acting).kpi(key)
        _require_free(unit, kpi, acting)
        people = _people(unit, with_accounts) - {acting.person.id}
        owned_by = _departments(unit, departments)
        if not people and not owned_by:
            raise Refusal("shared.with_nobody", field="people")
        if len(people) + len(owned_by) > MOST_OWNERS:
            raise Refusal("shared.too_many", field="people", most=MOST_OWNERS)
        proposed = unit.shared.propose(
            content_of(kpi),
            shared_id=None,
            key=key,
            cycle_id=goals.cycle_id,
            people=[acting.person.id, *sorted(people)],
            departments=sorted(owned_by),
            by_id=acting.person.id,
            at=acting.now,
            because=_why(because),
        )
        drop_typed(unit, acting, SHARE, f"{goals_id}:{key}")
        return begin(unit, _agree(unit, proposed, acting), acting)


def propose_change(
    acting: Acting, *, goals_id: int, key: str, typed: TypedKpi, source_id: str | None, because: str
) -> SharedKpi:
    """Ask all owners for another target, measure, … of a KPI that they share.

    Raises KpiUnclear; Refusal as `open_sheet`, and goals.kpi_gone, shared.not_shared, shared.under_way,
    shared.nothing_changed, shared.reason_needed, goals.reason_too_long, goals.source_unknown.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        own = form.kpi(key)
        before = unit.shared.agreed(own.shared_id) if own.shared_id is not None else None
        if before is None:
            raise Refusal("shared.not_shared")
        asked = asked_of(unit, before)
        require(Deed.ANSWER_SHARED_KPI, acting.by, around(unit, before, asked))
        _require_nobody_asked(unit, before.shared_id)
        whole = replace(_whole(typed, own), figure_by_id=source_of(unit, source_id))
        kpi = content_of(read_kpi(whole, scale=form.cycle.scheme.points))
        if not changed_fields(before.kpi, kpi):
            raise Refusal("shared.nothing_changed")
        proposed = unit.shared.propose(
            kpi,
            shared_id=before.shared_id,
            key=before.key,
            cycle_id=form.goals.cycle_id,
            people=[owner.person_id for owner in before.owners if owner.person_id is not None],
            departments=[owner.department_id for owner in before.owners if owner.department_id is not None],
            by_id=acting.person.id,
            at=acting.now,
            because=_why(because),
        )
        drop_typed(unit, acting, CHANGE, f"{goals_id}:{key}")
        return begin(unit, _agree(unit, proposed, acting), acting)


def agree(acting: Acting, *, shared_kpi_id: int) -> SharedKpi:
    """For every owner for whom one answers; with the last of them it goes on their sheets.

    Raises Refusal: shared.not_yours, shared.decided, shared.answered.
    """
    with acting.store.begin() as unit:
        shared, asked = _to_answer(unit, shared_kpi_id, acting)
        if not answered_by(shared, asked, acting.person.id):
            raise Refusal("shared.answered")
        moved = advance(unit, _agree(unit, shared, acting), Event.AGREE, acting)
        return settle(unit, moved, acting)


def decline(acting: Acting, *, shared_kpi_id: int, reason: str) -> SharedKpi:
    """Then nothing changes for anybody; all are told why.

    Raises Refusal: shared.not_yours, shared.decided, shared.why, goals.reason_too_long.
    """
    with acting.store.begin() as unit:
        shared, _ = _to_answer(unit, shared_kpi_id, acting)
        drop_typed(unit, acting, DECLINE, str(shared_kpi_id))
        why = _reason(reason, Refusal("shared.why", field="because"))
        return advance(unit, shared, Event.DECLINE, acting, note=why)


def withdraw(acting: Acting, *, shared_kpi_id: int) -> SharedKpi:
    """Whoever proposed it takes it back. Raises Refusal: shared.not_yours, shared.decided."""
    with acting.store.begin() as unit:
        shared = unit.shared.get(shared_kpi_id)
        about = around(unit, shared, asked_of(unit, shared))
        require(Deed.WITHDRAW_SHARED_KPI, acting.by, about, refuse=_not_yours)
        _require_open(shared)
        return advance(unit, shared, Event.WITHDRAW, acting)


def _to_answer(unit: Unit, shared_kpi_id: int, acting: Acting) -> tuple[SharedKpi, Asked]:
    """The version, locked, and who can answer for whom."""
    shared = unit.shared.get(shared_kpi_id)
    asked = asked_of(unit, shared)
    require(Deed.ANSWER_SHARED_KPI, acting.by, around(unit, shared, asked), refuse=_not_yours)
    _require_open(shared)
    return shared, asked


def _agree(unit: Unit, shared: SharedKpi, acting: Acting) -> SharedKpi:
    """Whoever acts agrees for all for whom they answer, each on the sheet that they have signed."""
    person_id = acting.person.id
    for owner in answered_by(shared, asked_of(unit, shared), person_id):
        basis = basis_of(unit, shared, person_id) if owner.person_id == person_id else None
        unit.shared.answer(owner, by_id=person_id, at=acting.now, basis_id=basis)
    return unit.shared.look(shared.id)


def _whole(typed: TypedKpi, own: Kpi) -> TypedKpi:
    """What was typed for all, with what is one's own."""
    return replace(typed, weight=str(max(1, own.weight)), duty=own.duty)


def _require_free(unit: Unit, kpi: Kpi, acting: Acting) -> None:
    if kpi.shared_id is not None:
        raise Refusal("shared.already")
    is_asked = any(
        each.proposed_by_id == acting.person.id and each.key == kpi.key and each.number == 1
        for each in unit.shared.all_under_way()
    )
    if is_asked:
        raise Refusal("shared.under_way")
    if not kpi.anchors:
        raise Refusal("goals.no_anchors", names=[kpi.name])


def _require_nobody_asked(unit: Unit, shared_id: int) -> None:
    if unit.shared.under_way_of(shared_id) is not None:
        raise Refusal("shared.under_way")


def _require_open(shared: SharedKpi) -> None:
    if shared.stage.closed:
        raise Refusal("shared.decided")


def _not_yours() -> Refusal:
    return Refusal("shared.not_yours")


def _people(unit: Unit, accounts: Collection[str]) -> set[int]:
    """Raises Refusal("shared.stranger")."""
    found = [unit.people.by_slack_id(account) for account in accounts]
    if not all(person is not None and person.is_active for person in found):
        raise Refusal("shared.stranger", field="people")
    return {person.id for person in found if person is not None}


def _departments(unit: Unit, names: Collection[str]) -> set[int]:
    """Raises Refusal: plan.owner, shared.no_head."""
    known = unit.plans.departments()
    for name in names:
        if name not in known:
            raise Refusal("plan.owner", field="departments", name=name)
        if not heads(unit, known[name]):
            raise Refusal("shared.no_head", field="departments", name=name)
    return {known[name] for name in names}


def _reason(reason: str, missing: Refusal) -> str:
    reason = reason.strip()
    if len(reason) > REASON_LIMIT:
        raise Refusal("goals.reason_too_long", field="because", limit=REASON_LIMIT)
    if not reason:
        raise missing
    return reason


def _why(because: str) -> str:
    return _reason(because, Refusal("shared.reason_needed", field="because"))
