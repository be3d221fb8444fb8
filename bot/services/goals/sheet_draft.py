"""A KPI sheet that somebody works on, as they left it; and what the other side did meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.access import Deed, may
from bot.domain.drafts import Form
from bot.domain.goals.draft import SheetDraft, SheetForm
from bot.domain.goals.goals import Goals
from bot.domain.goals.sheet import KpiChange, SheetVersion, changes
from bot.domain.goals.way import GOALS, Event, Party
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.my_goals import named_by
from bot.services.goals.posts import post_held_by
from storage.unit import Unit

PROPOSES = {Party.EMPLOYEE: Event.SEND, Party.MANAGER: Event.ADJUST}
"""With what each side puts a version of its own on the table."""


def working_on(unit: Unit, goals_id: int, acting: Acting) -> SheetForm:
    """The form as this person left it. Raises as `open_sheet`."""
    goals, cycle, employee, manager = unit.goals.whole(goals_id)
    side = side_of(goals, acting)
    require_may_propose(goals, cycle, side, employee=employee, manager=manager)
    kept = unit.drafts.get(acting.person.id, Form.GOALS_SHEET, str(goals_id))
    draft = SheetDraft.of(kept.data) if kept else None
    base = standing(unit, goals)
    stands = base.kpis if base else ()
    kpis, news = _drafted(unit, draft, base)
    return SheetForm(
        goals=goals,
        cycle=cycle,
        employee=employee,
        manager=manager,
        side=side,
        kpis=kpis,
        base=base,
        news=news,
        post=post_held_by(unit, employee),
        last=unit.sheets.last_agreed(employee.id) if base is None else None,
        named=named_by(unit, kpis, stands, [change.before for change in news if change.before]),
        reader=acting.person,
        scored_after_days=scored_after(cycle),
        reason=draft.reason if draft else "",
        counts_from=((draft and draft.counts_from) or _suggested(goals, cycle, acting))
        if goals.stage.agreed
        else None,
        saved_at=kept.saved_at if kept else None,
    )


def keep_kpis(unit: Unit, acting: Acting, form: SheetForm, kpis: Sequence[Kpi]) -> SheetForm:
    """Keep these KPIs; the form with them. What it had to tell of the other side is looked at with it."""
    draft = SheetDraft(
        base_id=_id(form.base),
        kpis=tuple(kpis),
        reason=form.reason,
        counts_from=_chosen(form.counts_from, form, acting),
    )
    _save(unit, acting, form.goals.id, draft)
    stands = form.base.kpis if form.base else ()
    named = named_by(unit, draft.kpis, stands, [change.before for change in form.news if change.before])
    return replace(form, kpis=draft.kpis, named=named, saved_at=acting.now)


def keep_why(unit: Unit, acting: Acting, form: SheetForm, *, reason: str, counts_from: date | None) -> None:
    """Keep what was typed of a change; it is no look at what the other side did meanwhile."""
    if (reason, counts_from) == (form.reason, form.counts_from):
        return
    kept = unit.drafts.get(acting.person.id, Form.GOALS_SHEET, str(form.goals.id))
    draft = SheetDraft.of(kept.data) if kept else SheetDraft(base_id=_id(form.base), kpis=form.kpis)
    day = _chosen(counts_from, form, acting)
    _save(unit, acting, form.goals.id, replace(draft, reason=reason, counts_from=day))


def _save(unit: Unit, acting: Acting, goals_id: int, draft: SheetDraft) -> None:
    unit.drafts.save(acting.person.id, Form.GOALS_SHEET, str(goals_id), draft.as_kept(), at=acting.now)


def _id(version: SheetVersion | None) -> int | None:
    return version.id if version else None


def _chosen(day: date | None, form: SheetForm, acting: Acting) -> date | None:
    """A day that somebody chose; the one that suggests itself moves on with the calendar."""
    return None if day == _suggested(form.goals, form.cycle, acting) else day


def standing(unit: Unit, goals: Goals) -> SheetVersion | None:
    """The version that stands: the one on the table, else the agreed one."""
    stands = goals.sheet_id or goals.agreed_sheet_id
    return None if stands is None else unit.sheets.version(stands)


def scored_after(cycle: CycleFacts) -> int:
    """How many days after the period's end the self-score is due."""
    return (cycle.self_score_due - cycle.ends_on).days


def side_of(goals: Goals, acting: Acting) -> Party:
    """For which side whoever acts may speak. Raises Refusal("goals.not_yours")."""
    if may(Deed.DRAFT_GOALS, acting.by, goals):
        return Party.EMPLOYEE
    if may(Deed.AGREE_GOALS, acting.by, goals):
        return Party.MANAGER
    raise Refusal("goals.not_yours")


def require_may_propose(
    goals: Goals, cycle: CycleFacts, side: Party, *, employee: Person, manager: Person
) -> None:
    """Whether this side can put a version on the table now."""
    require_open(goals, cycle, employee=employee)
    if PROPOSES[side] not in GOALS.possible(goals.state):
        other = manager if side is Party.EMPLOYEE else employee
        raise Refusal("goals.waits_for_other", other=other.name, is_drafting=not goals.stage.proposed)


def require_open(goals: Goals, cycle: CycleFacts, *, employee: Person) -> None:
    """Whether anything can still happen to these goals."""
    if goals.stage.closed:
        raise Refusal("goals.withdrawn", period=cycle.name)
    if not goals.is_here:
        raise Refusal("goals.employee_left", employee=employee.name)
    if goals.stage.agreed and cycle.scoring_opened_at is not None:
        raise Refusal("goals.scoring_open", period=cycle.name)


def _drafted(
    unit: Unit, draft: SheetDraft | None, base: SheetVersion | None
) -> tuple[tuple[Kpi, ...], tuple[KpiChange, ...]]:
    """The KPIs that somebody works on, and what the other side changed since that was last looked at."""
    stands = base.kpis if base else ()
    if draft is None:
        return stands, ()
    if base is None or draft.base_id == base.id:
        return draft.kpis, ()
    before = unit.sheets.version(draft.base_id).kpis if draft.base_id is not None else ()
    # Whoever had changed nothing goes on with what stands now, and takes nothing of it back unawares.
    return (draft.kpis if changes(before, draft.kpis) else stands), tuple(changes(before, stands))


def _suggested(goals: Goals, cycle: CycleFacts, acting: Acting) -> date:
    """The day from which a new version is wanted; else today, within the period."""
    return min(max(goals.wanted_from or acting.today, cycle.starts_on), cycle.ends_on)
