"""What the requester does afterwards: reply in the thread, add something, reopen."""

from collections.abc import Sequence

from bot.domain.access import Deed, may, require
from bot.domain.cards import Card
from bot.domain.drafts import Form
from bot.domain.intake.closing import REOPEN_DAYS
from bot.domain.intake.facts import Attachment, RequestFacts
from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.notices import ReplyUnreadable
from bot.domain.intake.request import Request
from bot.domain.intake.way import REQUEST, REQUESTER_STEPS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.markup import seen_by_people
from bot.services.intake.request_facts import request_facts
from bot.services.intake.step_form import draft_subject, keep_step_draft, step_form
from storage.unit import Unit


def open_my_step(acting: Acting, *, request_id: int, event: Event) -> StepForm:
    """What the form to add something, or to reopen, starts with.

    Raises Refusal: "card.unknown" for a step of the desk, "request.not_yours", "request.cannot_reopen",
    "request.reopen_over".
    """
    _only_my_steps(event)
    with acting.store.read() as unit:
        request = request_facts(unit, request_id)
        _only_the_requester(unit, request, acting)
        if event not in REQUEST.possible(request.state):
            raise _cannot_reopen(request)
        if event is Event.REOPEN:
            _only_in_time(request, acting)
        return step_form(unit, Form.MY_REQUEST, request, event, by=acting.person)


def add_or_reopen(
    acting: Acting, *, request_id: int, event: Event, text: str, files: Sequence[Attachment], submission: str
) -> None:
    """Tell the desk something more, or that it is not settled. The same submission twice is one step.

    What was written is kept if it is refused. Raises Refusal: "card.unknown" for a step of the desk,
    "request.not_yours", "request.cannot_reopen", "request.reopen_over",
    "request.nobody_on_duty".
    """
    _only_my_steps(event)
    keep_step_draft(
        acting,
        Form.MY_REQUEST,
        request_id=request_id,
        event=event,
        text=text,
        due_on=None,
        submission=submission,
    )
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        _only_the_requester(unit, request, acting)
        unit.drafts.drop(acting.person.id, Form.MY_REQUEST, draft_subject(request_id, event))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        if event not in REQUEST.possible(request.state):
            raise _cannot_reopen(request_facts(unit, request_id))
        if event is Event.REOPEN:
            _only_in_time(request_facts(unit, request_id), acting)
        advance(unit, request, event, acting, text=text, files=files, source=view_source(submission))


def reopen_at_once(acting: Acting, *, request_id: int, number: int) -> RequestFacts:
    """Reopen a closed request with the words of the reply `number` as the reason; the same again is nothing.

    Raises Refusal: "request.not_yours", "request.cannot_reopen", "request.reopen_over",
    "request.nobody_on_duty".
    """
    source = f"reopened:{request_id}:{number}"
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        _only_the_requester(unit, request, acting)
        if not unit.requests.has_entry_from(source):
            if Event.REOPEN not in REQUEST.possible(request.state):
                raise _cannot_reopen(request_facts(unit, request_id))
            _only_in_time(request_facts(unit, request_id), acting)
            advance(unit, request, Event.REOPEN, acting, source=source)
        return request_facts(unit, request_id)


def leave_closed(acting: Acting, *, request_id: int) -> RequestFacts:
    """It is settled: what was written was a remark. Raises Refusal("request.not_yours")."""
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        _only_the_requester(unit, request, acting)
        if Event.CONFIRM in REQUEST.possible(request.state):
            advance(unit, request, Event.CONFIRM, acting)
        return request_facts(unit, request_id)


def relay_reply(
    acting: Acting, *, channel: str, thread_ts: str, ts: str, markup: str, files: Sequence[Attachment]
) -> bool:
    """Pass on what was written under one's own card; False where that thread is none of them.

    The same message twice is one reply. `markup` is all that the message says. One of which nothing
    can be read, and that brings no file, is not passed on: its writer hears that.
    """
    source = f"{channel}:{ts}"
    with acting.store.begin() as unit:
        key = unit.cards.at(channel, thread_ts)
        if key is None or key.card is not Card.MY_REQUEST:
            return False
        request = unit.requests.get(key.numbers[0])
        if not may(Deed.ADD_TO_REQUEST, acting.by, request):
            return False
        text = seen_by_people(unit, markup)
        if not text and not files:
            unreadable = ReplyUnreadable(to=acting.person.id, request_id=request.id, ts=ts)
            unit.outbox.add(unreadable, now=acting.now)
            return False
        if not unit.requests.has_entry_from(source):
            advance(unit, request, Event.REPLY, acting, text=text, files=files, source=source)
        return True


def _only_my_steps(event: Event) -> None:
    if event not in REQUESTER_STEPS:
        raise Refusal("card.unknown")


def _only_the_requester(unit: Unit, request: Request | RequestFacts, acting: Acting) -> None:
    def refusal() -> Refusal:
        return Refusal("request.not_yours", name=unit.people.get(request.requester_id).name)

    require(Deed.ADD_TO_REQUEST, acting.by, request, refuse=refusal)


def _only_in_time(request: RequestFacts, acting: Acting) -> None:
    until = request.reopens_until
    if until is not None and acting.now > until:
        raise Refusal("request.reopen_over", request=request.id, at=request.owed_since, days=REOPEN_DAYS)


def _cannot_reopen(request: RequestFacts) -> Refusal:
    return Refusal("request.cannot_reopen", request=request.id, owner=request.owner.name)
