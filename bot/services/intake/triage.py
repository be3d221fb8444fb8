"""What the desk does with a request: accept, answer, ask, decline, finish, say that it is blocked."""

from dataclasses import replace
from datetime import date

from bot.domain.drafts import Form
from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.follows import FOLLOWS, tell_followers
from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.known_answers import Keeping
from bot.domain.intake.way import DESK_EVENTS, REQUEST, Event
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import only_the_desk
from bot.services.intake.known_answers import count_use, keep, offered_to
from bot.services.intake.request_facts import request_facts
from bot.services.intake.step_form import draft_subject, keep_step_draft, step_form
from storage.unit import Unit


def open_step(acting: Acting, *, request_id: int, event: Event) -> StepForm:
    """What the form of a step starts with, what was typed before included.

    Raises Refusal: "card.unknown" for what is no step of the desk, "request.product_managers_only",
    "request.is_private", "request.moved_on", "request.requester_left".
    """
    _only_desk_steps(event)
    with acting.store.read() as unit:
        request = request_facts(unit, request_id)
        only_the_desk(unit, acting, request)
        if event not in REQUEST.possible(request.state):
            raise moved_on("request.moved_on", request)
        _somebody_answers(request, event)
        form = step_form(unit, Form.TRIAGE, request, event, by=acting.person)
        known = offered_to(unit, request.requester) if event is Event.ANSWER else ()
        return replace(form, known=tuple(known), read_by_others=_others_who_read(unit, request, event))


def _others_who_read(unit: Unit, request: RequestFacts, event: Event) -> int:
    if tell_followers not in FOLLOWS[event].news:
        return 0
    return len({each.person_id for each in unit.followers.of(request.id)} - {request.requester.id})


def take_step(
    acting: Acting,
    *,
    request_id: int,
    event: Event,
    text: str,
    due_on: date | None,
    seen: int,
    submission: str,
    waits_for: str = "",
    known: int | None = None,
    keeping: Keeping | None = None,
) -> None:
    """Do it, and tell the requester what was written, which is kept if it is refused.

    `seen` is the desk's last step when the form was opened: a colleague who was faster is not
    overruled unread. The first product manager to answer becomes the owner, where nobody took it.
    `waits_for`: of a blocked one. `known`: the kept answer that was chosen; `keeping`: how what is sent is to
    be kept itself. The same submission twice is one step. Raises Refusal: "card.unknown" for what is no step
    of the desk, "request.product_managers_only", "request.is_private", "request.overtaken",
    "request.requester_left", "request.date_has_passed", and what `known_answers.keep` raises.
    """
    _only_desk_steps(event)
    keep_step_draft(
        acting,
        Form.TRIAGE,
        request_id=request_id,
        event=event,
        text=text,
        due_on=due_on,
        submission=submission,
        waits_for=waits_for,
    )
    by = acting.person
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        only_the_desk(unit, acting, request)
        unit.drafts.drop(by.id, Form.TRIAGE, draft_subject(request_id, event))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        before = request_facts(unit, request_id)
        if before.desk_seen > seen or event not in REQUEST.possible(before.state):
            raise moved_on("request.overtaken", before)
        _somebody_answers(before, event)
        if due_on is not None and due_on < acting.now.astimezone(by.zone).date():
            raise Refusal("request.date_has_passed", field="due_on")
        advance(
            unit,
            request,
            event,
            acting,
            text=text,
            source=view_source(submission),
            promised_for=due_on,
            owner=by if not before.is_taken and by.has(Role.PRODUCT_MANAGER) else None,
            more=Facts(waits_for=waits_for) if waits_for else NOTHING_MORE,
        )
        count_use(unit, known, text=text)
        if keeping is not None:
            keep(unit, keeping, acting, text=text, page=before.page, requester=before.requester)


def _only_desk_steps(event: Event) -> None:
    if event not in DESK_EVENTS:
        raise Refusal("card.unknown")


def _somebody_answers(request: RequestFacts, event: Event) -> None:
    if event is Event.ASK and not request.requester.is_active:
        raise Refusal("request.requester_left", name=request.requester.name, request=request.id)


def moved_on(code: str, request: RequestFacts) -> Refusal:
    """Who did what, when: the desk last, or the requester where the desk did nothing yet."""
    step = request.touched or request.latest
    return Refusal(code, request=request.id, name=step.name, event=step.event.value, at=step.at)
