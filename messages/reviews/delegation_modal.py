"""To HR: who is in a manager's place while they are on leave, and the form that puts somebody there."""

from collections.abc import Sequence
from typing import Any

from bot.domain.reviews.delegation import REASON_LIMIT, DelegationFacts
from messages.catalog import Words
from messages.kit import (
    Block,
    button,
    date_input,
    field_input,
    modal,
    person_input,
    section,
    text_input,
)
from messages.reviews.delegation_note import END
from messages.reviews.manager_thread import some_names
from messages.reviews.score_lines import short

FORM = "reviews.delegation.form"
MANAGER, DELEGATE, UNTIL, REASON = "manager", "delegate", "until", "reason"
MOST_SHOWN = 80


def delegation_modal(words: Words, standing: Sequence[DelegationFacts]) -> dict[str, Any]:
    """Those that stand, each to be taken back; then whose reviews, to whom, until when and why."""
    return modal(
        title=words.label("While on leave"),
        blocks=[
            section(words.say("reviews/delegation_modal/intro")),
            *(_standing(words, each) for each in standing[:MOST_SHOWN]),
            field_input(
                words.label("Whose reviews?"),
                person_input(MANAGER, placeholder=words.label("The manager on leave")),
                block_id=MANAGER,
            ),
            field_input(
                words.label("Who decides meanwhile?"),
                person_input(DELEGATE, placeholder=words.label("Choose somebody")),
                block_id=DELEGATE,
            ),
            field_input(
                words.label("Until which day?"),
                date_input(UNTIL, placeholder=words.label("The last day")),
                block_id=UNTIL,
            ),
            field_input(words.label("Why?"), text_input(REASON, limit=REASON_LIMIT), block_id=REASON),
        ],
        callback_id=FORM,
        close=words.label("Close"),
        submit=words.label("Put on record"),
    )


def delegated_modal(words: Words, facts: DelegationFacts) -> dict[str, Any]:
    """What was put on record: who has whose reviews, and whose stayed with the manager."""
    said = words.say(
        "reviews/delegation_modal/done",
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        until=facts.delegation.until_on,
        names=some_names(words, list(facts.names)) if facts.names else None,
        kept=some_names(words, list(facts.kept)) if facts.kept else None,
    )
    return modal(
        title=words.label("While on leave"),
        blocks=[section(said)],
        callback_id="reviews.delegation.done",
        close=words.label("Close"),
    )


def _standing(words: Words, facts: DelegationFacts) -> Block:
    said = words.say(
        "reviews/delegation_modal/standing",
        manager=short(facts.manager.name),
        delegate=short(facts.delegate.name),
        until=facts.delegation.until_on,
        by=short(facts.by.name),
        at=facts.delegation.at,
        reason=short(facts.delegation.reason),
    )
    return section(said, accessory=button(words.label("Take it back"), END, value=str(facts.delegation.id)))
