"""Shares that are written in short: 30/60/10, by the bands of a scheme. docs/decisions/0079."""

import re

from bot.domain.reviews.distribution import Share
from bot.domain.reviews.scheme import Scheme
from bot.errors import Refusal

WHOLE = 100
_WRITTEN = re.compile(r"[0-9]{1,3}(?:/[0-9]{1,3})+")


def shares_named(text: str, scheme: Scheme) -> tuple[Share, ...]:
    """The shares that "30/60/10" means in the bands of a scheme.

    From the best band to the lowest, in percent, together 100: each number but the last two is a band of its
    own, the last is the lowest band, and the one before it all bands in between. So many at most are in each
    upper band and those above it together, at least so many in the lowest; what lies between is what is left.
    Of two numbers the first is the best band, the second all the rest. Raises Refusal("simulation.bands").
    """
    limits = [
        limit
        for limit in scheme.bands
        if any(point >= limit for point in scheme.points) and any(point < limit for point in scheme.points)
    ]
    numbers = [int(each) for each in text.split("/")] if _WRITTEN.fullmatch(text) else []
    if not 2 <= len(numbers) <= len(limits) + 1 or sum(numbers) != WHOLE:
        raise Refusal(
            "simulation.bands", text=text, most=len(limits) + 1, limits=[str(each) for each in limits]
        )
    upper = max(1, len(numbers) - 2)
    shares = [Share(lowest=limits[each], at_most=sum(numbers[: each + 1])) for each in range(upper)]
    if len(numbers) > 2:
        lowest = max(point for point in scheme.points if point < limits[-1])
        shares.append(Share(highest=lowest, at_least=numbers[-1]))
    return tuple(shares)
