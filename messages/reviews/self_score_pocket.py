"""What the pocket holds for an item of the self-score, and the menu that puts it there."""

from collections.abc import Sequence

from bot.domain.reviews.facts import Item
from bot.domain.weeks.pocket import Case, stands_in
from messages.catalog import Mrkdwn, Words
from messages.kit import OPTION_LIMIT, Block, fit, section, select
from messages.weeks.pocket_lines import beginning

USE = "reviews.self_score.use"
"""A case was chosen; the option's value is its id. How often that was done is behind it: Slack keeps in a
menu of the same name what was chosen there before."""
POCKET = "pocket"

LINES = 3
MOST_OFFERED = 10
BEGINNING = 120


def pocket_block_id(item: Item) -> str:
    """The pocket beside one item."""
    return f"{POCKET}:{item[0]}:{item[1]}"


def item_of(block_id: str) -> Item | None:
    """The item beside which that pocket stands; None where the block is none."""
    name, _, rest = block_id.partition(":")
    section_key, found, key = rest.partition(":")
    return (section_key, key) if name == POCKET and found else None


def pocket_beside(
    words: Words, cases: Sequence[Case], item: Item, *, typed: str | None, taken: int
) -> Block | None:
    """The first few, those first that were not put there yet; None where nothing is kept for it."""
    if not cases:
        return None
    offered = [case for case in cases if not stands_in(case, typed)]
    shown = [*offered, *(case for case in cases if case not in offered)][:LINES]
    lines = [_line(words, case, is_there=case not in offered) for case in shown]
    head = words.say("reviews/self_score_pocket/head", more=len(cases) - len(shown))
    menu = select(
        f"{USE}.{taken}",
        [(str(case.id), _option(words, case)) for case in offered[:MOST_OFFERED]],
        placeholder=words.label("Use one…"),
    )
    return section(
        Mrkdwn("\n".join([head, *lines])),
        accessory=menu if offered else None,
        block_id=pocket_block_id(item),
    )


def _line(words: Words, case: Case, *, is_there: bool) -> Mrkdwn:
    return words.say(
        "reviews/self_score_pocket/case",
        on=case.happened_on,
        rung=case.place.rung,
        case=beginning(case, limit=BEGINNING),
        is_there=is_there,
    )


def _option(words: Words, case: Case) -> str:
    said = " ".join(case.words.split()) or ", ".join(file.name for file in case.files)
    return fit(words.label("%(day)s: %(case)s", day=words.day(case.happened_on), case=said), OPTION_LIMIT)
