"""Who hears that an answer is due: its owner before the hour, then a colleague, then the head."""

from enum import StrEnum


class Rung(StrEnum):
    """Who hears, in this order; each once for an hour that was promised."""

    OWNER = "owner"
    STAND_IN = "stand_in"
    HEAD = "head"


def ripe(left: int, late: int, *, warn: int, head: int) -> frozenset[Rung]:
    """Who is to have heard by now. In working minutes of the owner: `left` until the hour, 0 once it is over;
    `late` since it.

    The owner `warn` minutes before, a colleague once it is over, the head `head` minutes after.
    """
    if left > 0:
        return frozenset({Rung.OWNER}) if left <= warn else frozenset()
    if late >= head:
        return frozenset(Rung)
    return frozenset({Rung.OWNER, Rung.STAND_IN})
