"""One request as values, for cards and forms."""

from collections.abc import Sequence

from bot.domain.history import Entry
from bot.domain.intake.assess import Assessed
from bot.domain.intake.facts import RequestFacts, Step
from bot.domain.intake.way import AMONG_THE_DESK, Event, State
from storage.unit import Unit


def request_facts(unit: Unit, request_id: int) -> RequestFacts:
    """The request as it is now, whole. Raises Missing; whoever shows it checks for whom."""
    request = unit.requests.look(request_id)
    told = unit.requests.told(request_id)
    files = unit.requests.files(request_id)
    history = unit.requests.history(request_id)
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
            )
            for entry in history
            # What Steward does by itself is said to nobody, what the desk does among itself not here.
            if entry.by_id is not None and entry.event not in AMONG_THE_DESK
        ),
        assessed=_assessed(unit, history),
        brief=unit.briefs.newest(request_id) if any(each.event is Event.BRIEF for each in history) else None,
    )


def _assessed(unit: Unit, history: Sequence[Entry[State, Event]]) -> Assessed | None:
    """The newest assessment holds; older ones stay in the history."""
    for entry in reversed(history):
        assessment = entry.facts.assessed
        if assessment is not None and entry.by_id is not None:
            by = unit.people.get(entry.by_id)
            return Assessed(assessment=assessment, by=by, at=entry.at, number=entry.number)
    return None
