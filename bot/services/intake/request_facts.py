"""One request as values, for cards and forms."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.history import Entry
from bot.domain.intake.assess import Assessed
from bot.domain.intake.facts import Attachment, Related, RequestFacts, Step
from bot.domain.intake.links import Link, Linked
from bot.domain.intake.way import AMONG_COLLEAGUES, BY_ITSELF, DESK_EVENTS, Event, State
from bot.services.intake.emergency_facts import paged
from bot.services.intake.handover_list import handed_to
from bot.services.intake.later_facts import put_off
from storage.unit import Unit


def request_facts(unit: Unit, request_id: int) -> RequestFacts:
    """The request as it is now, whole. Raises Missing; whoever shows it checks for whom."""
    request = unit.requests.look(request_id)
    told = unit.requests.told(request_id)
    history = unit.requests.history(request_id)
    project = unit.projects.of(request_id)
    steps = tuple(_steps(unit, request_id, history))
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
        put_off=put_off(unit, request_id),
        paged=paged(unit, request_id),
        handed=handed_to(unit, request_id),
        steps=steps,
        related=tuple(_related(unit, request_id)),
        is_latest_last=steps[-1].number == request.version,
        project=project.stage if project else None,
        assessed=_assessed(unit, history),
        brief=unit.briefs.newest(request_id) if any(each.event is Event.BRIEF for each in history) else None,
    )


def _steps(unit: Unit, request_id: int, history: Sequence[Entry[State, Event]]) -> Iterator[Step]:
    """What people did, and what Steward did by itself and says. The rest is said to nobody, nor is what the
    desk arranges for itself.
    """
    files = unit.requests.files(request_id)
    before: Step | None = None
    for entry in history:
        is_steward = entry.by_id is None and entry.event not in BY_ITSELF
        if is_steward or entry.event in AMONG_COLLEAGUES:
            continue
        step = _step(unit, entry, files.get(entry.number, ()))
        if before is not None and step.event is Event.UNDO:
            step = replace(step, undoes=before.event)
        before = step
        yield step


def _step(unit: Unit, entry: Entry[State, Event], files: Sequence[Attachment]) -> Step:
    return Step(
        number=entry.number,
        event=entry.event,
        by=unit.people.get(entry.by_id) if entry.by_id is not None else None,
        at=entry.at,
        text=entry.note or "",
        due_on=entry.facts.promised_for,
        files=tuple(files),
        waits_for=entry.facts.waits_for or "",
        about=entry.facts.about,
    )


def _related(unit: Unit, request_id: int) -> Iterator[Related]:
    """In as many statements for many as for one."""
    ends = [_end(linked, of=request_id) for linked in unit.links.around(request_id)]
    others = unit.links.others({number for number, _, _ in ends})
    parties = {
        party for each in others.values() for party in (each.request.requester_id, each.request.owner_id)
    }
    people = {each.id: each for each in unit.people.values(parties)} if parties else {}
    for number, link, is_origin in ends:
        other, request = others[number], others[number].request
        hidden = request.is_private
        yield Related(
            id=number,
            link=link,
            is_origin=is_origin,
            requester=people[request.requester_id],
            owner=people[request.owner_id],
            branch=other.branch,
            title="" if hidden else other.title,
            state=request.state,
            due_on=None if hidden else request.promised_for,
            said=_said_last(unit, number) if link is Link.JOINED and is_origin and not hidden else "",
            is_private=hidden,
        )


def _end(linked: Linked, *, of: int) -> tuple[int, Link, bool]:
    is_origin = linked.request_id == of
    return linked.other_id if is_origin else linked.request_id, linked.link, is_origin


def _said_last(unit: Unit, number: int) -> str:
    said = [entry.note or "" for entry in unit.requests.history(number) if entry.event in DESK_EVENTS]
    return said[-1] if said else ""


def _assessed(unit: Unit, history: Sequence[Entry[State, Event]]) -> Assessed | None:
    """The newest assessment holds; older ones stay in the history."""
    for entry in reversed(history):
        assessment = entry.facts.assessed
        if assessment is not None and entry.by_id is not None:
            by = unit.people.get(entry.by_id)
            return Assessed(assessment=assessment, by=by, at=entry.at, number=entry.number)
    return None
