"""What is typed into the forms of a shared KPI and not sent: kept, and offered again."""

from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form, Typed
from bot.domain.goals.draft import KpiForm
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.shared_facts import SharedFacts, ShareForm
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.goals.shared_facts import read_shared
from bot.services.goals.sheet import open_kpi
from storage.unit import Unit

SHARE, CHANGE, DECLINE = "share", "change", "decline"
"""The forms that there are."""


def open_share(acting: Acting, *, goals_id: int, key: str) -> ShareForm:
    """With whom a KPI is to be shared. Raises as `open_kpi`."""
    form = open_kpi(acting, goals_id=goals_id, key=key)
    with acting.store.read() as unit:
        return ShareForm(
            form=form,
            departments=tuple(unit.plans.departments()),
            typed=typed_in(unit, acting, SHARE, f"{goals_id}:{key}"),
        )


def open_change(acting: Acting, *, goals_id: int, key: str) -> ShareForm:
    """What all share of a KPI, as it can be typed. Raises as `open_kpi`."""
    form = open_kpi(acting, goals_id=goals_id, key=key)
    with acting.store.read() as unit:
        typed = typed_in(unit, acting, CHANGE, f"{goals_id}:{key}")
        return ShareForm(form=_as_typed(unit, form, typed), departments=(), typed=typed)


def open_decline(acting: Acting, *, shared_kpi_id: int) -> tuple[SharedFacts, Typed]:
    """A version, and what was typed of why not. Raises Refusal("shared.not_yours")."""
    facts = read_shared(acting, shared_kpi_id=shared_kpi_id)
    with acting.store.read() as unit:
        return facts, typed_in(unit, acting, DECLINE, str(shared_kpi_id))


def keep_shared_typed(acting: Acting, *, form: str, subject: str, typed: Typed) -> None:
    """Keep what stands in one of the forms. Raises Refusal("deed.not_yours")."""
    require(Deed.KEEP_DRAFT, acting.by)
    keep_draft(acting, form=Form.SHARED_KPI, subject=f"{form}:{subject}", data=typed)


def drop_typed(unit: Unit, acting: Acting, form: str, subject: str) -> None:
    """It was sent."""
    unit.drafts.drop(acting.person.id, Form.SHARED_KPI, f"{form}:{subject}")


def typed_in(unit: Unit, acting: Acting, form: str, subject: str) -> Typed:
    """What was kept of a form; nothing where it was not."""
    kept = unit.drafts.get(acting.person.id, Form.SHARED_KPI, f"{form}:{subject}")
    return kept.data if kept else {}


def _as_typed(unit: Unit, form: KpiForm, typed: Typed) -> KpiForm:
    """The KPI as all share it, or as its change was typed."""
    assert form.own is not None
    said = TypedKpi.typed({**vars(TypedKpi.of(form.own)), **typed})
    source = unit.people.get(said.figure_by_id) if said.figure_by_id else None
    return replace(form, typed=said, source=source)
