"""The long texts of a card, each whole and folded under its first line, as far as a message has room.

Blocks of this kind are new: a workspace may refuse them, and the same card without them says where the whole
is read. What is folded away is whole; what finds no room is shortened as on that card.
"""

from collections.abc import Mapping

from messages.catalog import Mrkdwn
from messages.kit import CONTAINER_BLOCKS, Block, container, fold, section
from messages.reviews.score_lines import in_full

LETTERS = 12_000
"""Characters of all blocks of a message together: Slack takes about 13,200."""
BLOCKS = 50
TITLE = 60
"""Characters of a first line: two lines where the screen is narrow. Slack takes twice as many."""


def folded(texts: Mapping[object, str], *, beside: list[Block]) -> dict[object, Block]:
    """Those of these typed texts that find room in a message, by what they belong to; the first ones first.

    `beside`: the message's blocks without them.
    """
    found: dict[object, Block] = {}
    letters, blocks = LETTERS - _letters(beside), BLOCKS - len(beside)
    for key, text in texts.items():
        title, pieces = fold(text, TITLE), list(in_full(text, at_most=LETTERS))
        letters_of_it = len(title) + sum(map(len, pieces))
        blocks_of_it = 2 + len(pieces)  # what it stands under ends there
        if letters_of_it <= letters and blocks_of_it <= blocks and len(pieces) <= CONTAINER_BLOCKS:
            found[key] = container(title, *map(section, pieces))
            letters -= letters_of_it
            blocks -= blocks_of_it
    return found


def is_cut(text: str, shown: Mrkdwn) -> bool:
    """Whether a card shows less of a typed text than all of it."""
    return list(in_full(text)) != [shown]


def _letters(part: object) -> int:
    if isinstance(part, list):
        return sum(map(_letters, part))
    if isinstance(part, dict):
        own = part.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(map(_letters, part.values()))
    return 0
