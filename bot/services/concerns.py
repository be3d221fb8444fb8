"""What is wrong, told to the admins: one message a cause, brought up to date."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause, ConcernFacts, ConcernsChanged
from bot.domain.notices import TRIED_FOR
from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.acting import Acting
from storage.unit import Unit

UNTIL_GIVEN_UP = frozenset({Cause.NO_ACCESS, Cause.REFUSED, Cause.OUR_ERROR})
"""What is about messages, and over when they are not tried any more."""


def note_concern(unit: Unit, cause: Cause, *, subject: str, facts: Mapping[str, Any], now: datetime) -> None:
    """Something is wrong: the admins' card of this cause names it.

    `subject` is what it is about (`person:7`), `facts` what its line says: names, never scores or typed
    text. Noting again what is noted already changes nothing and sends nothing.
    """
    noted = unit.concerns.note(cause, subject=subject, facts=facts, now=now)
    if noted is not None:
        number, round = noted
        _tell_admins(unit, cause, round=round, change=f"{number}", now=now)


def settle_concern(unit: Unit, cause: Cause, *, subject: str, now: datetime) -> bool:
    """It is mended: the admins' card says so. Returns whether it was wrong until now."""
    settled = unit.concerns.settle(cause, subject=subject, now=now)
    if settled is None:
        return False
    number, round = settled
    _tell_admins(unit, cause, round=round, change=f"{number}-mended", now=now)
    return True


def settle_concerns(unit: Unit, causes: Collection[Cause], *, subject: str, now: datetime) -> None:
    """The same for several causes at once, as far as something of them is wrong."""
    for cause, number, round in unit.concerns.settle_all(causes, subject=subject, now=now):
        _tell_admins(unit, cause, round=round, change=f"{number}-mended", now=now)


def keep_concerns_current(acting: Acting) -> None:
    """Nobody needs to mend what concerns people who left, or messages that are not tried any more.

    Whoever became an admin since reads what is still wrong; whoever read it already is sent nothing.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        if not unit.concerns.open_of(list(Cause)):
            return  # as nearly always: nobody who writes waits for it
    with acting.store.begin() as unit:
        for cause, subject in unit.concerns.of_people_who_left():
            settle_concern(unit, cause, subject=subject, now=acting.now)
        for cause, reason in unit.concerns.open_of({Cause.NO_ACCESS}):
            if not unit.outbox.is_held_up(reason):
                settle_concern(unit, cause, subject=reason, now=acting.now)
        for cause, subject in unit.concerns.older(UNTIL_GIVEN_UP, before=acting.now - TRIED_FOR):
            settle_concern(unit, cause, subject=subject, now=acting.now)
        admins = [admin.id for admin in unit.people.holding(Role.ADMIN)]
        for cause, round, newest in unit.concerns.open_rounds():
            unit.outbox.add(
                *(ConcernsChanged(to=each, cause=cause, round=round, change=f"{newest}") for each in admins),
                now=acting.now,
            )


def concern_list(acting: Acting, cause: Cause) -> ConcernFacts:
    """All that is wrong of one cause now. Raises Refusal: concerns.not_admin."""
    require(Deed.READ_CONCERNS, acting.by, refuse=lambda: Refusal("concerns.not_admin"))
    with acting.store.read() as unit:
        return unit.concerns.facts(cause, round=unit.concerns.latest_round(cause))


def _tell_admins(unit: Unit, cause: Cause, *, round: int, change: str, now: datetime) -> None:
    # A card that is still to be sent will say this too: a burst is one message and not one a subject.
    notices = [
        ConcernsChanged(to=admin.id, cause=cause, round=round, change=change)
        for admin in unit.people.holding(Role.ADMIN)
    ]
    unit.outbox.add(*(each for each in notices if not unit.outbox.will_send(each, but="change")), now=now)
