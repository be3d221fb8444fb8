"""The fields in which somebody scores themselves: their names, and how a score is chosen."""

from collections.abc import Sequence

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Part
from messages.catalog import Words
from messages.kit import Block, field_input, radio_buttons, select

CHOOSE = "reviews.self_score.choose"
"""A score was chosen: what was entered is kept, and a case is asked for where the score wants one."""
READ = "reviews.self_score.read_rungs"
"""What stands there only in part is read over the form; the button's value is the key of the section."""
HALF = "half"
"""The only choice of a rung that is met in part; its field is called so, with the rung behind it."""

CLAIMED = "rungs:"
"""What a choice of rungs begins with; the numbers of all that are claimed stand behind it."""

SEEN_AT_ONCE = 10
"""Radio buttons that Slack takes."""


def block_id(part: Part | str, item: Item) -> str:
    """The field of one item; it stays the same through updates, so that Slack keeps what is typed."""
    return f"self_score:{part}:{item[0]}:{item[1]}"


def score_field(
    words: Words,
    label: str,
    item: Item,
    choices: Sequence[tuple[str, str]],
    *,
    chosen: str | None,
    at_once: bool,
    hint: str | None = None,
) -> Block:
    """All choices seen `at_once` where Slack takes so many, else a menu. With a `hint` it may stay open."""
    if at_once and len(choices) <= SEEN_AT_ONCE:
        element = radio_buttons(CHOOSE, choices, chosen=chosen, presets=False)
    else:
        element = select(CHOOSE, choices, placeholder=words.label("Choose a score"), chosen=chosen)
    return field_input(
        label,
        element,
        block_id=block_id(Part.SCORE, item),
        hint=hint,
        optional=hint is not None,
        dispatches=True,
    )


def claimed(top: int) -> str:
    """The choice of all rungs up to that one."""
    return CLAIMED + ",".join(str(rung) for rung in range(1, top + 1))
