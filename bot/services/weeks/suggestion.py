"""A suggestion is made, answered, taken back. Source: domain.md §8."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.weeks.feedback_form import (
    BEHAVIOUR,
    CONSEQUENCE,
    RuleNotShown,
    TypedFeedback,
    read_text,
)
from bot.domain.weeks.suggestion import Asked, Suggestion
from bot.domain.weeks.suggestion_way import ANSWERS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.weeks.advance_suggestion import advance, answering, begin
from bot.services.weeks.feedback import drop_typed
from bot.services.weeks.feedback_form import rule_of
from storage.unit import Unit

CAME, WORDS = "came", "words"
"""The fields of an answer."""


def make_suggestion(
    acting: Acting, typed: TypedFeedback, *, shown: str, submission: str, opened_with: str = ""
) -> Suggestion:
    """Say how work is done and what would be better, to one's head. Submitting a form twice comes to one.

    As `give_feedback`. Raises RuleNotShown; Refusal: suggestion.nobody, feedback.missing, feedback.too_long.
    """
    require(Deed.GIVE_FEEDBACK, acting.by)
    with acting.store.begin() as unit:
        unit.people.queue_up(acting.person.id)
        if (made := unit.suggestions.of_submission(submission)) is not None:
            return made
        rule = rule_of(unit, typed, acting)
        behaviour = read_text(typed.behaviour, field=BEHAVIOUR)
        consequence = read_text(typed.consequence, field=CONSEQUENCE)
        if rule.fingerprint != shown:
            raise RuleNotShown
        suggestion = unit.suggestions.add(
            giver_id=acting.person.id,
            head_id=rule.head.id if rule.head else None,
            submission=submission,
            behaviour=behaviour,
            consequence=consequence,
            at=acting.now,
            day=acting.now.astimezone(acting.person.zone).date(),
        )
        begin(unit, suggestion, acting)
        drop_typed(unit, acting, typed.who, opened_with)
        return suggestion


def answer_suggestion(acting: Acting, *, suggestion_id: int, came: Event | None, text: str) -> Suggestion:
    """The head says what comes of it, and why.

    Raises Refusal: suggestion.not_yours, suggestion.taken_back, suggestion.answered, suggestion.came,
    feedback.missing, feedback.too_long.
    """
    with acting.store.begin() as unit:
        suggestion = unit.suggestions.get(suggestion_id)
        require_answers(unit, suggestion, acting)
        require_open(unit, suggestion)
        if came not in ANSWERS:
            raise Refusal("suggestion.came", field=CAME)
        said = read_text(text, field=WORDS)
        unit.drafts.drop(acting.person.id, Form.SUGGESTION, str(suggestion_id))
        return advance(unit, suggestion, came, acting, note=said)


def take_back(acting: Acting, *, suggestion_id: int) -> Suggestion:
    """Its giver takes it back, within five minutes and while nobody has answered.

    Raises Refusal: suggestion.not_yours, suggestion.taken_back, suggestion.answered, feedback.too_late.
    """
    with acting.store.begin() as unit:
        suggestion = unit.suggestions.get(suggestion_id)
        require(Deed.TAKE_BACK_FEEDBACK, acting.by, suggestion, refuse=not_yours)
        require_open(unit, suggestion)
        if not suggestion.can_be_taken_back(acting.now):
            raise Refusal("feedback.too_late")
        return advance(unit, suggestion, Event.TAKE_BACK, acting)


def require_answers(unit: Unit, suggestion: Suggestion, acting: Acting) -> None:
    """Raises Refusal("suggestion.not_yours")."""
    require(Deed.ANSWER_SUGGESTION, acting.by, asked(unit, suggestion), refuse=not_yours)


def asked(unit: Unit, suggestion: Suggestion) -> Asked:
    """A suggestion and who answers it, for the table of deeds."""
    people = answering(unit, suggestion)
    return Asked(giver_id=suggestion.giver_id, answering=frozenset(person.id for person in people))


def require_open(unit: Unit, suggestion: Suggestion) -> None:
    """Raises Refusal: suggestion.taken_back, suggestion.answered."""
    if not suggestion.stage.stands:
        raise Refusal("suggestion.taken_back", name=unit.people.get(suggestion.giver_id).name)
    if suggestion.stage.answered:
        last = unit.suggestions.history(suggestion.id)[-1]
        name = unit.people.get(last.by_id).name if last.by_id is not None else ""
        raise Refusal("suggestion.answered", name=name)


def not_yours() -> Refusal:
    """To whoever is neither its giver nor its head."""
    return Refusal("suggestion.not_yours")
