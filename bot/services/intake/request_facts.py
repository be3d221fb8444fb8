"""One request as values, for cards and forms."""

from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.way import AMONG_COLLEAGUES
from bot.services.intake.emergency_facts import paged
from bot.services.intake.later_facts import put_off
from storage.unit import Unit


def request_facts(unit: Unit, request_id: int) -> RequestFacts:
    """The request as it is now, whole. Raises Missing; whoever shows it checks for whom."""
    request = unit.requests.look(request_id)
    told = unit.requests.told(request_id)
    files = unit.requests.files(request_id)
    return RequestFacts(
        id=request.id,
        requester=unit.people.get(request.requester_id),
        owner=unit.people.get(request.owner_id),
        branch=told.branch,
        kind=told.kind,
        page=told.page,
        happened=told.happened,
        expected=told.expected,
        since=told.since,
        urgency=told.urgency,
        state=request.state,
        filed_at=told.filed_at,
        answer_by=request.answer_by,
        due_on=request.promised_for,
        from_message=told.from_message,
        owed_since=request.owed_since,
        source_link=told.source_link,
        is_private=request.is_private,
        device=told.device,
        reach=told.reach,
        for_whom=told.for_whom,
        wished_by=told.wished_by,
        extra=told.extra,
        steps=tuple(
            Step(
                number=entry.number,
                event=entry.event,
                by=unit.people.get(entry.by_id),
                at=entry.at,
                text=entry.note or "",
                due_on=entry.facts.promised_for,
                files=files.get(entry.number, ()),
                waits_for=entry.facts.waits_for or "",
            )
            for entry in unit.requests.history(request_id)
            # What Steward does by itself is said to nobody, nor what the desk arranges for itself.
            if entry.by_id is not None and entry.event not in AMONG_COLLEAGUES
        ),
        put_off=put_off(unit, request_id),
        paged=paged(unit, request_id),
    )
