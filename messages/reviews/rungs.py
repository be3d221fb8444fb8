"""What a score on a ladder says, in words."""

from decimal import Decimal

from bot.domain.reviews.ladders import RUNGS, rungs_reached
from messages.catalog import Words


def rungs(words: Words, score: Decimal) -> str:
    """ "rungs 1–2 passed, 3 in part" for 2.5. Source: domain.md §5."""
    passed, in_part = rungs_reached(score)
    if passed == RUNGS:
        return words.label("all five rungs passed")
    if passed == 0:
        return words.label("rung 1 in part") if in_part else words.label("rung 1 not passed yet")
    if passed == 1:
        return words.label("rung 1 passed, 2 in part") if in_part else words.label("rung 1 passed")
    if in_part:
        return words.label("rungs 1–%(top)s passed, %(next)s in part", top=passed, next=passed + 1)
    return words.label("rungs 1–%(top)s passed", top=passed)
