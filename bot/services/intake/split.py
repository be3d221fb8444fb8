"""A request that holds two things: the second becomes one of its own."""

from bot.domain.drafts import Form
from bot.domain.history import Facts
from bot.domain.intake.facts import Told
from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.links import Link
from bot.domain.intake.request import Request
from bot.domain.intake.way import REQUEST, Event
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import answer_owed_by, only_the_desk
from bot.services.intake.request_facts import request_facts
from bot.services.intake.step_form import draft_subject, keep_step_draft, step_form
from bot.services.intake.triage import moved_on
from storage.unit import Unit


def open_split(acting: Acting, *, request_id: int) -> StepForm:
    """What the form starts with. Raises Refusal: "request.product_managers_only", "request.moved_on"."""
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = request_facts(unit, request_id)
        if Event.SPLIT not in REQUEST.possible(request.state):
            raise moved_on("request.moved_on", request)
        return step_form(unit, Form.TRIAGE, request, Event.SPLIT, by=acting.person)


def split(acting: Acting, *, request_id: int, text: str, seen: int, submission: str) -> int:
    """File what is written as a request of the same requester, with the files of the first, and link the two;
    returns its number. Its owner is the first one's, and owes an answer anew.

    What was written is kept if it is refused; `seen` and `submission` as in `take_step`. Raises Refusal:
    "request.product_managers_only", "request.overtaken".
    """
    keep_step_draft(
        acting,
        Form.TRIAGE,
        request_id=request_id,
        event=Event.SPLIT,
        text=text,
        due_on=None,
        submission=submission,
    )
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id))
        request = unit.requests.get(request_id)
        unit.drafts.drop(acting.person.id, Form.TRIAGE, draft_subject(request_id, Event.SPLIT))
        known = unit.requests.handed_in(request.requester_id, submission)
        if known is not None:
            return known
        before = request_facts(unit, request_id)
        if before.desk_seen > seen or Event.SPLIT not in REQUEST.possible(before.state):
            raise moved_on("request.overtaken", before)
        other = _filed(unit, request, acting, text=text, submission=submission)
        files = unit.requests.files(request_id).get(1, ())
        advance(unit, other, Event.FILE, acting, files=files)
        unit.links.put(other.id, Link.SPLIT, request_id)
        advance(
            unit,
            request,
            Event.SPLIT,
            acting,
            source=view_source(submission),
            more=Facts(split_off=other.id),
        )
        return other.id


def _filed(unit: Unit, request: Request, acting: Acting, *, text: str, submission: str) -> Request:
    first, owner = unit.requests.told(request.id), unit.people.get(request.owner_id)
    told = Told(
        branch=first.branch,
        kind=first.kind,
        page=first.page,
        happened=text,
        expected="",
        since=first.since,
        urgency=first.urgency,
        filed_at=acting.now,
        from_message=False,
        source_link=None,
        device=first.device,
        reach=first.reach,
        for_whom=first.for_whom,
        wished_by=first.wished_by,
        extra=first.extra,
    )
    return unit.requests.add(
        told,
        requester_id=request.requester_id,
        owner_id=owner.id,
        submission=submission,
        source=None,
        is_private=request.is_private,
        answer_by=answer_owed_by(unit, owner, urgency=first.urgency, policy=acting.policy, now=acting.now),
    )
