"""To whoever enters figures: which are wanted for a period, by when, and then that they are there."""

from bot.domain.goals.figures import FiguresCard, Wanted
from bot.domain.obligations import MINUTES, Kind
from messages.catalog import Mrkdwn, Words
from messages.kit import Message, actions, button, context, header, message, section
from messages.reviews.score_lines import cycle_title, short

OPEN = "goals.figures.open"
"""The form, from wherever the figures are owed; the button's value is the cycle's id."""

SHOWN = 12


def figures_card(words: Words, facts: FiguresCard) -> Message:
    """One card for the whole period; no figure stands on it."""
    period = cycle_title(facts.period)
    missing = facts.missing
    headline = words.say(
        "goals/figures_card/headline",
        period=period,
        missing=len(missing),
        total=len(facts.wanted),
        due=facts.due_on,
        is_late=facts.is_late(words.now),
    )
    return message(
        headline,
        header(words.label("%(period)s figures", period=period)),
        section(_body(words, facts, missing)),
        actions(
            button(
                words.label("Enter figures…") if missing else words.label("Change…"),
                OPEN,
                value=str(facts.cycle_id),
                primary=bool(missing),
            )
        )
        if facts.wanted
        else None,
        context(words.say("goals/figures_card/who_sees")) if facts.wanted else None,
    )


def _body(words: Words, facts: FiguresCard, missing: tuple[Wanted, ...]) -> Mrkdwn:
    names = [[short(each.name), short(each.whose)] for each in missing[:SHOWN]]
    return words.say(
        "goals/figures_card/body",
        missing=len(missing),
        total=len(facts.wanted),
        names=names,
        more=max(0, len(missing) - SHOWN),
        due=facts.due_on,
        is_late=facts.is_late(words.now),
        minutes=MINUTES[Kind.FIGURES],
    )
