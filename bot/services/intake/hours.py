"""Somebody at the desk chooses their own hours there, and reads them."""

from dataclasses import dataclass

from bot.domain.access import Deed, require
from bot.domain.intake.hours import parse_hours
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import hours_of
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class MyHours:
    """`are_own`: they chose them; else they are the desk's."""

    hours: WorkingHours
    are_own: bool


def my_hours(acting: Acting) -> MyHours:
    """The hours that count now. Raises Refusal("hours.desk_only")."""
    _require(acting)
    with acting.store.read() as unit:
        return _now(unit, acting)


def choose_hours(acting: Acting, *, said: str) -> MyHours:
    """From now on work at these; what was promised already stays promised.

    Raises Refusal: hours.desk_only, hours.usage, hours.break_outside.
    """
    _require(acting)
    hours = parse_hours(said)
    with acting.store.begin() as unit:
        unit.people.queue_up(acting.person.id)
        unit.desk_hours.keep(acting.person.id, hours, at=acting.now)
        return _now(unit, acting)


def usual_hours(acting: Acting) -> MyHours:
    """Work when the desk is open again. Safe to run twice. Raises Refusal("hours.desk_only")."""
    _require(acting)
    with acting.store.begin() as unit:
        unit.desk_hours.drop(acting.person.id)
        return _now(unit, acting)


def _require(acting: Acting) -> None:
    require(Deed.CHOOSE_DESK_HOURS, acting.by, refuse=lambda: Refusal("hours.desk_only"))


def _now(unit: Unit, acting: Acting) -> MyHours:
    person = acting.person
    return MyHours(
        hours=hours_of(unit, person, policy=acting.policy),
        are_own=unit.desk_hours.of(person.id) is not None,
    )
