"""What everybody's cards and lists show of feedback."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.people import Person, Role
from bot.domain.weeks.feedback import Answer, Feedback, FeedbackFacts
from bot.domain.weeks.feedback_way import Event
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.weeks.advance_feedback import has_reached
from bot.services.weeks.feedback import ANSWER, not_yours, require_answerable
from storage.unit import Unit


def feedback_facts(unit: Unit, feedback_id: int, reader_id: int, *, now: datetime) -> FeedbackFacts:
    """One piece as one reader needs it; whoever shows it checks for whom. Raises Missing."""
    feedback = unit.feedback.look(feedback_id)
    return facts_of(unit, [feedback], unit.people.get(reader_id), now=now)[0]


def facts_of(
    unit: Unit, pieces: Sequence[Feedback], reader: Person, *, now: datetime
) -> tuple[FeedbackFacts, ...]:
    """The same of many, in a fixed number of queries."""
    ids = {who for each in pieces for who in (each.giver_id, each.receiver_id, each.manager_id) if who}
    entries = unit.feedback.entries([each.id for each in pieces], (Event.ANSWER, Event.TELL))
    happened = {(number, entry.event): entry for number, said in entries.items() for entry in said}
    hr = {person.id for person in unit.people.holding(Role.HR)}
    tellers = {entry.by_id for entry in happened.values() if entry.by_id is not None}
    people = {person.id: person for person in unit.people.values(ids | tellers)}
    cycles = {each.late_for_id for each in pieces if each.late_for_id is not None}
    periods = {cycle_id: unit.cycles.get(cycle_id).name for cycle_id in cycles}
    facts = []
    for each in pieces:
        answer = happened.get((each.id, Event.ANSWER))
        told = happened.get((each.id, Event.TELL))
        manager = people[each.manager_id] if each.manager_id is not None else None
        facts.append(
            FeedbackFacts(
                feedback=each,
                giver=people[each.giver_id],
                receiver=people[each.receiver_id],
                manager=manager if manager is not None and manager.is_active else None,
                reader=reader,
                answer=Answer(at=answer.at, text=answer.note or "") if answer else None,
                told_by=people[told.by_id] if told and told.by_id is not None else None,
                now=now,
                has_hr=bool(hr - {each.receiver_id}),
                reached=has_reached(unit, each, people[each.receiver_id]),
                late_for=periods[each.late_for_id] if each.late_for_id is not None else None,
            )
        )
    return tuple(facts)


def open_answer(acting: Acting, *, feedback_id: int) -> tuple[FeedbackFacts, str]:
    """What one is to answer, and what was typed of it and not sent.

    Raises Refusal: feedback.not_yours, feedback.taken_back, feedback.answered.
    """
    with acting.store.read() as unit:
        feedback = unit.feedback.look(feedback_id)
        require(Deed.ANSWER_FEEDBACK, acting.by, feedback, refuse=lambda: not_yours(unit, feedback, acting))
        require_answerable(unit, feedback, acting)
        facts = facts_of(unit, [feedback], acting.person, now=acting.now)[0]
        kept = unit.drafts.get(acting.person.id, Form.FEEDBACK_ANSWER, str(feedback_id))
        return facts, str(kept.data.get(ANSWER, "")) if kept else ""


def keep_answer_typed(acting: Acting, *, feedback_id: int, text: str) -> None:
    """Keep what was typed of an answer."""
    require(Deed.KEEP_DRAFT, acting.by)
    if text.strip():
        drafts.keep_draft(acting, form=Form.FEEDBACK_ANSWER, subject=str(feedback_id), data={ANSWER: text})


def read_feedback(acting: Acting, *, feedback_id: int) -> FeedbackFacts:
    """One piece with all that was written. Raises Refusal: feedback.not_yours, feedback.taken_back."""
    with acting.store.read() as unit:
        feedback = unit.feedback.look(feedback_id)
        require(Deed.READ_FEEDBACK, acting.by, feedback, refuse=lambda: not_yours(unit, feedback, acting))
        return facts_of(unit, [feedback], acting.person, now=acting.now)[0]
