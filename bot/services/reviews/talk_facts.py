"""What everybody's cards and forms show of a talk."""

from datetime import datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.talk import Talk, TalkFacts, due_on, last_of, offered
from bot.domain.reviews.talk_way import DECISIONS, Event
from bot.services.acting import Acting
from storage.unit import Unit

CLOSES = (Event.ACKNOWLEDGE, Event.LAPSE)


def talk_facts(unit: Unit, talk: Talk, reader: Person, acting: Acting) -> TalkFacts:
    """One as one reader needs it; whoever shows it checks for whom."""
    return facts_at(unit, talk, reader, now=acting.now, policy=acting.policy)


def facts_at(unit: Unit, talk: Talk, reader: Person, *, now: datetime, policy: Policy) -> TalkFacts:
    """The same at a moment, for whoever draws cards."""
    _, cycle, employee, _ = unit.reviews.whole(talk.review_id)
    history = unit.talks.history(talk.id)
    named = [who for who in (talk.holder_id, talk.judge_id, talk.mover_id) if who is not None]
    decision = last_of(history, *DECISIONS)
    by = decision.by_id if decision and decision.by_id is not None else None
    people = {each.id: each for each in unit.people.values({*named, *([by] if by else [])})}
    mover = None if talk.mover_id is None else people.get(talk.mover_id, employee)
    held, denied = last_of(history, Event.HOLD), last_of(history, Event.DENY)
    closed = last_of(history, *CLOSES)
    prepared = unit.talks.prepared(talk.id)
    is_held = held is not None and (denied is None or held.number > denied.number)
    return TalkFacts(
        talk=talk,
        employee=employee,
        holder=people.get(talk.holder_id) if talk.holder_id else None,
        judge=people.get(talk.judge_id) if talk.judge_id else None,
        reader=reader,
        cycle_id=cycle.id,
        cycle_name=cycle.name,
        due_on=due_on(talk, mover, schedule=policy.schedule) if mover and talk.stage.move else None,
        offer=offered(history),
        prepared_at=prepared[1] if prepared else None,
        held_on=held.facts.held_on if held and is_held else None,
        closed_at=closed.at if closed else None,
        denied_at=denied.at if denied and not is_held else None,
        appeal=last_of(history, Event.APPEAL),
        decision=decision,
        decided_by=people.get(by) if by else None,
        now=now,
    )
