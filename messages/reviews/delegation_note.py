"""To a manager on leave and to whoever is in their place: who has whose reviews, and that it is over."""

from bot.domain.reviews.delegation import DelegationFacts
from messages.catalog import Words
from messages.kit import Message, actions, button, message, section
from messages.reviews.manager_thread import some_names
from messages.reviews.score_lines import short

END = "reviews.delegation.end"
"""The value is the delegation's id."""
REASON_SHOWN = 500


def began_note(words: Words, facts: DelegationFacts, *, reader_id: int) -> Message:
    """Whose reviews, until when, who decided it and why; the manager can take it back."""
    is_manager = reader_id == facts.manager.id
    said = words.say(
        "reviews/delegation_note/began",
        is_manager=is_manager,
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        by=short(facts.by.name),
        until=facts.delegation.until_on,
        names=some_names(words, list(facts.names)) if facts.names else None,
        reason=short(facts.delegation.reason, REASON_SHOWN),
    )
    headline = words.say(
        "reviews/delegation_note/headline",
        is_manager=is_manager,
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        until=facts.delegation.until_on,
    )
    take_back = button(words.label("Take it back"), END, value=str(facts.delegation.id))
    return message(headline, section(said), actions(take_back) if is_manager else None)


def over_note(words: Words, facts: DelegationFacts, *, reader_id: int) -> Message:
    """What is left of the first note: until when it was so."""
    said = words.say(
        "reviews/delegation_note/over",
        is_manager=reader_id == facts.manager.id,
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        at=facts.delegation.ended_at,
    )
    return message(said, section(said))


def ended_note(words: Words, facts: DelegationFacts, *, reader_id: int) -> Message:
    """Who decides again."""
    said = words.say(
        "reviews/delegation_note/ended",
        is_manager=reader_id == facts.manager.id,
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        by=short(facts.ended_by.name) if facts.ended_by else None,
    )
    return message(said, section(said))
