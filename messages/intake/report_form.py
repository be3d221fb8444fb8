"""The form in which somebody chooses of which days they want the desk's figures."""

from collections.abc import Mapping
from typing import Any

from bot.domain.intake.report_period import FIRST, LAST, PERIOD, Days, Which
from messages.catalog import Words
from messages.intake.report_labels import days_label
from messages.kit import context, date_input, field_input, modal, radio_buttons, section

CALLBACK = "intake.report.form"
DONE = "intake.report.done"
FIELD = "intake.report.field"


def report_form(words: Words, offered: Mapping[Which, Days], *, days: Days | None = None) -> dict[str, Any]:
    """What can be chosen by its name, and two days for any others. `days`: those that were looked at."""
    choices = [
        (which.value, f"{label} · {days_label(words, offered[which])}")
        for which, label in _labels(words).items()
    ]
    choices.append((Which.OTHER.value, words.label("Other days, below")))
    return modal(
        title=words.label("The desk in figures"),
        submit=words.label("Show"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        blocks=[
            field_input(
                words.label("Of which days?"),
                radio_buttons(FIELD, choices, chosen=Which.WEEK.value),
                block_id=PERIOD,
            ),
            field_input(
                words.label("From"),
                date_input(FIELD, placeholder=words.label("A day"), chosen=days.first if days else None),
                block_id=FIRST,
                optional=True,
            ),
            field_input(
                words.label("To and including"),
                date_input(FIELD, placeholder=words.label("A day"), chosen=days.last if days else None),
                block_id=LAST,
                optional=True,
            ),
            context(words.say("intake/report_form/who")),
        ],
    )


def report_comes(words: Words, days: Days) -> dict[str, Any]:
    """What stands in its place once it was sent off."""
    said = words.say("intake/report_form/comes", days=days_label(words, days))
    return modal(
        title=words.label("The desk in figures"),
        close=words.label("Close"),
        callback_id=DONE,
        blocks=[section(said)],
    )


def _labels(words: Words) -> dict[Which, str]:
    return {
        Which.WEEK: words.label("Last week"),
        Which.FOUR_WEEKS: words.label("Last four weeks"),
        Which.MONTH: words.label("This month so far"),
        Which.LAST_MONTH: words.label("Last month"),
        Which.QUARTER: words.label("This quarter so far"),
        Which.LAST_QUARTER: words.label("Last quarter"),
    }
