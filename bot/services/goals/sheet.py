"""Working on a KPI sheet: it is kept with every step, and nobody else sees it before it is sent."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.domain.access import Deed, may
from bot.domain.drafts import Form
from bot.domain.goals.draft import KpiForm, SheetDraft, SheetForm, with_kpi, without
from bot.domain.goals.goals import Goals
from bot.domain.goals.kpi_form import TypedKpi, read_kpi
from bot.domain.goals.post_kpis import as_kpi
from bot.domain.goals.sheet import KpiChange, SheetVersion, changes, doubts, next_key, why_unsound
from bot.domain.goals.way import GOALS, Event, Party
from bot.domain.people import Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.domain.text import word
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.my_goals import named_by
from bot.services.goals.plans import goals_above
from bot.services.goals.posts import posts_by_name
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


def open_kpi(acting: Acting, *, goals_id: int, key: str | None) -> KpiForm:
    """One of the sheet's KPIs as it can be typed, or a new one. Raises as `open_sheet`; goals.kpi_gone."""
    with acting.store.read() as unit:
        form = working_on(unit, goals_id, acting)
        kept = unit.drafts.get(acting.person.id, Form.GOALS_KPI, _kpi_subject(goals_id, key))
        if kept is not None:
            typed = TypedKpi.typed(kept.data)
        else:
            typed = TypedKpi() if key is None else TypedKpi.of(form.kpi(key))
        source = unit.people.get(typed.figure_by_id) if typed.figure_by_id else None
        return KpiForm(
            sheet=form,
            key=key,
            typed=typed,
            was_kept=kept is not None,
            source=source,
            above=tuple(goals_above(unit, form.employee, period=form.cycle.name)),
        )


def put_kpi(
    acting: Acting, *, goals_id: int, key: str | None, typed: TypedKpi, source_id: str | None
) -> SheetForm:
    """Put a KPI on the sheet, or in place of the one of this key; what cannot be taken is kept.

    `source_id`: the Slack id of whoever is to enter its figure. Raises KpiUnclear; Refusal as `open_sheet`,
    and goals.source_unknown, goals.goal_gone.
    """
    keep_kpi_typed(acting, goals_id=goals_id, key=key, typed=typed, source_id=source_id)
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        source = _source(unit, source_id)
        kpi = read_kpi(replace(typed, figure_by_id=source), scale=form.cycle.scheme.points)
        _require_above(unit, form, kpi)
        unit.drafts.drop(acting.person.id, Form.GOALS_KPI, _kpi_subject(goals_id, key))
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
    """Begin with the sheet of the period before, but for goals that are over. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        if form.last is None or form.kpis:
            return form
        above = {goal.key for goal in goals_above(unit, form.employee, period=form.cycle.name)}
        kpis = [kpi if kpi.goal_key in above else replace(kpi, goal_key=None) for kpi in form.last.kpis]
        return _kept(unit, acting, form, kpis)


def start_over(acting: Acting, *, goals_id: int) -> SheetForm:
    """Let go of one's own draft and begin with what stands. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.GOALS_SHEET, str(goals_id))
        return working_on(unit, goals_id, acting)


def keep_reason(acting: Acting, *, goals_id: int, reason: str) -> None:
    """Keep why somebody changes a sheet, before it is sent. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        if reason != form.reason:
            _keep(unit, acting, replace(form, reason=reason), form.kpis)


def keep_kpi_typed(
    acting: Acting, *, goals_id: int, key: str | None, typed: TypedKpi, source_id: str | None
) -> None:
    """Keep what stands in a KPI's form and is not on the sheet, so that the next one offers it."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        with suppress(Refusal):  # said when the KPI is put on the sheet
            typed = replace(typed, figure_by_id=_source(unit, source_id))
        before = (
            TypedKpi()
            if key is None
            else next((TypedKpi.of(kpi) for kpi in form.kpis if kpi.key == key), TypedKpi())
        )
        if typed != before:
            unit.drafts.save(
                acting.person.id,
                Form.GOALS_KPI,
                _kpi_subject(goals_id, key),
                typed.as_kept(),
                at=acting.now,
            )


def _source(unit: Unit, slack_id: str | None) -> int | None:
    if slack_id is None:
        return None
    person = unit.people.by_slack_id(slack_id)
    if person is None or not person.is_active:
        raise Refusal("goals.source_unknown", field="figure_by_id")
    return person.id


def _require_above(unit: Unit, form: SheetForm, kpi: Kpi) -> None:
    """The goal that it hangs on can have been retired while the form was open."""
    if kpi.goal_key is not None:
        able = goals_above(unit, form.employee, period=form.cycle.name)
        if kpi.goal_key not in {goal.key for goal in able}:
            raise Refusal("goals.goal_gone", field="goal_key")


def _kpi_subject(goals_id: int, key: str | None) -> str:
    return f"{goals_id}:{key or ''}"


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
        post=posts_by_name(unit).get(word(employee.post)),
        last=unit.sheets.last_agreed(employee.id) if base is None else None,
        named=named_by(unit, kpis, stands),
        reader=acting.person,
        scored_after_days=scored_after(cycle),
        reason=draft.reason if draft else "",
        counts_from=_from_today(cycle, acting) if goals.stage.agreed else None,
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


def _from_today(cycle: CycleFacts, acting: Acting) -> date:
    return min(max(acting.today, cycle.starts_on), cycle.ends_on)


def _kept(unit: Unit, acting: Acting, form: SheetForm, kpis: Sequence[Kpi]) -> SheetForm:
    _keep(unit, acting, form, kpis)
    return working_on(unit, form.goals.id, acting)


def _keep(unit: Unit, acting: Acting, form: SheetForm, kpis: Sequence[Kpi]) -> None:
    base_id = form.base.id if form.base else None
    draft = SheetDraft(base_id=base_id, kpis=tuple(kpis), reason=form.reason)
    unit.drafts.save(acting.person.id, Form.GOALS_SHEET, str(form.goals.id), draft.as_kept(), at=acting.now)
