"""What the desk does with a request: accept, answer, ask, decline, finish."""

from datetime import date, datetime

from bot.domain.intake.facts import RequestFacts, StepForm
from bot.domain.intake.states import Event, possible
from bot.domain.intake.triage import may_triage
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.intake.duty import find_on_duty
from bot.services.intake.history import announce, record, request_facts, view_source
from storage.unit import Store, Unit

FORM = "triage"


def open_step(store: Store, *, request_id: int, event: Event, by: Person, policy: Policy) -> StepForm:
    """What the form of a step starts with, what was typed before included.

    Raises Refusal: "request.product_managers_only", "request.moved_on", "request.requester_left".
    """
    with store.read() as unit:
        _only_the_desk(unit, by, policy=policy)
        request = request_facts(unit, request_id)
        if event not in possible(request.state):
            raise _no_longer("request.moved_on", request)
        _somebody_answers(request, event)
        return step_form(unit, FORM, request, event, by=by)


def take_step(
    store: Store,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    seen: int,
    submission: str,
    by: Person,
    policy: Policy,
    now: datetime,
) -> None:
    """Do it, and tell the requester what was written.

    `seen` is the desk's last step when the form was opened: a colleague who was faster is not
    overruled unread. The first product manager to answer becomes the owner. The same submission
    twice is one step. Raises Refusal: "request.product_managers_only", "request.overtaken",
    "request.requester_left", "request.date_has_passed".
    """
    with store.begin() as unit:
        _only_the_desk(unit, by, policy=policy)
        request = unit.requests.get(request_id)
        unit.drafts.drop(by.id, FORM, draft_subject(request_id, event))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        before = request_facts(unit, request_id)
        if before.desk_seen > seen or event not in possible(before.state):
            raise _no_longer("request.overtaken", before)
        _somebody_answers(before, event)
        if due_on is not None and due_on < now.astimezone(by.zone).date():
            raise Refusal("request.date_has_passed", field="due_on")
        if before.answer is None and by.has(Role.PRODUCT_MANAGER):
            request.owner_id = by.id
        number = record(
            unit, request, event, by=by, now=now, source=view_source(submission), text=text, due_on=due_on
        )
        announce(unit, request, number, now=now)


def keep_step_draft(
    store: Store,
    form: str,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    submission: str,
    by: Person,
    now: datetime,
) -> None:
    """Remember an unfinished form about a step; one that was handed in meanwhile is not kept."""
    if not text:
        return
    data = {"text": text, "due_on": due_on.isoformat() if due_on else None}
    with store.begin() as unit:
        if not unit.requests.has_entry_from(view_source(submission)):
            unit.drafts.save(by.id, form, draft_subject(request_id, event), data, at=now)


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


def read_request(store: Store, *, request_id: int) -> RequestFacts:
    """The request, whole, for whoever stands before one of its cards."""
    with store.read() as unit:
        return request_facts(unit, request_id)


def _only_the_desk(unit: Unit, by: Person, *, policy: Policy) -> None:
    if may_triage(by):
        return
    duty = find_on_duty(unit, policy=policy)
    raise Refusal("request.product_managers_only", name=duty.name if duty else None)


def _somebody_answers(request: RequestFacts, event: Event) -> None:
    if event is Event.ASK and not request.requester.is_active:
        raise Refusal("request.requester_left", name=request.requester.name, request=request.id)


def _no_longer(code: str, request: RequestFacts) -> Refusal:
    """Who did what, when: the desk's last step, or the requester's where the desk did nothing yet."""
    step = request.answer or request.latest
    return Refusal(code, request=request.id, name=step.by.name, event=step.event.value, at=step.at)
