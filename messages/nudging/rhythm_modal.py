"""The form of one's own day and hour."""

from datetime import date, timedelta
from typing import Any

from bot.domain.nudging.rhythm import HOUR, WEEKDAY, Choice, Rhythm
from messages.catalog import Words
from messages.kit import field_input, modal, section, select

RHYTHM = "nudge.rhythm"
RHYTHM_FORM = "nudge.rhythm_form"

_A_MONDAY = date(2027, 1, 4)


def rhythm_modal(words: Words, choice: Choice) -> dict[str, Any]:
    """A weekday and an hour; what the company has stands below."""
    return modal(
        title=words.label("My day and hour"),
        blocks=[
            section(words.say("nudging/rhythm_modal/what")),
            field_input(
                words.label("Day"),
                select(
                    WEEKDAY,
                    [(str(day), weekday(words, day)) for day in choice.weekdays],
                    placeholder=words.label("Choose"),
                    chosen=str(choice.present.weekday),
                ),
                block_id=WEEKDAY,
            ),
            field_input(
                words.label("Hour"),
                select(
                    HOUR,
                    [(str(hour), clock(hour)) for hour in choice.hours],
                    placeholder=words.label("Choose"),
                    chosen=str(choice.present.hour),
                ),
                block_id=HOUR,
                hint=words.plain("nudging/rhythm_modal/companys", **said(words, choice.companys)),
            ),
        ],
        callback_id=RHYTHM_FORM,
        close=words.label("Cancel"),
        submit=words.label("Save"),
    )


def chosen_modal(words: Words, rhythm: Rhythm) -> dict[str, Any]:
    """What it is from now on."""
    return modal(
        title=words.label("My day and hour"),
        blocks=[section(words.say("nudging/rhythm_modal/chosen", **said(words, rhythm)))],
        callback_id="notice",
        close=words.label("Close"),
    )


def said(words: Words, rhythm: Rhythm) -> dict[str, str]:
    """A rhythm as facts of a sentence."""
    return {"weekday": weekday(words, rhythm.weekday), "hour": clock(rhythm.hour)}


def weekday(words: Words, number: int) -> str:
    """The name of a weekday: 0 is Monday."""
    return words.weekday(_A_MONDAY + timedelta(days=number))


def clock(hour: int) -> str:
    """A whole hour on the clock."""
    return f"{hour:02}:00"
