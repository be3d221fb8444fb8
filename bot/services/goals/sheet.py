"""Working on a KPI sheet: it is kept with every step, and nobody else sees it before it is sent."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.domain.drafts import Form
from bot.domain.goals.draft import KpiForm, SheetForm, with_kpi, without
from bot.domain.goals.kpi_form import KpiUnclear, TypedKpi, read_kpi, read_own
from bot.domain.goals.post_kpis import as_kpi
from bot.domain.goals.sheet import next_key, require_room
from bot.domain.reviews.kpis import Kpi
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.plans import goals_above
from bot.services.goals.sheet_draft import keep_kpis, keep_why, working_on
from storage.unit import Unit


def open_sheet(acting: Acting, *, goals_id: int) -> SheetForm:
    """The sheet as this person left it, or as it stands; told what the other side changed meanwhile.

    Raises Refusal: goals.not_yours, goals.waits_for_other, goals.scoring_open, goals.withdrawn,
    goals.employee_left.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        return keep_kpis(unit, acting, form, form.kpis) if form.news else form


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
        above = tuple(goals_above(unit, form.employee, period=form.cycle.name))
        return KpiForm(
            sheet=form, key=key, typed=typed, was_kept=kept is not None, source=source, above=above
        )


def put_kpi(
    acting: Acting, *, goals_id: int, key: str | None, typed: TypedKpi, source_id: str | None
) -> SheetForm:
    """Put a KPI on the sheet, or in place of the one of this key; what cannot be taken is kept.

    `source_id`: the Slack id of whoever is to enter its figure. Raises KpiUnclear; Refusal as `open_sheet`,
    and goals.too_many.
    """
    try:
        with acting.store.begin() as unit:
            form = working_on(unit, goals_id, acting)
            shared = _shared(form, key)
            kpi = read_own(shared, typed) if shared else _read(unit, form, typed, source_id)
            # One that was dropped in another window comes back: what was typed is not lost with it.
            placed = replace(kpi, key=key or next_key(_keys_taken(unit, form)))
            kpis = _with_room(form, with_kpi(form.kpis, placed), field="name")
            unit.drafts.drop(acting.person.id, Form.GOALS_KPI, _kpi_subject(goals_id, key))
            return keep_kpis(unit, acting, form, kpis)
    except Refusal:
        with suppress(Refusal):  # what is not theirs to write is not kept either
            keep_kpi_typed(acting, goals_id=goals_id, key=key, typed=typed, source_id=source_id)
        raise


def drop_kpi(acting: Acting, *, goals_id: int, key: str) -> SheetForm:
    """Take a KPI off the sheet. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        return keep_kpis(unit, acting, form, without(form.kpis, key))


def take_offered(acting: Acting, *, goals_id: int, keys: Sequence[str] | None, language: str) -> SheetForm:
    """Put KPIs of the post on the sheet as they are, in this language; without `keys` all that are offered.

    Raises as `open_sheet`; goals.too_many.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        chosen = [
            as_kpi(form.post, suggested, language=language)
            for suggested in form.offered
            if form.post and (keys is None or suggested.key in keys)
        ]
        return keep_kpis(unit, acting, form, _with_room(form, (*form.kpis, *chosen)))


def take_last(acting: Acting, *, goals_id: int) -> SheetForm:
    """Begin with the sheet of the period before, but for goals that are over. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        if form.last is None or form.kpis:
            return form
        above = {goal.key for goal in goals_above(unit, form.employee, period=form.cycle.name)}
        kpis = [kpi if kpi.goal_key in above else replace(kpi, goal_key=None) for kpi in form.last.kpis]
        return keep_kpis(unit, acting, form, kpis)


def start_over(acting: Acting, *, goals_id: int) -> SheetForm:
    """Let go of one's own draft and begin with what stands. Raises as `open_sheet`."""
    with acting.store.begin() as unit:
        unit.drafts.drop(acting.person.id, Form.GOALS_SHEET, str(goals_id))
        return working_on(unit, goals_id, acting)


def keep_reason(acting: Acting, *, goals_id: int, reason: str, counts_from: date | None) -> None:
    """Keep why somebody changes a sheet, and from which day, before it is sent. It is no look at what the
    other side did meanwhile. Raises as `open_sheet`.
    """
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        keep_why(unit, acting, form, reason=reason, counts_from=counts_from)


def keep_kpi_typed(
    acting: Acting, *, goals_id: int, key: str | None, typed: TypedKpi, source_id: str | None
) -> None:
    """Keep what stands in a KPI's form and is not on the sheet, so that the next one offers it."""
    with acting.store.begin() as unit:
        form = working_on(unit, goals_id, acting)
        with suppress(Refusal):  # said when the KPI is put on the sheet
            typed = replace(typed, figure_by_id=source_of(unit, source_id))
        if shared := _shared(form, key):
            typed = replace(TypedKpi.of(shared), weight=typed.weight, duty=typed.duty)
        stands = next((TypedKpi.of(kpi) for kpi in form.kpis if kpi.key == key), TypedKpi())
        subject = _kpi_subject(goals_id, key)
        if typed == stands:
            unit.drafts.drop(acting.person.id, Form.GOALS_KPI, subject)
        else:
            unit.drafts.save(acting.person.id, Form.GOALS_KPI, subject, typed.as_kept(), at=acting.now)


def _read(unit: Unit, form: SheetForm, typed: TypedKpi, source_id: str | None) -> Kpi:
    """Raises KpiUnclear with everything that is wrong, an account that is nobody's too, and a goal above it
    that was retired while the form was open.
    """
    unknown: list[Refusal] = []
    if typed.goal_key:
        able = goals_above(unit, form.employee, period=form.cycle.name)
        if typed.goal_key not in {goal.key for goal in able}:
            unknown.append(Refusal("goals.goal_gone", field="goal_key"))
    try:
        typed = replace(typed, figure_by_id=source_of(unit, source_id))
    except Refusal as problem:
        unknown.append(problem)
    try:
        kpi = read_kpi(typed, scale=form.cycle.scheme.points)
    except KpiUnclear as unclear:
        raise KpiUnclear([*unclear.problems, *unknown]) from None
    if unknown:
        raise KpiUnclear(unknown)
    return kpi


def _shared(form: SheetForm, key: str | None) -> Kpi | None:
    """The KPI of this key, where others share it."""
    return next((kpi for kpi in form.kpis if kpi.key == key and kpi.shared_id is not None), None)


def source_of(unit: Unit, slack_id: str | None) -> int | None:
    """Who enters a figure, by their Slack id. Raises Refusal("goals.source_unknown")."""
    if slack_id is None:
        return None
    person = unit.people.by_slack_id(slack_id)
    if person is None or not person.is_active:
        raise Refusal("goals.source_unknown", field="figure_by_id")
    return person.id


def _keys_taken(unit: Unit, form: SheetForm) -> frozenset[str]:
    return unit.sheets.keys_of(form.employee.id) | {kpi.key for kpi in form.kpis}


def _with_room(form: SheetForm, kpis: tuple[Kpi, ...], *, field: str | None = None) -> tuple[Kpi, ...]:
    """What is to be on the sheet, where it does not grow beyond what may be signed."""
    if len(kpis) > len(form.kpis):
        require_room(kpis, field=field)
    return kpis


def _kpi_subject(goals_id: int, key: str | None) -> str:
    return f"{goals_id}:{key or ''}"
