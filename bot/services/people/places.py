"""Time zones and countries that this machine does not know: told to the admins, and when they are mended."""

from collections.abc import Iterator, Mapping

from bot.domain.access import Deed, require
from bot.domain.calendar import is_country
from bot.domain.concerns import Cause
from bot.domain.places import is_timezone
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from storage.unit import Unit

_Facts = Mapping[str, str]


def check_places(acting: Acting) -> None:
    """Look at every person's and branch's place; each unknown one is told once, until it is known.

    It need not come from outside: another machine may know fewer zones than the one that took it.
    Writes only where something has changed.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        unknown = dict(_unknown(unit, acting.policy))
        told = {subject for _, subject in unit.concerns.open_of({Cause.UNKNOWN_PLACE})}
    if unknown.keys() == told:
        return
    with acting.store.begin() as unit:
        for subject, facts in unknown.items():
            note_concern(unit, Cause.UNKNOWN_PLACE, subject=subject, facts=facts, now=acting.now)
        for subject in sorted(told - unknown.keys()):
            settle_concern(unit, Cause.UNKNOWN_PLACE, subject=subject, now=acting.now)


def _unknown(unit: Unit, policy: Policy) -> Iterator[tuple[str, _Facts]]:
    for each in unit.people.of_unknown_timezone():
        person = each.person
        yield f"person:{person.id}", _facts("timezone", person.name, each.written, person.timezone)
    for branch in unit.people.branches():
        if not is_timezone(branch.timezone):
            yield (
                f"branch:{branch.id}:timezone",
                _facts("timezone", branch.name, branch.timezone, policy.default_timezone),
            )
        if not is_country(branch.country):
            yield (
                f"branch:{branch.id}:country",
                _facts("country", branch.name, branch.country, policy.default_country),
            )


def _facts(what: str, name: str, value: str, instead: str) -> _Facts:
    return {"what": what, "name": name, "value": value, "instead": instead}
