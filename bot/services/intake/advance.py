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
from bot.domain.intake.way import REQUEST, Event
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.desk_cards import pieces_of
from bot.services.intake.duty import answer_owed_by, its_readers_only, person_on_duty
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
) -> Request:
    """Move a locked request on; returns it as it is now.

    `text` is what was written to the other side; `source` the message or view it came from. `owner`: who
    has it from now on. Raises Refusal: request.not_now, request.nobody_on_duty, request.is_private for
    whoever may not read it, whatever let them come here.
    """
    if acting.by is not None and event not in (Event.FILE, Event.HAND_OVER):
        require(Deed.SEE_REQUEST, acting.by, request, refuse=partial(its_readers_only, unit, request))
    after = REQUEST.after(request.state, event)
    keeps = request.promised_for if promised_for is None and after is request.state else promised_for
    moved = unit.requests.move(
        request,
        event,
        to=after,
        owed_since=acting.now if REQUEST.begins_anew(request.state, event) else request.owed_since,
        promised_for=keeps if REQUEST.stage(after).promised else None,
        by_id=acting.by_id,
        at=acting.now,
        note=text,
        facts=_facts(unit, request, event, acting, promised_for=promised_for, owner=owner),
        source=source,
        files=files,
    )
    unit.obligations.put(Subject.REQUEST, moved.id, all_implied(unit, [moved], acting), now=acting.now)
    unit.homes.concern_branch_of(moved.id)
    because = f"{moved.version}"
    follows = Moved(
        request=moved,
        by_id=acting.by_id,
        has_files=bool(files),
        in_thread=is_message(source),
        followers=tuple(unit.followers.of(moved.id)) if event is not Event.FILE else (),
        was_with_id=request.owner_id,
        pieces=_pieces(unit, request, moved, event),
    )
    unit.outbox.add(*FOLLOWS[event].notices(follows, because=because), now=acting.now)
    unit.outbox.add(*goes_along(follows, because=because), now=acting.now)
    return moved


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
            reply_days=acting.policy.intake.reply_days,
        )


def view_source(view_id: str) -> str:
    """The source of a step that came from a form."""
    return f"view:{view_id}"


def is_message(source: str | None) -> bool:
    """Whether a step was written as a message, so that its words stand in the thread already."""
    return source is not None and not source.startswith("view:")


def _pieces(unit: Unit, before: Request, moved: Request, event: Event) -> Pieces:
    """Looked up only where other people read the request from now on."""
    goes_on = moved.is_private and moved.owner_id != before.owner_id
    return pieces_of(unit, moved.id) if goes_on or event in (Event.HIDE, Event.SHOW) else Pieces()


def _facts(
    unit: Unit,
    request: Request,
    event: Event,
    acting: Acting,
    *,
    promised_for: date | None,
    owner: Person | None,
) -> Facts:
    """What changes beside the state. Where an answer is waited for anew, its hour counts from now."""
    before, after = request.stage, REQUEST.stage(REQUEST.after(request.state, event))
    owed_anew = after.answer_owed and (not before.answer_owed or owner is not None)
    if owed_anew and owner is None:
        present = unit.people.get(request.owner_id)
        owner = present if present.is_active else person_on_duty(unit, policy=acting.policy, now=acting.now)
    if owner is None and promised_for is None:
        return NOTHING_MORE
    answer_by = (
        answer_owed_by(unit, owner, urgency=request.urgency, policy=acting.policy, now=acting.now)
        if owner and owed_anew
        else None
    )
    return Facts(
        owner=Changed(was=request.owner_id, now=owner.id) if owner and owner.id != request.owner_id else None,
        answer_by=Changed(was=request.answer_by, now=answer_by) if answer_by else None,
        promised_for=promised_for,
    )
