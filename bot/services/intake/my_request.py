"""What the requester does afterwards: reply in the thread, add something, reopen."""

from collections.abc import Sequence

from bot.domain.intake.facts import Attachment, RequestFacts, StepForm
from bot.domain.intake.notices import ReplyUnreadable
from bot.domain.intake.states import Event, State, possible
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import answer_owed_by, person_on_duty
from bot.services.intake.history import announce, record, request_facts, view_source
from bot.services.intake.markup import seen_by_people
from bot.services.intake.triage import draft_subject, keep_step_draft, step_form
from storage.models.intake import RequestRow
from storage.unit import Unit

FORM = "my_request"
CARD = "my-request:"


def open_my_step(acting: Acting, *, request_id: int, event: Event) -> StepForm:
    """What the form to add something, or to reopen, starts with.

    Raises Refusal: "request.not_yours", "request.cannot_reopen".
    """
    with acting.store.read() as unit:
        request = request_facts(unit, request_id)
        _only_the_requester(request.requester.id, by=acting.person, name=request.requester.name)
        if event not in possible(request.state):
            raise _cannot_reopen(request)
        return step_form(unit, FORM, request, event, by=acting.person)


def add_or_reopen(
    acting: Acting, *, request_id: int, event: Event, text: str, files: Sequence[Attachment], submission: str
) -> None:
    """Tell the desk something more, or that it is not settled. The same submission twice is one step.

    What was written is kept if it is refused.
    Raises Refusal: "request.not_yours", "request.cannot_reopen", "request.nobody_on_duty".
    """
    keep_step_draft(
        acting, FORM, request_id=request_id, event=event, text=text, due_on=None, submission=submission
    )
    by = acting.person
    with acting.store.begin() as unit:
        request = unit.requests.get(request_id)
        _only_the_requester(request.requester_id, by=by, name=unit.people.get(request.requester_id).name)
        unit.drafts.drop(by.id, FORM, draft_subject(request_id, event))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        if event not in possible(request.state):
            raise _cannot_reopen(request_facts(unit, request_id))
        _say(unit, request, event, acting, text=text, files=files, source=view_source(submission))


def relay_reply(
    acting: Acting, *, channel: str, thread_ts: str, ts: str, markup: str, files: Sequence[Attachment]
) -> bool:
    """Pass on what was written under one's own card; False where that thread is none of them.

    The same message twice is one reply. `markup` is all that the message says. One of which nothing
    can be read, and that brings no file, is not passed on: its writer hears that.
    """
    source = f"{channel}:{ts}"
    with acting.store.begin() as unit:
        card = unit.outbox.card_at(channel, thread_ts)
        if card is None or not card.key.startswith(CARD):
            return False
        request = unit.requests.get(int(card.key.removeprefix(CARD)))
        if request.requester_id != acting.person.id:
            return False
        text = seen_by_people(unit, markup)
        if not text and not files:
            unit.outbox.add(
                ReplyUnreadable(to=acting.person.id, request_id=request.id, ts=ts), now=acting.now
            )
            return False
        if not unit.requests.has_entry_from(source):
            _say(unit, request, Event.REPLY, acting, text=text, files=files, source=source)
        return True


def _say(
    unit: Unit,
    request: RequestRow,
    event: Event,
    acting: Acting,
    *,
    text: str,
    files: Sequence[Attachment],
    source: str,
) -> None:
    waited_for = request.state is State.ASKED or event is Event.REOPEN
    number = record(unit, request, event, acting, source=source, text=text, files=files)
    if waited_for:
        owner = unit.people.get(request.owner_id).value()
        if not owner.is_active:
            owner = person_on_duty(unit, policy=acting.policy)
            request.owner_id = owner.id
        request.answer_by = answer_owed_by(owner, policy=acting.policy, now=acting.now)
    announce(unit, request, number, now=acting.now)


def _only_the_requester(requester_id: int, *, by: Person, name: str) -> None:
    if requester_id != by.id:
        raise Refusal("request.not_yours", name=name)


def _cannot_reopen(request: RequestFacts) -> Refusal:
    return Refusal("request.cannot_reopen", request=request.id, owner=request.owner.name)
