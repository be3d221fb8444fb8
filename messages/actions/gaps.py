"""What somebody lacks, and the button that leads from there to an action for it."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.actions.gaps import Gap, Shortfall
from messages.catalog import Words
from messages.kit import Block, Element, button, fit_mrkdwn, section
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import tied_label

CLOSE = "actions.gaps.close"
"""The value: the id of whom it will be for, and what it is tied to, with a colon."""
SHOWN = 5

SHORTFALLS: Mapping[Shortfall, Callable[[Words], str]] = {
    Shortfall.NOT_YET: lambda words: words.label("Not met yet"),
    Shortfall.PARTLY: lambda words: words.label("Met partly"),
    Shortfall.LOW: lambda words: words.label("Came out low"),
}


def gap_label(words: Words, gap: Gap) -> str:
    """How it is lacking stands first: a menu cuts off what is long."""
    return words.label("%(how)s · %(what)s", how=SHORTFALLS[gap.how](words), what=tied_label(words, gap.tied))


def close_gap_button(
    words: Words, person_id: int, gaps: Sequence[Gap], *, primary: bool = False
) -> Element | None:
    """To the form, filled for the first of them; None where nothing is lacking."""
    if not gaps:
        return None
    value = f"{person_id}:{gaps[0].tied.value}"
    return button(words.label("Close a gap…"), CLOSE, value=value, primary=primary)


def gaps_block(words: Words, person_id: int, gaps: Sequence[Gap]) -> Block | None:
    """What is lacking, and the button; nothing where nothing is."""
    if not gaps:
        return None
    said = words.say(
        "actions/gaps/lacking",
        lines=[short(gap_label(words, each), 150) for each in gaps[:SHOWN]],
        more=max(0, len(gaps) - SHOWN),
    )
    return section(fit_mrkdwn(said), accessory=close_gap_button(words, person_id, gaps))
