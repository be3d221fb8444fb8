"""The form in which a day is chosen on which to be reminded again."""

from datetime import date
from typing import Any

from bot.domain.nudging.snooze import DAY, Offers
from messages.catalog import Words
from messages.kit import date_input, field_input, modal

SNOOZE_FORM = "nudge.snooze_form"


def snooze_modal(words: Words, offered: Offers, *, day: date) -> dict[str, Any]:
    """`day`: of the reminder that is put off. The latest day stands beside the field."""
    return modal(
        title=words.label("Remind me another day"),
        blocks=[
            field_input(
                words.label("On which day?"),
                date_input(DAY, placeholder=words.label("Choose a day"), chosen=offered.next_week),
                block_id=DAY,
                hint=words.plain("nudging/snooze_modal/latest", latest=offered.latest, due=offered.due),
            ),
        ],
        callback_id=SNOOZE_FORM,
        close=words.label("Cancel"),
        submit=words.label("Remind me"),
        private_metadata=day.isoformat(),
    )
