"""What is wrong, told to the admins: one message a cause, brought up to date."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.concerns import Cause, ConcernFacts, ConcernsChanged
from bot.domain.people import Person, Role
from bot.errors import Refusal
from storage.unit import Store, Unit


def note_concern(unit: Unit, cause: Cause, *, subject: str, facts: Mapping[str, Any], now: datetime) -> None:
    """Something is wrong: the admins' card of this cause names it.

    `subject` is what it is about (`person:7`), `facts` what its line says: names, never scores or typed
    text. Noting again what is noted already changes nothing and sends nothing.
    """
    noted = unit.concerns.note(cause, subject=subject, facts=facts, now=now)
    if noted is not None:
        number, round = noted
        _tell_admins(unit, cause, round=round, change=f"{number}", now=now)


def settle_concern(unit: Unit, cause: Cause, *, subject: str, now: datetime) -> None:
    """It is mended: the admins' card says so. Nothing where it was not noted."""
    settled = unit.concerns.settle(cause, subject=subject, now=now)
    if settled is not None:
        number, round = settled
        _tell_admins(unit, cause, round=round, change=f"{number}-mended", now=now)


def tell_new_admins(store: Store, *, now: datetime) -> None:
    """Whoever became an admin since reads what is still wrong; whoever read it already is sent nothing."""
    with store.begin() as unit:
        admins = [row.id for row in unit.people.holding(Role.ADMIN)]
        for cause, round, newest in unit.concerns.open_rounds():
            unit.outbox.add(
                *(ConcernsChanged(to=each, cause=cause, round=round, change=f"{newest}") for each in admins),
                now=now,
            )


def concern_list(store: Store, cause: Cause, *, by: Person) -> ConcernFacts:
    """All that is wrong of one cause now. Raises Refusal: concerns.not_admin."""
    if not by.has(Role.ADMIN):
        raise Refusal("concerns.not_admin")
    with store.read() as unit:
        return unit.concerns.facts(cause, round=unit.concerns.latest_round(cause))


def _tell_admins(unit: Unit, cause: Cause, *, round: int, change: str, now: datetime) -> None:
    # A card that is still to be sent will say this too: a burst is one message and not one a subject.
    notices = [
        ConcernsChanged(to=admin.id, cause=cause, round=round, change=change)
        for admin in unit.people.holding(Role.ADMIN)
    ]
    unit.outbox.add(*(each for each in notices if not unit.outbox.will_send(each, but="change")), now=now)
