"""The forms of a swap of weeks: asking for one, declining one, reading one."""

from datetime import date
from typing import Any

from bot.domain.intake.rota import iso_week, last_of
from bot.domain.intake.swap import SwapFacts, SwapForm
from bot.domain.people import Person
from messages.catalog import Words
from messages.intake.duty import NAME_LENGTH
from messages.intake.swap_card import swap_blocks, what_is_asked
from messages.kit import context, field_input, fit, modal, section, select, select_grouped, text_input

ASK_FORM = "intake.swap.ask"
DECLINE_FORM = "intake.swap.declined"
READ_FORM = "intake.swap.card"
WEEK, WITH, REASON = "week", "with", "reason"
NOTHING = "-"
"""In the second part of a choice: no week is given for it."""
REASON_LIMIT = 300
SHORT_NAME = 40
MOST_GROUPS, MOST_OF_ONE = 8, 11


def swap_modal(words: Words, form: SwapForm) -> dict[str, Any]:
    """Which of one's weeks, and for which of whose."""
    groups = [
        (
            fit(person.name, NAME_LENGTH),
            [
                *((f"{person.id}:{week.isoformat()}", _week(words, week)) for week in weeks[:MOST_OF_ONE]),
                (f"{person.id}:{NOTHING}", _for_nothing(words, person)),
            ],
        )
        for person, weeks in form.theirs[:MOST_GROUPS]
    ]
    mine = [(week.isoformat(), _week(words, week)) for week in form.mine]
    return modal(
        title=words.label("Swap weeks"),
        callback_id=ASK_FORM,
        submit=words.label("Ask"),
        close=words.label("Cancel"),
        blocks=[
            section(words.say("intake/swap_modal/intro")),
            field_input(
                words.label("Which week do you give away?"),
                select(WEEK, mine, placeholder=words.label("Choose a week")),
                block_id=WEEK,
            ),
            field_input(
                words.label("For which week of whom?"),
                select_grouped(WITH, groups, placeholder=words.label("Choose a colleague and a week")),
                block_id=WITH,
            ),
        ],
    )


def decline_modal(words: Words, facts: SwapFacts) -> dict[str, Any]:
    """No, with a word or without."""
    return modal(
        title=words.label("Decline the swap"),
        callback_id=DECLINE_FORM,
        private_metadata=str(facts.swap.id),
        submit=words.label("Decline the swap"),
        close=words.label("Cancel"),
        blocks=[
            section(what_is_asked(words, facts)),
            field_input(
                words.label("A word to %(name)s", name=fit(facts.asker.name, NAME_LENGTH)),
                text_input(REASON, limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
                optional=True,
            ),
            context(words.say("intake/swap_modal/who_reads", name=fit(facts.asker.name, NAME_LENGTH))),
        ],
    )


def read_modal(words: Words, facts: SwapFacts) -> dict[str, Any]:
    """The card, where it is opened from a list."""
    return modal(
        title=words.label("Swap weeks"),
        callback_id=READ_FORM,
        close=words.label("Close"),
        blocks=swap_blocks(words, facts),
    )


def _for_nothing(words: Words, person: Person) -> str:
    return words.label("%(name)s, for nothing in return", name=fit(person.name, SHORT_NAME))


def _week(words: Words, week: date) -> str:
    return words.label(
        "%(first)s to %(last)s (%(iso)s)",
        first=words.day(week),
        last=words.day(last_of(week)),
        iso=iso_week(week),
    )
