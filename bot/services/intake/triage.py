"""What the desk does with a request: accept, answer, ask, decline, finish."""

from datetime import date

from bot.domain.intake.facts import RequestFacts, StepForm
from bot.domain.intake.states import Event, possible
from bot.domain.intake.triage import may_triage
from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import find_on_duty
from bot.services.intake.history import announce, record, request_facts, view_source
from storage.unit import Unit

FORM = "triage"


def open_step(acting: Acting, *, request_id: int, event: Event) -> StepForm:
    """What the form of a step starts with, what was typed before included.

    Raises Refusal: "request.product_managers_only", "request.moved_on", "request.requester_left".
    """
    with acting.store.read() as unit:
        _only_the_desk(unit, acting)
        request = request_facts(unit, request_id)
        if event not in possible(request.state):
            raise _no_longer("request.moved_on", request)
        _somebody_answers(request, event)
        return step_form(unit, FORM, request, event, by=acting.person)


def take_step(
    acting: Acting,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    seen: int,
    submission: str,
) -> None:
    """Do it, and tell the requester what was written, which is kept if it is refused.

    `seen` is the desk's last step when the form was opened: a colleague who was faster is not
    overruled unread. The first product manager to answer becomes the owner. The same submission
    twice is one step. Raises Refusal: "request.product_managers_only", "request.overtaken",
    "request.requester_left", "request.date_has_passed".
    """
    keep_step_draft(
        acting, FORM, request_id=request_id, event=event, text=text, due_on=due_on, submission=submission
    )
    by = acting.person
    with acting.store.begin() as unit:
        _only_the_desk(unit, acting)
        request = unit.requests.get(request_id)
        unit.drafts.drop(by.id, FORM, draft_subject(request_id, event))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        before = request_facts(unit, request_id)
        if before.desk_seen > seen or event not in possible(before.state):
            raise _no_longer("request.overtaken", before)
        _somebody_answers(before, event)
        if due_on is not None and due_on < acting.now.astimezone(by.zone).date():
            raise Refusal("request.date_has_passed", field="due_on")
        if before.answer is None and by.has(Role.PRODUCT_MANAGER):
            request.owner_id = by.id
        number = record(
            unit, request, event, acting, source=view_source(submission), text=text, due_on=due_on
        )
        announce(unit, request, number, now=acting.now)


def keep_step_draft(
    acting: Acting,
    form: str,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    submission: str,
) -> None:
    """Remember an unfinished form about a step; one that was handed in meanwhile is not kept."""
    if not text:
        return
    data = {"text": text, "due_on": due_on.isoformat() if due_on else None}
    with acting.store.begin() as unit:
        if not unit.requests.has_entry_from(view_source(submission)):
            unit.drafts.save(acting.person.id, form, draft_subject(request_id, event), data, at=acting.now)


def step_form(unit: Unit, form: str, request: RequestFacts, event: Event, *, by: Person) -> StepForm:
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
    )


def draft_subject(request_id: int, event: Event) -> str:
    """Under what a form about a step is kept while it is unfinished."""
    return f"{event}:{request_id}"


def read_request(acting: Acting, *, request_id: int) -> RequestFacts:
    """The request, whole, for whoever stands before one of its cards."""
    with acting.store.read() as unit:
        return request_facts(unit, request_id)


def _only_the_desk(unit: Unit, acting: Acting) -> None:
    if may_triage(acting.person):
        return
    duty = find_on_duty(unit, policy=acting.policy)
    raise Refusal("request.product_managers_only", name=duty.name if duty else None)


def _somebody_answers(request: RequestFacts, event: Event) -> None:
    if event is Event.ASK and not request.requester.is_active:
        raise Refusal("request.requester_left", name=request.requester.name, request=request.id)


def _no_longer(code: str, request: RequestFacts) -> Refusal:
    """Who did what, when: the desk's last step, or the requester's where the desk did nothing yet."""
    step = request.answer or request.latest
    return Refusal(code, request=request.id, name=step.by.name, event=step.event.value, at=step.at)
