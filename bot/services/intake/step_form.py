"""A form about one step of a request: what it starts with, and keeping what was typed into it."""

from datetime import date

from bot.domain.drafts import Form
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from storage.unit import Unit


def keep_step_draft(
    acting: Acting,
    form: Form,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    submission: str,
    waits_for: str = "",
) -> None:
    """Remember an unfinished form about a step; an empty one is not kept."""
    if text or waits_for:
        data = {
            "text": text,
            "due_on": due_on.isoformat() if due_on else None,
            "waits_for": waits_for,
        }
        keep_draft(acting, form=form, subject=draft_subject(request_id, event), data=data, view=submission)


def step_form(unit: Unit, form: Form, request: RequestFacts, event: Event, *, by: Person) -> StepForm:
    """The form with what its writer left unfinished."""
    draft = unit.drafts.get(by.id, form, draft_subject(request.id, event))
    data = draft.data if draft else {}
    due_on = data.get("due_on")
    return StepForm(
        request=request,
        event=event,
        text=data.get("text") or "",
        due_on=date.fromisoformat(due_on) if due_on else None,
        started_at=draft.saved_at if draft else None,
        waits_for=data.get("waits_for") or "",
    )


def draft_subject(request_id: int, event: Event) -> str:
    """Under what a form about a step is kept while it is unfinished."""
    return f"{event}:{request_id}"
