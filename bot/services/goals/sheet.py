"""Working on a KPI sheet: it is kept with every step, and nobody else sees it before it is sent."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access import Deed, may
from bot.domain.drafts import Form, Typed
from bot.domain.goals.draft import SheetDraft, SheetForm, with_kpi, without
from bot.domain.goals.goals import Goals
from bot.domain.goals.post_kpis import as_kpi
from bot.domain.goals.sheet import KpiChange, SheetVersion, changes, doubts, next_key, why_unsound
from bot.domain.goals.way import GOALS, Event, Party
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.goals.my_goals import named_by
from bot.services.goals.posts import post_held_by
from storage.unit import Unit

PROPOSES = {Party.EMPLOYEE: Event.SEND, Party.MANAGER: Event.ADJUST}
"""With what each side puts a version of its own on the table."""


def open_sheet(acting: Acting, *, goals_id: int) -> SheetForm:
    """The sheet as this person left it, or as it stands; told what the other side changed meanwhile.

    Raises Refusal: goals.not_yours, goals.waits_for_other, goals.scoring_open, goals.withdrawn,
    goals.employee_left.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        if form.news:
            _keep(unit, acting, form, form.kpis)
        return form


def put_kpi(acting: Acting, *, goals_id: int, key: str | None, kpi: Kpi) -> SheetForm:
    """Put a KPI on the sheet, or in place of the one of this key. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        unit.drafts.drop(acting.person.id, Form.GOALS_KPI, kpi_subject(goals_id, key))
        # One that was dropped in another window comes back: what was typed is not lost with it.
        known = form.base.kpis if form.base else ()
        placed = replace(kpi, key=key or next_key(form.kpis, known))
        return _kept(unit, acting, form, with_kpi(form.kpis, placed))


def drop_kpi(acting: Acting, *, goals_id: int, key: str) -> SheetForm:
    """Take a KPI off the sheet. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        return _kept(unit, acting, form, without(form.kpis, key))


def take_offered(acting: Acting, *, goals_id: int, keys: Sequence[str], language: str) -> SheetForm:
    """Put KPIs of the post on the sheet as they are, in this language. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        chosen = [
            as_kpi(form.post, suggested, language=language)
            for suggested in form.offered
            if form.post and suggested.key in keys
        ]
        return _kept(unit, acting, form, (*form.kpis, *chosen))


def take_last(acting: Acting, *, goals_id: int) -> SheetForm:
    """Begin with the sheet of the period before. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        return form if form.last is None or form.kpis else _kept(unit, acting, form, form.last.kpis)


def start_over(acting: Acting, *, goals_id: int) -> SheetForm:
    """Let go of one's own draft and begin with what stands. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.GOALS_SHEET, str(goals_id))
        return working_on(unit, goals_id, acting)


def keep_kpi_typed(acting: Acting, *, goals_id: int, key: str | None, typed: Typed) -> None:
    """Keep what stands in a KPI's form and cannot be taken yet, so that the next one offers it."""
    keep_draft(acting, form=Form.GOALS_KPI, subject=kpi_subject(goals_id, key), data=typed)


def kpi_typed(acting: Acting, *, goals_id: int, key: str | None) -> Typed | None:
    """What was typed into a KPI's form and not taken."""
    with acting.store.read() as unit:
        kept = unit.drafts.get(acting.person.id, Form.GOALS_KPI, kpi_subject(goals_id, key))
        return kept.data if kept else None


def kpi_subject(goals_id: int, key: str | None) -> str:
    """Under what a KPI's form is kept."""
    return f"{goals_id}:{key or 'new'}"


def working_on(unit: Unit, goals_id: int, acting: Acting) -> SheetForm:
    """The form as this person left it. Raises as `open_sheet`."""
    goals, cycle, employee, manager = unit.goals.whole(goals_id)
    side = side_of(goals, acting)
    require_may_propose(goals, cycle, side, employee=employee, manager=manager)
    kept = unit.drafts.get(acting.person.id, Form.GOALS_SHEET, str(goals_id))
    draft = SheetDraft.of(kept.data) if kept else None
    base = standing(unit, goals)
    stands = base.kpis if base else ()
    kpis = draft.kpis if draft else stands
    return SheetForm(
        goals=goals,
        cycle=cycle,
        employee=employee,
        manager=manager,
        side=side,
        kpis=kpis,
        base=base,
        news=_news(unit, draft, base),
        changed=tuple(changes(stands, kpis)) if base else (),
        doubts=tuple(doubts(kpis, scored_after_days=scored_after(cycle))),
        unsound=tuple(why_unsound(kpis)),
        post=post_held_by(unit, employee),
        last=unit.sheets.last_agreed(employee.id) if base is None else None,
        people=named_by(unit, kpis, stands),
        saved_at=kept.saved_at if kept else None,
    )


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


def _news(unit: Unit, draft: SheetDraft | None, base: SheetVersion | None) -> tuple[KpiChange, ...]:
    """What the other side changed since this draft was last looked at."""
    if draft is None or base is None or draft.base_id == base.id:
        return ()
    before = unit.sheets.version(draft.base_id).kpis if draft.base_id is not None else ()
    return tuple(changes(before, base.kpis))


def _kept(unit: Unit, acting: Acting, form: SheetForm, kpis: Sequence[Kpi]) -> SheetForm:
    _keep(unit, acting, form, kpis)
    return working_on(unit, form.goals.id, acting)


def _keep(unit: Unit, acting: Acting, form: SheetForm, kpis: Sequence[Kpi]) -> None:
    draft = SheetDraft(base_id=form.base.id if form.base else None, kpis=tuple(kpis))
    unit.drafts.save(acting.person.id, Form.GOALS_SHEET, str(form.goals.id), draft.as_kept(), at=acting.now)
