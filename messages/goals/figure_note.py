"""To both sides: a figure came, or was corrected, after it was scored; what it is stands behind a button."""

from typing import Any

from bot.domain.goals.figures import FigureFacts
from messages.catalog import Mrkdwn, Words
from messages.goals.figure_lines import figure_line
from messages.kit import Message, actions, button, message, modal, section
from messages.reviews.score_lines import cycle_title, short

SEE = "goals.figures.see"
"""The button's value is the review's id and the figure's."""
FIGURE_VIEW = "goals.figures.view"


def figure_note(words: Words, facts: FigureFacts, *, value: str, is_employees: bool) -> Message:
    """No figure and no score stands in it."""
    said = words.say("goals/figure_note/note", **_facts(facts), is_employees=is_employees)
    return message(
        words.say("goals/figure_note/headline", **_facts(facts), is_employees=is_employees),
        section(said),
        actions(button(words.label("See the figure…"), SEE, value=value)),
    )


def figure_modal(words: Words, facts: FigureFacts) -> dict[str, Any]:
    """The figure and the one before it, each with its source and time, and what it suggests."""
    line = figure_line(words, facts.figure, quantity=facts.quantity, unit=facts.unit)
    before = facts.before and figure_line(words, facts.before, quantity=facts.quantity, unit=facts.unit)
    said = words.say(
        "goals/figure_note/figure",
        kpi=short(facts.kpi),
        name=short(facts.employee.name),
        now=line,
        before=before,
        is_newest=facts.is_newest,
        suggested=facts.suggested,
    )
    return modal(
        title=words.label("Figure"),
        blocks=[section(Mrkdwn(said))],
        callback_id=FIGURE_VIEW,
        close=words.label("Close"),
    )


def _facts(facts: FigureFacts) -> dict[str, Any]:
    return {
        "kpi": short(facts.kpi),
        "period": cycle_title(facts.period),
        "name": short(facts.employee.name),
        "by": short(facts.figure.by),
        "is_corrected": facts.before is not None,
    }
