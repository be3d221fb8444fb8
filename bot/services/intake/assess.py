"""The desk judges what a request is worth: impact, reach, effort, and the priority that holds."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.access import Deed
from bot.domain.drafts import Form
from bot.domain.history import Facts
from bot.domain.intake.assess import Assessment
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import AssessForm
from bot.domain.intake.way import REQUEST, Event
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.intake.advance import advance, view_source
from bot.services.intake.duty import only_the_desk
from bot.services.intake.request_facts import request_facts


def open_assessment(acting: Acting, *, request_id: int) -> AssessForm:
    """What the form starts with: what was left unfinished, else what holds.

    Raises Refusal: "request.product_managers_only", "assess.closed".
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id), deed=Deed.ASSESS)
        request = request_facts(unit, request_id)
        _only_open(request)
        draft = unit.drafts.get(acting.person.id, Form.ASSESS, str(request_id))
        return AssessForm(
            request=request,
            holds=request.assessed.assessment if request.assessed else None,
            values=draft.data if draft else {},
            started_at=draft.saved_at if draft else None,
        )


def look_at_assessment(acting: Acting, *, request_id: int, values: Mapping[str, str]) -> AssessForm:
    """The form with what stands in it now, which is kept. Raises as `open_assessment`."""
    keep_assessment(acting, request_id=request_id, values=values, submission=None)
    return replace(open_assessment(acting, request_id=request_id), started_at=None)


def keep_assessment(
    acting: Acting, *, request_id: int, values: Mapping[str, str], submission: str | None
) -> None:
    """Remember an unfinished form; an empty one is not kept."""
    if any(values.values()):
        drafts.keep_draft(acting, form=Form.ASSESS, subject=str(request_id), data=values, view=submission)


def assess(
    acting: Acting,
    assessment: Assessment,
    *,
    request_id: int,
    seen: int,
    values: Mapping[str, str],
    submission: str,
) -> None:
    """Say what it is worth: the newest assessment holds. The requester hears nothing of it.

    `seen` is the assessment that stood when the form was opened: a colleague's is not overruled unread.
    `values`, as they stand in the form, are kept if it is refused. The same submission twice is one.
    Raises Refusal: "request.product_managers_only", "assess.closed", "assess.reason_missing",
    "assess.meanwhile".
    """
    keep_assessment(acting, request_id=request_id, values=values, submission=submission)
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, unit.requests.look(request_id), deed=Deed.ASSESS)
        request = unit.requests.get(request_id)
        unit.drafts.drop(acting.person.id, Form.ASSESS, str(request_id))
        if unit.requests.has_entry_from(view_source(submission)):
            return
        before = request_facts(unit, request_id)
        _only_open(before)
        if assessment.is_overruled and not assessment.reason:
            raise Refusal("assess.reason_missing", field="reason")
        if before.assessed and before.assessed.number > seen:
            raise Refusal("assess.meanwhile", name=before.assessed.by.name, at=before.assessed.at)
        more = Facts(assessed=assessment)
        advance(unit, request, Event.ASSESS, acting, more=more, source=view_source(submission))


def _only_open(request: RequestFacts) -> None:
    if Event.ASSESS not in REQUEST.possible(request.state):
        raise Refusal("assess.closed", request=request.id)
