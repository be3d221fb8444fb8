"""As much of a long form as Slack takes, with a word where something is left out."""

import json
from collections.abc import Sequence

from messages.catalog import Words
from messages.kit import Block, context

MOST_BLOCKS = 100
MOST_BYTES = 225_000
"""Of blocks as they are sent, where a Chinese character takes six; Slack takes 250,000 of a whole view."""


def as_far_as_it_fits(
    words: Words, blocks: Sequence[Block], *, most: int = MOST_BLOCKS, last: Sequence[Block] = ()
) -> list[Block]:
    """These blocks, or the first of them and that there is more; at most `most` in all. What comes `last` has
    its place before any of them.
    """
    if last:
        end = as_far_as_it_fits(words, last, most=most // 2)
        most, room = most - len(end), MOST_BYTES - _bytes(end)
    else:
        end, room = [], MOST_BYTES
    shown = 0
    for block in blocks:
        room -= len(json.dumps(block))
        if room < 0:
            break
        shown += 1
    if shown == len(blocks) <= most:
        return [*blocks, *end]
    left_out = context(words.say("reviews/fitting/more"))
    return [*blocks[: min(shown, most - 1)], left_out, *end]


def _bytes(blocks: Sequence[Block]) -> int:
    return sum(len(json.dumps(block)) for block in blocks)
