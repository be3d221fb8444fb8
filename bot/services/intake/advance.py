"""A request moves on: its history, what is owed, and what has to be said of it, in one place."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from bot.domain.access import Deed, require
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.intake.facts import Attachment
from bot.domain.intake.follows import FOLLOWS, Moved, Pieces, goes_along
from bot.domain.intake.obligations import implied
from bot.domain.intake.request import Request
from bot.domain.intake.way import BRINGS_BACK, REQUEST, VISIBILITY_EVENTS, Event
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake import project_moves
from bot.services.intake.clock import hour_after
from bot.services.intake.desk_cards import pieces_of
from bot.services.intake.duty import its_readers_only, person_on_duty
from bot.services.intake.handover_moves import go_along
from bot.services.intake.links import leave_original
from bot.services.intake.search_index import keep_findable
from storage.unit import Unit


def advance(
    unit: Unit,
    request: Request,
    event: Event,
    acting: Acting,
    *,
    text: str = "",
    source: str | None = None,
    promised_for: date | None = None,
    files: Sequence[Attachment] = (),
    owner: Person | None = None,
    keeps_hour: bool = False,
    more: Facts = NOTHING_MORE,
) -> Request:
    """Move a locked request on; returns it as it is now.

    `text` is what was written to the other side; `source` the message or view it came from. `owner`: who
    has it from now on; with `keeps_hour` the requester is promised what they were promised before. `more`:
    what else the event brought. Raises Refusal: request.not_now, request.nobody_on_duty,
    request.is_private for whoever may not read it, whatever let them come here.
    """
    if acting.by is not None and event not in (Event.FILE, Event.HAND_OVER):
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
    after = REQUEST.after(request.state, event)
    keeps = request.promised_for if promised_for is None and request.stage.promised else promised_for
    moved = unit.requests.move(
        request,
        event,
        to=after,
        owed_since=acting.now if REQUEST.begins_anew(request.state, event) else request.owed_since,
        promised_for=keeps if REQUEST.stage(after).promised else None,
        by_id=acting.by_id,
        at=acting.now,
        note=text,
        facts=_facts(
            unit,
            request,
            event,
            acting,
            promised_for=promised_for,
            owner=owner,
            keeps_hour=keeps_hour,
            more=more,
        ),
        source=source,
        files=files,
    )
    if event in BRINGS_BACK:
        unit.put_off.end(request.id, at=acting.now)
    original = more.original
    if request.stage.joined:
        original = leave_original(unit, moved) if not moved.stage.joined else None
    settle(
        unit,
        Moved(
            request=moved,
            by_id=acting.by_id,
            has_files=bool(files),
            in_thread=is_message(source),
            followers=tuple(unit.followers.of(moved.id)) if event is not Event.FILE else (),
            original=original,
            was_with_id=request.owner_id,
            was_owed_since=request.owed_since,
            pieces=pieces_after(unit, request, moved, event),
        ),
        event,
        acting,
        before=request,
    )
    return moved


def settle(unit: Unit, moved: Moved, event: Event, acting: Acting, *, before: Request) -> None:
    """What a request that moved wants from now on, what is said of it, and whether it is found."""
    request = moved.request
    keep_findable(unit, before, request, is_new=event is Event.FILE)
    unit.obligations.put(Subject.REQUEST, request.id, all_implied(unit, [request], acting), now=acting.now)
    unit.homes.concern_branch_of(request.id)
    for each in moved.followers:
        if each.joined:  # theirs stands on their Home as this one does
            unit.homes.concern_own(each.person_id)
    # With its number: a step of one request changes the cards of others, too, which have steps of their own.
    because = f"{request.id}.{request.version}"
    unit.outbox.add(*FOLLOWS[event].notices(moved, because=because), now=acting.now)
    unit.outbox.add(*goes_along(moved, because=because), now=acting.now)
    go_along(unit, request, event, acting)
    project_moves.go_along(unit, request, event, acting)


def all_implied(unit: Unit, requests: Sequence[Request], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    waiting = [each for each in requests if each.stage.move is not None]
    parties = {person for each in waiting for person in (each.requester_id, each.owner_id)}
    people = {person.id: person for person in unit.people.values(parties)}
    for each in waiting:
        yield from implied(
            each,
            requester=people[each.requester_id],
            owner=people[each.owner_id],
            policy=acting.policy,
        )


def view_source(view_id: str) -> str:
    """The source of a step that came from a form."""
    return f"view:{view_id}"


def is_message(source: str | None) -> bool:
    """Whether a step was written as a message, so that its words stand in the thread already."""
    return source is not None and not source.startswith("view:")


def pieces_after(unit: Unit, before: Request, moved: Request, event: Event) -> Pieces:
    """What was posted of a request; looked up only where other people read it from now on."""
    goes_on = moved.is_private and moved.owner_id != before.owner_id
    return pieces_of(unit, moved.id) if goes_on or event in VISIBILITY_EVENTS else Pieces()


def _facts(
    unit: Unit,
    request: Request,
    event: Event,
    acting: Acting,
    *,
    promised_for: date | None,
    owner: Person | None,
    keeps_hour: bool,
    more: Facts,
) -> Facts:
    """What changes beside the state: who has it, and by which hour an answer is owed."""
    owed_anew = REQUEST.stage(REQUEST.after(request.state, event)).answer_owed and event is not Event.FILE
    if owed_anew and owner is None and not request.stage.answer_owed:
        present = unit.people.get(request.owner_id)
        owner = present if present.is_active else person_on_duty(unit, policy=acting.policy, now=acting.now)
    can_go_back = event in REQUEST.undoable
    if owner is None and promised_for is None and not can_go_back:
        return more
    is_new = owner is not None and owner.id != request.owner_id
    hour = None
    if owner and not keeps_hour:
        hour = hour_after(unit, request, event, acting, owner=owner, is_new=is_new)
    return more.model_copy(
        update={
            "owner": Changed(was=request.owner_id, now=owner.id) if owner and is_new else None,
            "answer_by": Changed(was=request.answer_by, now=hour) if hour else None,
            "promised_for": promised_for,
            "was_promised_for": request.promised_for if can_go_back else None,
            "was_owed_since": request.owed_since if can_go_back else None,
        }
    )
