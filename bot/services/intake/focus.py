"""A developer is in focus until a time: nobody mentions them but in an emergency."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.intake.focus import Focus, spoken_until
from bot.errors import Refusal
from bot.services.acting import Acting


def focus_until(acting: Acting) -> datetime | None:
    """Until when one is in focus oneself, None where one is not. Raises Refusal("pings.not_a_developer")."""
    _require(acting)
    with acting.store.read() as unit:
        return unit.focuses.until([acting.person.id], now=acting.now).get(acting.person.id)


def begin_focus(acting: Acting, *, said: str) -> datetime:
    """Be in focus as one has written it; returns until when. What was said before gives way.

    Raises Refusal: pings.not_a_developer, focus.usage, focus.too_long.
    """
    _require(acting)
    by = acting.person
    until = spoken_until(said, now=acting.now, zone=by.zone, hours=acting.policy.hours.office)
    with acting.store.begin() as unit:
        unit.focuses.begin(Focus(developer_id=by.id, until=until), now=acting.now)
        unit.homes.concern_own(by.id)
    return until


def end_focus(acting: Acting) -> None:
    """Be in focus no more. Safe to run twice. Raises Refusal("pings.not_a_developer")."""
    _require(acting)
    with acting.store.begin() as unit:
        unit.focuses.end(acting.person.id)
        unit.homes.concern_own(acting.person.id)


def end_what_is_over(acting: Acting) -> None:
    """Whose focus has come to its end sees it on their Home. Writes only where there is one."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        over = unit.focuses.over(now=acting.now)
    if over:
        with acting.store.begin() as unit:
            unit.focuses.forget_over(now=acting.now)
            for developer_id in over:
                unit.homes.concern_own(developer_id)


def _require(acting: Acting) -> None:
    require(Deed.CHOOSE_PINGS, acting.by, refuse=lambda: Refusal("pings.not_a_developer"))
