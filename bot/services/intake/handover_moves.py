"""A hand-over moves on: its history, what is owed, and what has to be said of it, in one place."""

from collections.abc import Iterator, Sequence

from bot.domain.drafts import Form
from bot.domain.follows import Where, stale
from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.intake.cards import handover_card, private_handover_card
from bot.domain.intake.handover import Handover, implied
from bot.domain.intake.handover_follows import FOLLOWS, HandedOn
from bot.domain.intake.handover_way import ASKED_AND_ANSWERED, HANDOVER, Event
from bot.domain.intake.notices import RequesterAnswered, TrackerHushed, TrackerTold
from bot.domain.intake.request import Request
from bot.domain.intake.tracker import OF_A_TRACKER
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.obligations import Obligation, Subject
from bot.services.acting import Acting
from bot.services.intake.handover_draft import words_subject
from storage.unit import Unit


def advance(
    unit: Unit,
    handover: Handover,
    event: Event,
    acting: Acting,
    *,
    text: str = "",
    source: str | None = None,
    more: Facts = NOTHING_MORE,
) -> Handover:
    """Move a locked one on; returns it as it is now.

    `text` is what was written with it, `source` the message or view it came from. `more`: `owner` is the
    developer who has it next. Raises Refusal("handover.not_now").
    """
    to = HANDOVER.after(handover.state, event)
    moved = unit.handovers.move(
        handover,
        event,
        to=to,
        owed_since=acting.now if HANDOVER.begins_anew(handover.state, event) else handover.owed_since,
        by_id=acting.by_id,
        at=acting.now,
        note=text,
        facts=more,
        source=source,
    )
    if acting.by_id is not None:
        about = moved.request_id if event is Event.SEND else moved.id
        unit.drafts.drop(acting.by_id, Form.HANDOVER, words_subject(about, event))
    unit.homes.concern({handover.assignee_id, moved.assignee_id, *({acting.by_id} if acting.by_id else ())})
    owed = all_implied(unit, [moved], acting)
    unit.obligations.put(Subject.HANDOVER, moved.id, owed, now=acting.now)
    request = unit.requests.look(moved.request_id)
    told = HandedOn(
        handover=moved,
        owner_id=request.owner_id,
        requester_id=request.requester_id,
        by_id=acting.by_id,
        was_with_id=handover.assignee_id,
        is_private=request.is_private,
    )
    # Not to be taken for a step of the request, of whose cards some are the same.
    because = f"handover-{moved.id}.{moved.version}"
    unit.outbox.add(*FOLLOWS[event].notices(told, because=because), now=acting.now)
    if acting.policy.has_tracker and not (source or "").startswith(OF_A_TRACKER):
        unit.outbox.add(TrackerTold(handover_id=moved.id, number=moved.version), now=acting.now)
    return moved


def go_along(unit: Unit, request: Request, event: RequestEvent, acting: Acting) -> None:
    """A request that is settled, or private from now on, leaves nothing with a developer: what was marked as
    done is done, all else is taken back. What its requester writes is an answer where a developer waits for
    one.
    """
    if event is RequestEvent.HIDE and acting.policy.has_tracker:
        _hush(unit, request, acting)
    if (open_one := unit.handovers.open_of(request.id)) is None:
        return
    if event is RequestEvent.SHOW:
        unit.outbox.add(*stale(where_it_stands(open_one), because=f"shown-{request.version}"), now=acting.now)
    if not (request.stage.closed or event is RequestEvent.HIDE):
        if event is RequestEvent.REPLY and waits_for_an_answer(unit, open_one):
            told = RequesterAnswered(to=request.owner_id, handover_id=open_one.id, number=request.version)
            unit.outbox.add(told, now=acting.now)
        return
    handover = unit.handovers.get(open_one.id)
    is_done = event is RequestEvent.FINISH and Event.FINISH in HANDOVER.possible(handover.state)
    advance(unit, handover, Event.FINISH if is_done else Event.WITHDRAW, acting)


def _hush(unit: Unit, request: Request, acting: Acting) -> None:
    """Of each of its hand-overs, settled ones too, something may stand at the tracker."""
    for issue in unit.tracker_issues.of_request(request.id):
        said = TrackerHushed(handover_id=issue.handover_id, number=request.version, at=acting.now.isoformat())
        unit.outbox.add(said, now=acting.now)


def where_it_stands(handover: Handover) -> Iterator[Where]:
    """Its card in the channel, and the one before its developer alone."""
    yield None, handover_card(handover.id)
    yield handover.assignee_id, private_handover_card(handover.id, handover.assignee_id)


def waits_for_an_answer(unit: Unit, handover: Handover) -> bool:
    """Whether the developer asked something last, of what is asked and answered."""
    said = [each.event for each in unit.handovers.history(handover.id) if each.event in ASKED_AND_ANSWERED]
    return said[-1:] == [Event.ASK]


def all_implied(unit: Unit, handovers: Sequence[Handover], acting: Acting) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    waiting = [each for each in handovers if each.stage.move is not None]
    owners = {each.request_id: unit.requests.look(each.request_id).owner_id for each in waiting}
    known = unit.people.values({*owners.values(), *(each.assignee_id for each in waiting)})
    people = {person.id: person for person in known}
    for each in waiting:
        yield from implied(
            each,
            assignee=people[each.assignee_id],
            owner=people[owners[each.request_id]],
            days=acting.policy.intake.handover_days,
        )
