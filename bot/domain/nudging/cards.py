"""The card of a reminder."""

from datetime import date

from bot.domain.cards import Card, CardKey
from bot.domain.nudging.told import StepKey


def nudge_card(person_id: int, day: date) -> CardKey:
    """A person's reminder of a day of their own calendar."""
    return CardKey.of(Card.NUDGE, person_id, day.isoformat())


def urgent_card(person_id: int, step: StepKey) -> CardKey:
    """What was said apart of a step that cannot wait, to whom it waits for."""
    return CardKey.of(Card.URGENT, person_id, step.subject_id, int(step.since.timestamp()))
