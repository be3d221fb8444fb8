"""What everybody's cards and lists show of suggestions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.drafts import Form, Typed
from bot.domain.history import Entry
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.weeks.suggestion import Came, Suggestion, SuggestionFacts, due_on
from bot.domain.weeks.suggestion_way import ANSWERS, Event, State
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.weeks.advance_suggestion import answering
from bot.services.weeks.suggestion import asked, not_yours, require_answers, require_open
from storage.unit import Unit


def suggestion_facts(
    unit: Unit, suggestion_id: int, reader_id: int, *, now: datetime, policy: Policy
) -> SuggestionFacts:
    """One as one reader needs it; whoever shows it checks for whom. Raises Missing."""
    suggestion = unit.suggestions.look(suggestion_id)
    reader = unit.people.get(reader_id)
    return facts_of(unit, [suggestion], reader, now=now, policy=policy)[0]


def facts_of(
    unit: Unit, suggestions: Sequence[Suggestion], reader: Person, *, now: datetime, policy: Policy
) -> tuple[SuggestionFacts, ...]:
    """The same of several of one page."""
    histories = unit.suggestions.histories([each.id for each in suggestions])
    by = {entry.by_id for said in histories.values() for entry in said if entry.by_id is not None}
    people = {
        person.id: person for person in unit.people.values({*by, *(each.giver_id for each in suggestions)})
    }
    return tuple(
        _facts(unit, each, reader, histories.get(each.id, []), people, now=now, policy=policy)
        for each in suggestions
    )


def open_answer(acting: Acting, *, suggestion_id: int) -> tuple[SuggestionFacts, Typed]:
    """What one is to answer, and what was typed of it and not sent.

    Raises Refusal: suggestion.not_yours, suggestion.taken_back, suggestion.answered.
    """
    with acting.store.read() as unit:
        suggestion = unit.suggestions.look(suggestion_id)
        require_answers(unit, suggestion, acting)
        require_open(unit, suggestion)
        facts = facts_of(unit, [suggestion], acting.person, now=acting.now, policy=acting.policy)[0]
        kept = unit.drafts.get(acting.person.id, Form.SUGGESTION, str(suggestion_id))
        return facts, kept.data if kept else {}


def keep_answer_typed(acting: Acting, *, suggestion_id: int, typed: Typed) -> None:
    """Keep what was typed of an answer."""
    require(Deed.KEEP_DRAFT, acting.by)
    if any(typed.values()):
        drafts.keep_draft(acting, form=Form.SUGGESTION, subject=str(suggestion_id), data=typed)


def _facts(
    unit: Unit,
    suggestion: Suggestion,
    reader: Person,
    history: Sequence[Entry[State, Event]],
    people: Mapping[int, Person],
    *,
    now: datetime,
    policy: Policy,
) -> SuggestionFacts:
    asked = answering(unit, suggestion)
    waits = suggestion.stage.move is not None and asked
    days = policy.feedback.suggestion_days
    answer = next((entry for entry in history if entry.event in ANSWERS), None)
    return SuggestionFacts(
        suggestion=suggestion,
        giver=people[suggestion.giver_id],
        reader=reader,
        answering=asked,
        due_on=due_on(suggestion.owed_since, asked[0], days=days) if waits else None,
        came=None
        if answer is None or answer.by_id is None
        else Came(event=answer.event, by=people[answer.by_id], at=answer.at, text=answer.note or ""),
        now=now,
    )


def read_suggestion(acting: Acting, *, suggestion_id: int) -> SuggestionFacts:
    """One with all that was written. Raises Refusal("suggestion.not_yours")."""
    with acting.store.read() as unit:
        suggestion = unit.suggestions.look(suggestion_id)
        require(Deed.READ_SUGGESTION, acting.by, asked(unit, suggestion), refuse=not_yours)
        return facts_of(unit, [suggestion], acting.person, now=acting.now, policy=acting.policy)[0]
