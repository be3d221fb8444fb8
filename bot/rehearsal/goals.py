"""What people do about their goals in a rehearsal: both forms, as they come, with as little as is needed."""

from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form import Answer, Met
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.post import RequirementKind
from bot.domain.obligations import Obligation
from bot.services.acting import Acting
from bot.services.goals.agreement import propose, sign
from bot.services.goals.job_form import fill, keep_step, open_job_form
from bot.services.goals.job_form_editing import put_duty, put_requirement
from bot.services.goals.job_form_rating import open_rating, rate
from bot.services.goals.sheet import open_sheet, put_kpi, take_last, take_offered

INVENTED = "Invented for a rehearsal"
WHOLE = "100"


def fill_form(acting: Acting, owed: Obligation) -> None:
    """With what their post brings along, else with one duty and one requirement; all of it met."""
    form_id = owed.subject_id
    form = open_job_form(acting, form_id=form_id)
    language = acting.policy.default_locale
    if not form.draft.content.duties:
        form = put_duty(
            acting, form_id=form_id, key=None, name=INVENTED, parts=(), number=None, language=language
        )
    if not form.draft.content.requirements:
        form = put_requirement(
            acting, form_id=form_id, key=None, kind=RequirementKind.ABILITY, name=INVENTED, text=INVENTED
        )
    met = {each.key: Answer(met=Met.MET, note=INVENTED) for each in form.draft.content.requirements}
    form = keep_step(acting, form_id=form_id, entered=met, go_to=len(form.steps))
    fill(acting, form_id=form_id, read_at=form.saved_at.isoformat() if form.saved_at else "")


def rate_form(acting: Acting, owed: Obligation) -> None:
    """As the employee says."""
    this = open_rating(acting, form_id=owed.subject_id).facts.this
    met = {each.key: Answer(met=Met.MET) for each in this.content.requirements}
    rate(acting, form_id=owed.subject_id, number=this.number, answers=met)


def draft_sheet(acting: Acting, owed: Obligation) -> None:
    """With the sheet that there is, else the one before, else what the post offers, else one KPI."""
    goals_id = owed.subject_id
    form = open_sheet(acting, goals_id=goals_id)
    if not form.kpis:
        form = take_last(acting, goals_id=goals_id)
    if not form.kpis and form.post is not None:
        form = take_offered(acting, goals_id=goals_id, keys=None, language=acting.policy.default_locale)
    if not form.kpis:
        typed = TypedKpi(
            name=INVENTED,
            weight=WHOLE,
            target=WHOLE,
            unit="%",
            measure=INVENTED,
            result=INVENTED,
            duty=INVENTED,
            source=INVENTED,
            anchors=f"3.5: {INVENTED}",
        )
        put_kpi(acting, goals_id=goals_id, key=None, typed=typed, source_id=None)
    propose(acting, goals_id=goals_id, seen=_look(acting, goals_id).version)


def agree(acting: Acting, owed: Obligation) -> None:
    """To what the other side sent."""
    sheet_id = _look(acting, owed.subject_id).sheet_id
    if sheet_id is not None:
        sign(acting, goals_id=owed.subject_id, sheet_id=sheet_id)


def _look(acting: Acting, goals_id: int) -> Goals:
    with acting.store.read() as unit:
        return unit.goals.look(goals_id)
