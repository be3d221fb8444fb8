"""Moving a request on, with its history and what has to be said about it; and reading it whole."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.intake.facts import Attachment, RequestFacts, Step
from bot.domain.intake.notices import (
    MyRequestChanged,
    RequestCardChanged,
    RequesterWrote,
    RequestFilesSent,
    RequestStepTaken,
)
from bot.domain.intake.states import Event, after
from bot.services.acting import Acting
from storage.models.intake import RequestEntryRow, RequestFileRow, RequestRow
from storage.unit import Unit


def record(
    unit: Unit,
    request: RequestRow,
    event: Event,
    acting: Acting,
    *,
    source: str | None,
    text: str = "",
    due_on: date | None = None,
    files: Sequence[Attachment] = (),
) -> int:
    """Move the request on and add the step to its history; returns the step's number.

    Raises Refusal("request.not_now").
    """
    target = after(request.state, event)
    number = len(unit.requests.entries(request.id)) + 1
    unit.session.add(
        RequestEntryRow(
            request_id=request.id,
            number=number,
            event=event,
            from_state=request.state,
            to_state=target,
            by_id=acting.person.id,
            at=acting.now,
            text=text,
            due_on=due_on,
            source=source,
        )
    )
    unit.session.add_all(
        RequestFileRow(
            request_id=request.id,
            number=number,
            file_id=file.file_id,
            name=file.name,
            mimetype=file.mimetype,
            permalink=file.permalink,
        )
        for file in files
    )
    request.state = target
    request.version = number
    unit.session.flush()
    return number


def announce(unit: Unit, request: RequestRow, number: int, *, now: datetime) -> None:
    """Bring both cards up to date, and tell the other side (or show the writer) what this step said."""
    step = unit.requests.entries(request.id)[number - 1]
    has_files = any(file.number == number for file in unit.requests.files(request.id))
    unit.outbox.add(RequestCardChanged(request_id=request.id, version=f"{request.version}"), now=now)
    if step.event in (Event.REPLY, Event.REOPEN):
        unit.outbox.add(RequesterWrote(request_id=request.id, number=number), now=now)
    if has_files:
        unit.outbox.add(RequestFilesSent(request_id=request.id, number=number), now=now)
    unit.outbox.add(
        MyRequestChanged(to=request.requester_id, request_id=request.id, version=f"{request.version}"),
        now=now,
    )
    # The filing stands in the card itself, and a reply where it was written.
    if step.event is not Event.FILE and not is_message(step.source):
        unit.outbox.add(
            RequestStepTaken(to=request.requester_id, request_id=request.id, number=number), now=now
        )


def view_source(view_id: str) -> str:
    """The source of a step that came from a form."""
    return f"view:{view_id}"


def is_message(source: str | None) -> bool:
    """Whether a step was written as a message, so that its words stand in the thread already."""
    return source is not None and not source.startswith("view:")


def request_facts(unit: Unit, request_id: int) -> RequestFacts:
    """The request as it stands now, whole. Raises NoResultFound."""
    row = unit.requests.look(request_id)
    files = unit.requests.files(request_id)
    return RequestFacts(
        id=row.id,
        requester=unit.people.get(row.requester_id).value(),
        owner=unit.people.get(row.owner_id).value(),
        branch=row.branch,
        kind=row.kind,
        page=row.page,
        happened=row.happened,
        expected=row.expected,
        since=row.since,
        urgency=row.urgency,
        state=row.state,
        filed_at=row.filed_at,
        answer_by=row.answer_by,
        from_message=row.source_channel is not None,
        source_link=row.source_link,
        steps=tuple(
            Step(
                number=entry.number,
                event=entry.event,
                by=unit.people.get(entry.by_id).value(),
                at=entry.at,
                text=entry.text,
                due_on=entry.due_on,
                files=tuple(_attachment(file) for file in files if file.number == entry.number),
            )
            for entry in unit.requests.entries(request_id)
        ),
    )


def _attachment(row: RequestFileRow) -> Attachment:
    return Attachment(file_id=row.file_id, name=row.name, mimetype=row.mimetype, permalink=row.permalink)
